import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { PAIRING_ASKS, PAIRING_MINUTES, PAIRING_TRIES } from "#app/domain/kiosk/pairing-code.ts";
import { isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { admitKiosk } from "#app/usecases/kiosk/admit-kiosk.server.ts";
import { askToPair, pairKiosk } from "#app/usecases/kiosk/pair-kiosk.server.ts";
import { bootKiosk, openKioskPage, recogniseKiosk, takeHeartbeat } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { revokeKiosk, showKiosks } from "#app/usecases/kiosk/watch-kiosks.server.ts";
import type { Database } from "#db/connection.server.ts";
import { firstElders, loadRows, testCrypto } from "#tests/support/small-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { healthOf } from "#tests/support/kiosk-health.ts";
import {
  newBoot,
  newMachine,
  pairedMachine,
  pairingAsk,
  recordOf,
  rowOf,
  signedCall,
  startedMachine,
} from "#tests/support/kiosk-machine.ts";
import { MONTH, NOW } from "./kiosk-district.ts";

let database: Database;
let hour = 0;

beforeAll(async () => {
  database = await testDatabase();
  await loadRows(testContext(database, { now: NOW }), firstElders(3, { seed: "7", month: MONTH }));
});
afterAll(async () => database.close());

/** Each test lives hours after the one before, so that limits of one do not reach the next. */
function nextHour() {
  hour += 2;
  const start = plusMinutes(NOW, hour * 60);
  return (minutes = 0, changes = {}) =>
    testContext(database, { actor: "user:liu", now: plusMinutes(start, minutes), ...changes });
}

async function codeOf(context: ReturnType<ReturnType<typeof nextHour>>, machine = newMachine(), address?: string) {
  const answer = await askToPair(context, testCrypto, pairingAsk(machine, context.now, address));
  if (answer.state !== "code") throw new Error(answer.state);
  return answer.code;
}

const refused = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe("pairing a kiosk", () => {
  it("takes the code of its screen once, however it is typed, and tells the machine who it is", async () => {
    const at = nextHour();
    const machine = newMachine();
    const code = await codeOf(at(), machine);
    expect(await codeOf(at(PAIRING_MINUTES - 1), machine)).toBe(code);
    const deviceNo = await pairKiosk(at(1), ` ${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`, recordOf());
    expect(deviceNo).toMatch(/^K\d{4}$/);
    expect(await askToPair(at(2), testCrypto, pairingAsk(machine, at(2).now))).toMatchObject({ state: "paired" });
    await expect(pairKiosk(at(3), code, recordOf())).rejects.toThrow(refused("kiosk-code-unknown"));
  });

  it("takes no code after ten minutes; the machine then shows another", async () => {
    const at = nextHour();
    const machine = newMachine();
    const code = await codeOf(at(), machine);
    await expect(pairKiosk(at(PAIRING_MINUTES), code, recordOf())).rejects.toThrow(refused("kiosk-code-unknown"));
    expect(await codeOf(at(PAIRING_MINUTES), machine)).not.toBe(code);
  });

  it("refuses what hangs too high and says how low it must be, and gives a high upright one the seated layout", async () => {
    const at = nextHour();
    const code = await codeOf(at());
    await expect(pairKiosk(at(), code, recordOf({ bottomEdgeMm: 927 }))).rejects.toMatchObject({
      code: "kiosk-too-high",
      facts: { mm: 926 },
    });
    const deviceNo = await pairKiosk(at(), code, recordOf({ bottomEdgeMm: 926 }));
    const kiosk = (await showKiosks(at())).find((one) => one.deviceNo === deviceNo);
    expect(kiosk).toMatchObject({ seatedDefault: true, state: "waiting" });
  });

  it("lets no clerk try more than ten codes an hour, and no address ask for more than twenty", async () => {
    const at = nextHour();
    for (let go = 0; go < PAIRING_TRIES; go += 1)
      await expect(pairKiosk(at(), "00000000", recordOf())).rejects.toThrow(refused("kiosk-code-unknown"));
    const code = await codeOf(at());
    await expect(pairKiosk(at(), code, recordOf())).rejects.toThrow(refused("kiosk-code-tries"));
    expect(await pairKiosk(at(0, { actor: "user:wang" }), code, recordOf())).toMatch(/^K/);
    const later = nextHour();
    for (let go = 0; go < PAIRING_ASKS.ofAddress; go += 1) await codeOf(later(), newMachine(), "198.51.100.7");
    await expect(codeOf(later(), newMachine(), "198.51.100.7")).rejects.toThrow(refused("kiosk-asks-too-often"));
    expect(await codeOf(later(), newMachine(), "198.51.100.8")).toHaveLength(8);
  });

  it("is refused in another street than the clerk's, and without the machine's own signature", async () => {
    const at = nextHour();
    const scope = { streets: [identify<StreetId>(2)], provider: "all", worker: "all" } as const;
    await expect(pairKiosk(at(0, { scope }), await codeOf(at()), recordOf())).rejects.toThrow(refused("not-found"));
    const ask = { ...pairingAsk(newMachine(), at().now), publicKey: newMachine().publicKey };
    await expect(askToPair(at(), testCrypto, ask)).rejects.toThrow(refused("device-signature"));
    await expect(askToPair(at(), testCrypto, pairingAsk(newMachine(), at(6).now))).rejects.toThrow(
      refused("device-clock"),
    );
  });
});

describe("a signed call of a kiosk", () => {
  it("counts once, within five minutes, with the key that was paired", async () => {
    const at = nextHour();
    const { machine, deviceId, deviceNo } = await pairedMachine(at());
    const call = signedCall(machine, deviceId, { at: at(5).now });
    expect((await admitKiosk(at(), call)).deviceNo).toBe(deviceNo);
    await expect(admitKiosk(at(), call)).rejects.toThrow(refused("device-replayed"));
    const late = signedCall(machine, deviceId, { at: at().now - 1 });
    await expect(admitKiosk(at(5), late)).rejects.toThrow(refused("device-clock"));
    const other = signedCall(newMachine(), deviceId, { at: at().now });
    await expect(admitKiosk(at(), other)).rejects.toThrow(refused("device-signature"));
    const changed = { ...signedCall(machine, deviceId, { at: at().now }), bodyHash: "0".repeat(64) };
    await expect(admitKiosk(at(), changed)).rejects.toThrow(refused("device-signature"));
    const unknown = signedCall(machine, "019389a0-0000-7000-8000-000000000009", { at: at().now });
    await expect(admitKiosk(at(), unknown)).rejects.toThrow(refused("device-unknown"));
  });
});

describe("a start of a kiosk", () => {
  it("opens its page once within a minute, and what an earlier start opened is worth nothing", async () => {
    const at = nextHour();
    const { deviceId, ticket, boot } = await startedMachine(at());
    const page = await openKioskPage(at(0.9), ticket);
    expect(await openKioskPage(at(0.9), ticket)).toBeNull();
    expect(await recogniseKiosk(at(1), testCrypto, page ?? "")).toMatchObject({
      kind: "paired",
      agent: { port: boot.port, secret: boot.secret },
      equipment: { reader: true, keypad: false },
    });
    const kiosk = await rowOf(at(), deviceId);
    const next = await bootKiosk(at(2), testCrypto, { kiosk, boot: newBoot() });
    expect(await recogniseKiosk(at(2), testCrypto, page ?? "")).toBeNull();
    expect(await openKioskPage(at(3), next)).toBeNull();
  });

  it("is heard every minute; silence in opening hours shows, and a reader that broke is no longer offered", async () => {
    const at = nextHour();
    const { deviceNo, deviceId, ticket, boot } = await startedMachine(at(), { opensMinute: 0, closesMinute: 1440 });
    const page = await openKioskPage(at(), ticket);
    const network = { link: "wireless", signalPercent: 60, roundTripMs: 40, failedTries: 1 } as const;
    const health = healthOf({
      reader: "broken",
      temperatureC: null,
      sound: null,
      network,
      untouchedSeconds: 90,
      fault: { code: "7K3M9Q", secondsAgo: 60 },
    });
    const telling = { crypto: testCrypto, wording: () => "" };
    await takeHeartbeat(at(1), await rowOf(at(), deviceId), { bootId: boot.bootId, health, telling });
    const shownAt = async (minutes: number) => (await showKiosks(at(minutes))).find((one) => one.deviceNo === deviceNo);
    const stateAt = async (minutes: number) => (await shownAt(minutes))?.state;
    expect((await shownAt(4))?.report).toEqual({
      printer: "ok",
      sound: null,
      network,
      temperatureC: null,
      touchedAt: isoText(at(-0.5).now),
      fault: { code: "7K3M9Q", at: isoText(at(0).now) },
    });
    expect([await stateAt(2), await stateAt(4), await stateAt(5)]).toEqual(["ailing", "ailing", "silent"]);
    expect(await recogniseKiosk(at(2), testCrypto, page ?? "")).toMatchObject({ readerWorks: false });
    const foreign = { bootId: newBoot().bootId, health, telling };
    await expect(takeHeartbeat(at(2), await rowOf(at(), deviceId), foreign)).rejects.toThrow(refused("device-boot"));
    await bootKiosk(at(6), testCrypto, { kiosk: await rowOf(at(), deviceId), boot: newBoot() });
    expect(await shownAt(6)).toMatchObject({ report: null, ailments: [], state: "well" });
  });
});

describe("a kiosk that is taken out of use", () => {
  it("is refused from its next request on, for good, and its page is told so", async () => {
    const at = nextHour();
    const { machine, deviceId, deviceNo, ticket } = await startedMachine(at());
    const page = await openKioskPage(at(), ticket);
    await expect(revokeKiosk(at(1), { deviceNo, reason: "" })).rejects.toThrow(refused("kiosk-reason-missing"));
    const scope = { streets: [identify<StreetId>(2)], provider: "all", worker: "all" } as const;
    await expect(revokeKiosk(at(1, { scope }), { deviceNo, reason: "lost" })).rejects.toThrow(refused("not-found"));
    await revokeKiosk(at(1), { deviceNo, reason: "lost" });
    await revokeKiosk(at(2), { deviceNo, reason: "doubt" });
    expect(await recogniseKiosk(at(1), testCrypto, page ?? "")).toEqual({ kind: "revoked" });
    await expect(admitKiosk(at(1), signedCall(machine, deviceId, { at: at(1).now }))).rejects.toThrow(
      refused("device-revoked"),
    );
    expect(await askToPair(at(1), testCrypto, pairingAsk(machine, at(1).now))).toEqual({ state: "paired", deviceId });
    expect((await showKiosks(at(2))).find((one) => one.deviceNo === deviceNo)).toMatchObject({
      state: "revoked",
      revoked: { reason: "lost" },
    });
  });
});
