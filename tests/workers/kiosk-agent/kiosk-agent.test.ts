import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { AgentEvent } from "#app/domain/kiosk/agent-protocol.ts";
import { StateFolder } from "#workers/kiosk-agent/state-folder.ts";
import { isIdNumber, keyOf, WedgeReader } from "#workers/kiosk-agent/wedge-reader.ts";
import { WishQueue } from "#workers/kiosk-agent/wish-queue.ts";
import { openedAgent, type Asked, type Played } from "./agent-rig.ts";

type Rig = Awaited<ReturnType<typeof openedAgent>>;
let rig: Rig | null = null;
afterEach(() => {
  rig?.close();
  rig = null;
});

const BOOT = { ticket: "t", serverMs: 1_795_000_000_000 };
const usual = (asked: Asked): Played => {
  if (asked.path === "/device/boot") return { value: BOOT };
  if (asked.path === "/device/heartbeat") return { value: { serverMs: BOOT.serverMs } };
  return { status: 404, value: { problem: "not-found" } };
};

async function opened(play: (asked: Asked) => Played = usual): Promise<Rig> {
  rig = await openedAgent(play);
  return rig;
}

/** The events of the page's stream until `count` have come. */
async function eventsOf(given: Rig, count: number, work: () => void): Promise<AgentEvent[]> {
  const response = await given.call("GET", "/v1/events");
  work();
  const reader = response.body?.getReader();
  let text = "";
  while (text.split("\n").length <= count) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) break;
    text += new TextDecoder().decode(value);
  }
  await reader?.cancel();
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AgentEvent);
}

describe("the agent's door on the loopback", () => {
  it("answers the product's own page with this start's secret, and nobody else", async () => {
    const given = await opened();
    expect((await given.call("GET", "/v1/status")).status).toBe(200);
    expect((await given.call("GET", "/v1/status", undefined, { origin: "https://evil.example" })).status).toBe(403);
    expect((await given.call("GET", "/v1/status", undefined, { authorization: "Bearer no" })).status).toBe(401);
    const asProgram = await fetch(`${given.address}/v1/status`, {
      headers: { authorization: `Bearer ${given.agent.secret}` },
    });
    expect(asProgram.status).toBe(403);
  });

  it("opens the simulator to programs of the machine and to no page", async () => {
    const given = await opened();
    const lift = (headers: Record<string, string>) =>
      fetch(`${given.address}/sim/by-hand`, { method: "POST", body: "lift", headers });
    expect((await lift({})).status).toBe(200);
    expect((await lift({ origin: given.origin })).status).toBe(403);
  });

  it("refuses bodies of another shape", async () => {
    const given = await opened();
    for (const [path, body] of [
      ["/v1/say", { clips: ["../../etc/passwd"], volume: 2 }],
      ["/v1/say", { clips: [], text: "啊".repeat(601), volume: 2 }],
      ["/v1/say", { clips: [], text: "hello", language: "--help", volume: 2 }],
      ["/v1/call", { target: "110" }],
      ["/v1/print", { slipId: "../boot" }],
      ["/v1/lamp", { on: "yes" }],
    ] as const)
      expect((await given.call("POST", path, body)).status, path).toBe(400);
    expect((await given.call("POST", "/v1/nothing", {})).status).toBe(404);
  });

  it("dials, lights and speaks by the machine's own devices, with or without a server", async () => {
    const given = await opened(() => ({ status: 500, value: {} }));
    await given.call("POST", "/v1/call", { target: "hotline" });
    await given.call("POST", "/v1/call", { target: "staff" });
    await given.call("POST", "/v1/lamp", { lamp: "help", on: true });
    await given.call("POST", "/v1/say", { clips: ["kiosk_home_title"], volume: 2 });
    await given.call("POST", "/v1/say", { clips: [], text: "您好，想办什么事？", language: "zh-CN", volume: 2 });
    expect(given.peripherals.recorded).toMatchObject({
      dialled: ["871-12345", "0513-85012345"],
      lamps: { help: true },
      said: [["kiosk_home_title"], ["您好，想办什么事？"]],
    });
  });
});

describe("a card on the simulator", () => {
  const number = "320602194503120018";

  it("is told to the page step by step with a token, and its number to the server alone", async () => {
    const given = await opened((asked) =>
      asked.path === "/device/identity" ? { value: { token: "abc" } } : usual(asked),
    );
    await given.agent.start();
    const events = await eventsOf(given, 4, () => {
      given.reader.place("idcard", number);
      setTimeout(() => given.reader.lift(), 200);
    });
    expect(events.map(({ state, token }) => [state, token])).toEqual([
      ["placed", null],
      ["reading", null],
      ["read", "abc"],
      ["removed", null],
    ]);
    expect(JSON.stringify(events)).not.toContain(number);
    const identity = given.asked.find(({ path }) => path === "/device/identity");
    expect(identity?.body).toEqual({ bootId: given.agent.bootId, means: "id_card", text: number });
  });

  it("is refused while another lies there, and its troubles are named", async () => {
    const given = await opened((asked) =>
      asked.path === "/device/identity" ? { value: { refused: "unknown" } } : usual(asked),
    );
    await given.agent.start();
    const events = await eventsOf(given, 6, () => {
      expect(given.reader.place("idcard", "unreadable")).toBe(true);
      expect(given.reader.place("idcard", number)).toBe(false);
      given.reader.lift();
      setTimeout(() => given.reader.place("sscard", number), 200);
    });
    const errors = events.filter(({ state }) => state === "error");
    expect(errors.map(({ kind, reason }) => [kind, reason])).toEqual([["idcard", "unreadable"]]);
    const unknown = await eventsOf(given, 1, () => {
      given.reader.lift();
    });
    expect(unknown[0]?.state).toBe("removed");
  });

  it("waits for no server longer than twice its time", async () => {
    const given = await opened((asked) =>
      asked.path === "/device/identity" ? { status: 502, value: "gateway" } : usual(asked),
    );
    await given.agent.start();
    const events = await eventsOf(given, 3, () => given.reader.place("idcard", number));
    expect(events.at(-1)).toMatchObject({ state: "error", reason: "offline" });
  });
});

