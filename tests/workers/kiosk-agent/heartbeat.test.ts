import { afterEach, describe, expect, it, vi } from "vitest";
import { SILENT_MS } from "#app/domain/kiosk/watchdog.ts";
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { heartbeatRequestSchema } from "#app/domain/kiosk/device-message.ts";
import { MachinePeripherals } from "#workers/kiosk-agent/peripherals.ts";
import { openedAgent, type Asked, type Played } from "./agent-rig.ts";

type Rig = Awaited<ReturnType<typeof openedAgent>>;
let rig: Rig | null = null;
afterEach(() => {
  rig?.close();
  rig = null;
});

const usual = ({ path }: Asked): Played => {
  if (path === "/device/boot") return { value: { ticket: "t", serverMs: 1 } };
  if (path === "/device/heartbeat") return { value: { serverMs: 1 } };
  return { status: 404, value: { problem: "not-found" } };
};

async function started(now: () => number = Date.now): Promise<Rig> {
  rig = await openedAgent(usual, now);
  await rig.agent.start();
  return rig;
}

/** What the server was told last. */
function told(given: Rig): KioskHealth {
  const beats = given.asked.filter(({ path }) => path === "/device/heartbeat");
  return heartbeatRequestSchema.parse(beats.at(-1)?.body).health;
}

const alive = { route: "/kiosk", build: "page 1" };

describe("a heartbeat", () => {
  it("carries what the machine senses, and what it cannot sense as unknown", async () => {
    const given = await started();
    expect(told(given)).toMatchObject({ temperatureC: 41, sound: "ok", network: { link: "wired" } });
    for (const sensed of [
      { temperatureC: null, sound: null, link: null },
      { temperatureC: 80, sound: "muted" },
    ])
      await fetch(`${given.address}/sim/senses`, { method: "POST", body: JSON.stringify(sensed) });
    await given.agent.beat();
    expect(told(given)).toMatchObject({ temperatureC: 80, sound: "muted", network: { link: null } });
    const wrong = await fetch(`${given.address}/sim/senses`, { method: "POST", body: '{"temperatureC":"hot"}' });
    expect(wrong.status).toBe(400);
  });

  it("counts the tries without an answer until one has told of them, and how long the last answer took", async () => {
    const given = await started();
    expect(told(given).network).toMatchObject({ failedTries: 0 });
    expect(told(given).network?.roundTripMs).toBeGreaterThanOrEqual(0);
    const network = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("cut"));
    await given.agent.beat();
    network.mockRestore();
    await given.agent.beat();
    expect(told(given).network).toMatchObject({ failedTries: 2 });
    await given.agent.beat();
    expect(told(given).network).toMatchObject({ failedTries: 0 });
  });

  it("says when the screen was touched last, also after the page was opened anew", async () => {
    const given = await started();
    expect(told(given).untouchedSeconds).toBeNull();
    await given.call("POST", "/v1/alive", { ...alive, untouchedSeconds: 40 });
    await given.agent.beat();
    expect(told(given).untouchedSeconds).toBe(40);
    await given.call("POST", "/v1/alive", { ...alive, untouchedSeconds: null });
    await given.agent.beat();
    expect(told(given).untouchedSeconds).toBe(40);
    const said = JSON.stringify(given.asked.at(-1)?.body);
    expect(said).not.toContain("/kiosk");
  });

  it("tells the number of the fault that a screen showed last, and how long ago", async () => {
    let nowMs = 1_795_000_000_000;
    const given = await started(() => nowMs);
    expect(told(given).fault).toBeNull();
    await given.call("POST", "/v1/alive", { ...alive, fault: { code: "7K3M9Q", secondsAgo: 5 } });
    nowMs += 55_000;
    await given.call("POST", "/v1/alive", alive);
    expect((await given.agent.health()).fault).toEqual({ code: "7K3M9Q", secondsAgo: 60 });
    const wrong = { ...alive, fault: { code: "of 139 1234 5678", secondsAgo: 5 } };
    expect((await given.call("POST", "/v1/alive", wrong)).status).toBe(400);
  });

  it("says that no page answers once it was silent for a minute", async () => {
    let nowMs = 1_795_000_000_000;
    const given = await started(() => nowMs);
    await given.call("POST", "/v1/alive", alive);
    nowMs += SILENT_MS;
    expect(await given.agent.health()).toMatchObject({ page: "page 1" });
    nowMs += 1;
    expect(await given.agent.health()).toMatchObject({ page: null });
  });

  it("says that the voice fails after what was to be said could not be, until the next that could", async () => {
    const given = await started();
    given.peripherals.isVoiceBroken = true;
    expect(await given.agent.health()).toMatchObject({ sound: "broken" });
    given.senses.sensed = { ...given.senses.sensed, sound: "absent" };
    expect(await given.agent.health()).toMatchObject({ sound: "absent" });
  });
});

describe("the machine's own voice", () => {
  const none = { printer: null, player: null, clips: null, dialer: null, lamp: null, staffCall: null };
  const words = { clips: [], text: "您好", language: "zh-CN", volume: 2 } as const;

  it.each([
    ["true", false],
    ["false", true],
    ["no-such-program-here", true],
  ])("that is %s is broken: %s", async (speaker, isBroken) => {
    const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const voice = new MachinePeripherals({ ...none, speaker });
    voice.isVoiceBroken = !isBroken;
    expect(voice.say(words)).toBe(true);
    await expect.poll(() => voice.isVoiceBroken).toBe(isBroken);
    report.mockRestore();
  });

  it("is not broken by being silenced", async () => {
    const voice = new MachinePeripherals({ ...none, speaker: "tail -f /dev/null" });
    expect(voice.say(words)).toBe(true);
    voice.beSilent();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(voice.isVoiceBroken).toBe(false);
  });
});
