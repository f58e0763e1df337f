import { afterEach, describe, expect, it } from "vitest";
import { EarphoneJack } from "#workers/kiosk-agent/earphone-jack.ts";
import { workByHand } from "#workers/kiosk-agent/fake-reader.ts";
import { openedAgent } from "./agent-rig.ts";

type Rig = Awaited<ReturnType<typeof openedAgent>>;
let rig: Rig | null = null;
afterEach(() => {
  rig?.close();
  rig = null;
});

async function opened(): Promise<Rig> {
  rig = await openedAgent(() => ({ status: 503, value: {} }));
  return rig;
}

const digit = { clips: [], text: "7", language: "zh-CN", volume: 2, private: true };

describe("what is for one ear alone", () => {
  it("is said while an earphone is plugged in, and never on the loudspeaker", async () => {
    const given = await opened();
    const refused = await given.call("POST", "/v1/say", digit);
    expect([refused.status, await refused.json()]).toEqual([409, { problem: "no-earphone" }]);
    expect(given.peripherals.recorded.said).toEqual([]);
    given.reader.plugEarphone(true);
    expect((await given.call("POST", "/v1/say", digit)).status).toBe(200);
    given.reader.plugEarphone(false);
    expect((await given.call("POST", "/v1/say", digit)).status).toBe(409);
    expect((await given.call("POST", "/v1/say", { ...digit, private: false })).status).toBe(200);
    expect(given.peripherals.recorded.said).toEqual([["7"], ["7"]]);
  });

  it("stops when the earphone is pulled out", async () => {
    const given = await opened();
    let silenced = 0;
    given.peripherals.beSilent = () => (silenced += 1);
    given.reader.plugEarphone(false);
    given.reader.plugEarphone(true);
    expect(silenced).toBe(0);
    given.reader.plugEarphone(false);
    expect(silenced).toBe(1);
  });
});

describe("the handset", () => {
  it("dials the hotline when it is lifted and hangs up when it is put down, without a word from the page", async () => {
    const given = await opened();
    let hungUp = 0;
    given.peripherals.hangUp = () => (hungUp += 1);
    expect(workByHand(given.reader, "handset")).toBe(true);
    expect([given.peripherals.recorded.dialled, hungUp]).toEqual([["871-12345"], 0]);
    expect(workByHand(given.reader, "handset down")).toBe(true);
    expect([given.peripherals.recorded.dialled, hungUp]).toEqual([["871-12345"], 1]);
  });
});

describe("the jack", () => {
  /** One switch as Linux tells it. */
  function switched(type: number, code: number, value: number): Buffer {
    const event = Buffer.alloc(24);
    event.writeUInt16LE(type, 16);
    event.writeUInt16LE(code, 18);
    event.writeInt32LE(value, 20);
    return event;
  }

  it("is read however its bytes are cut; other switches and keys say nothing of it", () => {
    const heard: boolean[] = [];
    const jack = new EarphoneJack("/dev/null", (isPlugged) => heard.push(isPlugged));
    const bytes = Buffer.concat([switched(5, 2, 1), switched(5, 4, 0), switched(1, 2, 0), switched(5, 2, 0)]);
    jack.take(bytes.subarray(0, 30));
    expect(heard).toEqual([true]);
    jack.take(bytes.subarray(30));
    expect(heard).toEqual([true, false]);
  });

  it("that is gone is as one that nothing is plugged into", async () => {
    const heard: boolean[] = [];
    const jack = new EarphoneJack("/no/such/device", (isPlugged) => heard.push(isPlugged));
    jack.start();
    await expect.poll(() => heard).toContain(false);
    expect(heard).not.toContain(true);
    jack.stop();
  });
});
