import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMqttIntake, type MqttMessage } from "#app/integrations/devices/mqtt-intake.server.ts";
import { BROKER_KINDS, startBroker, type Broker } from "#tests/support/mqtt-broker.ts";

/** A promise that is kept from outside. */
function signal() {
  let give: () => void = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

const CASES = BROKER_KINDS.flatMap((kind) => ([4, 5] as const).map((version) => ({ kind, version })));

describe.each(CASES)("MQTT version $version at $kind", ({ kind, version }) => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await startBroker(kind);
  });
  afterAll(async () => broker.close());

  const settings = (clientId: string) => ({ url: broker.url, username: null, password: null, clientId, version });

  it("hands each message over, and one whose handover fails comes again", async () => {
    const got: MqttMessage[] = [];
    const errors: unknown[] = [];
    const all = signal();
    const intake = openMqttIntake(settings(`bedside-a${version}`), [`a${version}/+`], {
      handOver: async (message) => {
        got.push(message);
        // The database is away for a moment.
        if (got.length === 2) throw new Error("not stored");
        if (got.length === 4) all.give();
      },
      onError: (thrown) => errors.push(thrown),
    });
    await intake.ready;
    const device = await connectAsync(broker.url, { protocolVersion: version });
    for (const payload of ["one", "two", "three"]) await device.publishAsync(`a${version}/x`, payload, { qos: 1 });
    await all.given;
    expect(errors.map(String)).toContain("Error: not stored");
    expect(got.filter(({ payload }) => payload === "two").length).toBeGreaterThanOrEqual(2);
    expect(new Set(got.map(({ payload }) => payload))).toEqual(new Set(["one", "two", "three"]));
    await device.endAsync();
    await intake.close();
  });

  it("acknowledges only after the handover: what nobody stored waits at the broker for the next process", async () => {
    const began = signal();
    const first = openMqttIntake(settings(`bedside-b${version}`), [`b${version}/+`], {
      handOver: () => {
        began.give();
        // The process is killed here, before the commit.
        return new Promise(() => {});
      },
      onError: () => {},
    });
    await first.ready;
    const device = await connectAsync(broker.url, { protocolVersion: version });
    await device.publishAsync(`b${version}/x`, "help", { qos: 1 });
    await began.given;
    await first.close();
    const again = signal();
    const second = openMqttIntake(settings(`bedside-b${version}`), [`b${version}/+`], {
      handOver: async ({ payload }) => {
        if (payload === "help") again.give();
      },
      onError: () => {},
    });
    await again.given;
    await device.endAsync();
    await second.close();
  });
});
