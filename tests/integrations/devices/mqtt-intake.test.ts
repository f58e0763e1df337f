import { connectAsync } from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMqttIntake, type MqttMessage } from "#app/integrations/devices/mqtt-intake.server.ts";
import { payloadText } from "#app/integrations/devices/payload-text.ts";
import { BROKER_KINDS, lineThatBreaks, startBroker, SUBSCRIBE, type Broker } from "#tests/support/mqtt-broker.ts";

/** A promise that is kept from outside. */
function signal() {
  let give: () => void = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { give, given };
}

const textIn = ({ payload }: MqttMessage) => payloadText(payload, { payload: "text" });

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
    expect(got.filter((one) => textIn(one) === "two").length).toBeGreaterThanOrEqual(2);
    expect(new Set(got.map(textIn))).toEqual(new Set(["one", "two", "three"]));
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
      handOver: async (message) => {
        if (textIn(message) === "help") again.give();
      },
      onError: () => {},
    });
    await again.given;
    await device.endAsync();
    await second.close();
  });

  it("hands over what comes meanwhile, and acknowledges in the order of the messages, each after it was stored", async () => {
    const begun = new Map<string, () => void>();
    const [all, again, ended] = [signal(), signal(), signal()];
    const open = (handOver: (message: MqttMessage) => Promise<void>) =>
      openMqttIntake(settings(`bedside-c${version}`), [`c${version}/+`], { handOver, onError: () => {} });
    const first = open((message) => {
      const stored = new Promise<void>((resolve) => begun.set(textIn(message), resolve));
      if (begun.size === 3) all.give();
      return stored;
    });
    await first.ready;
    const device = await connectAsync(broker.url, { protocolVersion: version });
    for (const payload of ["word", "help", "more"]) await device.publishAsync(`c${version}/x`, payload, { qos: 1 });
    // None of them was stored, and all three are in hand.
    await all.given;
    begun.get("help")?.();
    await new Promise((done) => setImmediate(done));
    await first.close();
    const got: string[] = [];
    const second = open(async (message) => {
      const payload = textIn(message);
      got.push(payload);
      if (got.length === 3) again.give();
      if (payload === "end") ended.give();
    });
    // The call for help was stored before the word that came before it, so it was not acknowledged before it either.
    await again.given;
    expect(got.slice(0, 3)).toEqual(["word", "help", "more"]);
    await device.publishAsync(`c${version}/x`, "end", { qos: 1 });
    await ended.given;
    await second.close();
    // What was stored and acknowledged does not come to the next process.
    const [third, last] = [signal(), signal()];
    const others: string[] = [];
    const next = open(async (message) => {
      const payload = textIn(message);
      others.push(payload);
      (payload === "last" ? last : third).give();
    });
    await next.ready;
    await device.publishAsync(`c${version}/x`, "last", { qos: 1 });
    await last.given;
    expect(others.filter((payload) => payload !== "end")).toEqual(["last"]);
    await device.endAsync();
    await next.close();
  });

  it("asks again for a new filter of a kept session where the connection is lost before it is granted", async () => {
    const kept = openMqttIntake(settings(`bedside-e${version}`), [`e${version}/old`], {
      handOver: async () => {},
      onError: () => {},
    });
    await kept.ready;
    await kept.close();
    const line = await lineThatBreaks(broker.url, SUBSCRIBE);
    const got = signal();
    const intake = openMqttIntake(
      { ...settings(`bedside-e${version}`), url: line.url },
      [`e${version}/old`, `e${version}/new`],
      { handOver: async () => got.give(), onError: () => {} },
    );
    await intake.ready;
    expect(line.broke()).toBe(true);
    const device = await connectAsync(broker.url, { protocolVersion: version });
    await device.publishAsync(`e${version}/new`, "help", { qos: 1 });
    await got.given;
    await device.endAsync();
    await intake.close();
    await line.close();
  });

  it("subscribes to what is wanted while it runs, also after the connection was lost, and to nothing else", async () => {
    const line = await lineThatBreaks(broker.url, SUBSCRIBE);
    const got: string[] = [];
    const waits = new Map<string, () => void>();
    const heard = (topic: string) => new Promise<void>((resolve) => waits.set(topic, resolve));
    const intake = openMqttIntake({ ...settings(`bedside-f${version}`), url: line.url }, [`f${version}/old`], {
      handOver: async ({ topic }) => {
        got.push(topic);
        waits.get(topic)?.();
      },
      onError: () => {},
    });
    intake.subscribeTo([`f${version}/new`, `f${version}/old`]);
    await intake.ready;
    expect(line.broke()).toBe(true);
    const device = await connectAsync(broker.url, { protocolVersion: version });
    const say = async (topic: string) => void (await device.publishAsync(`f${version}/${topic}`, "help", { qos: 1 }));
    const both = Promise.all([heard(`f${version}/old`), heard(`f${version}/new`)]);
    for (const topic of ["old", "new"]) await say(topic);
    await both;
    intake.subscribeTo([`f${version}/new`, `f${version}/last`]);
    const last = heard(`f${version}/last`);
    // It says nothing of when it was granted; what comes before is not heard.
    const again = setInterval(() => void say("last"), 50);
    await last;
    clearInterval(again);
    got.length = 0;
    const end = heard(`f${version}/new`);
    for (const topic of ["old", "new"]) await say(topic);
    await end;
    expect(got.filter((topic) => !topic.endsWith("/last"))).toEqual([`f${version}/new`]);
    await device.endAsync();
    await intake.close();
    await line.close();
  });

  it("says which messages the broker had kept under their topic", async () => {
    const device = await connectAsync(broker.url, { protocolVersion: version });
    await device.publishAsync(`d${version}/kept`, "old", { qos: 1, retain: true });
    const got: MqttMessage[] = [];
    const both = signal();
    const intake = openMqttIntake(settings(`bedside-d${version}`), [`d${version}/+`], {
      handOver: async (message) => {
        got.push(message);
        if (got.length === 2) both.give();
      },
      onError: () => {},
    });
    await intake.ready;
    await device.publishAsync(`d${version}/live`, "now", { qos: 1 });
    await both.given;
    expect(got.map((one) => [textIn(one), one.retained])).toEqual([
      ["old", true],
      ["now", false],
    ]);
    await device.endAsync();
    await intake.close();
  });
});