describe("a start of the agent", () => {
  it("opens the page with its ticket, by the server's clock", async () => {
    let asks = 0;
    const given = await opened((asked) => {
      if (asked.path !== "/device/boot") return usual(asked);
      asks += 1;
      return asks === 1
        ? { status: 401, value: { problem: "device-clock", serverMs: BOOT.serverMs } }
        : { value: BOOT };
    });
    await given.agent.start();
    expect(given.opened).toEqual(["/kiosk/start?ticket=t"]);
    const [first, second] = given.asked.filter(({ path }) => path === "/device/boot");
    expect(first?.headers["x-bedside-nonce"]).not.toBe(second?.headers["x-bedside-nonce"]);
    expect(Math.abs(Number(second?.headers["x-bedside-at"]) - BOOT.serverMs)).toBeLessThan(10_000);
  });

  it("shows that the kiosk is taken out of use, and ends", async () => {
    const given = await opened(() => ({ status: 403, value: { problem: "device-revoked" } }));
    await given.agent.run();
    expect(given.opened).toEqual(["/kiosk/closed"]);
  });
});

describe("a slip", () => {
  const slipId = "7d0a3c1e-3f0e-4f53-9d59-1f4c7f5d2c11";
  const lines = [{ text: "约好的服务", size: "large", centred: true }];

  it("is fetched by the agent and printed; without paper the page is told so", async () => {
    const given = await opened((asked) =>
      asked.path === `/device/slips/${slipId}` ? { value: { slipId, lines, qr: null } } : usual(asked),
    );
    expect((await given.call("POST", "/v1/print", { slipId })).status).toBe(200);
    expect(given.peripherals.recorded.slips).toEqual([["约好的服务"]]);
    given.peripherals.paper = "out";
    const refused = await given.call("POST", "/v1/print", { slipId });
    expect([refused.status, await refused.json()]).toEqual([409, { problem: "out" }]);
  });
});

describe("what was asked for without a network", () => {
  const wish = {
    id: "019389a0-0000-7000-8000-000000000077",
    kind: "visit",
    madeAtMs: 1,
    phone: "13912345678",
    choices: ["LC02"],
    dialled: null,
  } as const;

  it("lies encrypted on the disk over a restart, and is sent once when the network is back", async () => {
    let isOnline = false;
    const given = await opened((asked) => {
      if (asked.path !== "/device/wishes") return usual(asked);
      if (!isOnline) return { status: 503, value: {} };
      const { wishes } = asked.body as { wishes: { id: string }[] };
      return { value: { taken: wishes.map(({ id }) => id) } };
    });
    expect((await given.call("POST", "/v1/wish", wish)).status).toBe(202);
    expect((await given.call("POST", "/v1/wish", wish)).status).toBe(202);
    const stored = readFileSync(join(given.folder, "wishes.bin"));
    expect(stored.includes(Buffer.from(wish.phone))).toBe(false);
    expect(new WishQueue(new StateFolder(given.folder)).waiting).toBe(1);
    await given.agent.start();
    expect(await given.agent.health()).toMatchObject({ waiting: 1 });
    isOnline = true;
    await given.agent.beat();
    expect(await given.agent.health()).toMatchObject({ waiting: 0 });
    await given.agent.beat();
    expect(given.asked.filter(({ path }) => path === "/device/wishes").length).toBeGreaterThanOrEqual(1);
    expect(new WishQueue(new StateFolder(given.folder)).waiting).toBe(0);
  });
});

describe("a reader that types", () => {
  /** One press of a key as Linux tells it. */
  function pressed(code: number, atMs: number): Buffer {
    const event = Buffer.alloc(24);
    event.writeBigInt64LE(0n, 0);
    event.writeBigInt64LE(BigInt(atMs * 1000), 8);
    event.writeUInt16LE(1, 16);
    event.writeUInt16LE(code, 18);
    event.writeInt32LE(1, 20);
    return event;
  }
  const DIGIT_CODES: Readonly<Record<string, number>> = { "0": 11 };
  const codeOf = (digit: string) => DIGIT_CODES[digit] ?? Number(digit) + 1;

  it("is read however its bytes are cut, and a right number is a card", async () => {
    const placed: [string, string][] = [];
    const reading: Promise<unknown>[] = [];
    const says = {
      placed: (kind: string, read: () => Promise<string>) =>
        void reading.push(read().then((text) => placed.push([kind, text]))),
      removed: () => {},
      helpButton: () => {},
      earphone: () => {},
      handset: () => {},
    };
    const keys = [..."12345678"].map((digit, place) => pressed(codeOf(digit), place * 10));
    const bytes = Buffer.concat([...keys, pressed(28, 90)]);
    const reader = new WedgeReader("/dev/null");
    reader.take(bytes.subarray(0, 30), says);
    reader.take(bytes.subarray(30), says);
    await Promise.all(reading);
    expect(placed).toEqual([["qr", "12345678"]]);
  });

  it("knows letters in both cases, and the check character of a card's number", () => {
    expect([keyOf(45, false), keyOf(45, true), keyOf(28, false), keyOf(1, false)]).toEqual([
      "x",
      "X",
      "Enter",
      "Unidentified",
    ]);
    expect([isIdNumber("11010519491231002x"), isIdNumber("110105194912310021"), isIdNumber("12345678")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
