/** A screen at an elder's door: its code proves its own minute, a copied one is found, and the screen sees nothing else. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { doorCodeHash } from "#app/integrations/crypto/door-codes.server.ts";
import {
  endDisplay,
  pairDoorDisplay,
  showDoorDisplay,
  showRotatingCode,
} from "#app/usecases/elders/door-display.server.ts";
import { giveWorkerDay } from "#app/usecases/screens/give-worker-day.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { recordDoorCode } from "#app/usecases/visits/record-door-code.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listDoorDisplays } from "#db/repositories/door-displays.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import {
  acceptedVisits,
  findingsOf,
  record,
  sendSigned,
  workerScope,
  type AcceptedVisit,
} from "../visits/visit-district.ts";
import { loggedEvents, storedElders, streetContext, type StoredElder } from "./street-office.ts";

let database: Database;
let visits: AcceptedVisit[];
let elders: Map<string, StoredElder>;

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 40);
  elders = new Map((await storedElders(database)).map((elder) => [elder.id, elder]));
});
afterAll(async () => database.close());

const start = (one: AcceptedVisit) => instant(one.visit.plannedStart);

/** The first visit of an elder of whom no test has spoken yet, with the home's office. */
function takeHome() {
  const [one] = visits;
  const elder = one && elders.get(one.visit.elderId);
  if (!one || !elder) throw new Error("no visit is left");
  visits = visits.filter(({ visit }) => visit.elderId !== elder.id);
  const office = (now: Instant) => streetContext(database, elder.streetId, { now });
  return { one, elder, office };
}

const anybody = (now: Instant) =>
  testContext(database, { now, scope: { streets: [], provider: v7() as never, worker: v7() as never } });

async function shownAt(token: string, now: Instant): Promise<string> {
  const shown = await showRotatingCode(anybody(now), testCrypto, token);
  if (shown === null) throw new Error("the screen shows nothing");
  return shown.code;
}

/** Read without a network; it arrives hours later. */
async function readOffline(one: AcceptedVisit, code: string, readAt: Instant): Promise<void> {
  const phone = await signingPhone();
  const body = { kind: "door_code", codeHash: doorCodeHash(code) };
  const event = await phone.capture(one.visit.visitNo, readAt, body);
  await sendSigned(database, one, phone.device, { now: plusMinutes(readAt, 200), events: [event] });
}

async function verdictsOf(one: AcceptedVisit): Promise<string[]> {
  const context = testContext(database, { now: plusMinutes(start(one), 300), scope: workerScope(one) });
  const day = await giveWorkerDay(context, testCrypto, { workerId: one.workerId as never, displayName: "x" });
  const visit = day.visits.find(({ visitNo }) => visitNo === one.visit.visitNo);
  return visit?.recorded.doorCodes?.map(({ verdict }) => verdict) ?? [];
}

async function findingAfter(one: AcceptedVisit) {
  await record(database, one, start(one), [{ kind: "check_in", position: { failure: "denied" } }]);
  await judgeRecorded(testContext(database, { now: plusMinutes(start(one), 300) }));
  return (await findingsOf(database, one.visit)).get("R-DOOR-CODE-WRONG");
}

describe("a screen at the door", () => {
  it("is paired once, shows a code of its own each minute, and keeps its token and its secret out of the tables", async () => {
    const { one, elder, office } = takeHome();
    const now = plusMinutes(start(one), -60);
    const token = await pairDoorDisplay(office(now), testCrypto, elder.elderNo);
    const codes = [await shownAt(token, now), await shownAt(token, plusMinutes(now, 1))];
    expect(new Set(codes).size).toBe(2);
    expect(codes.every((code) => /^\d{8}$/.test(code))).toBe(true);
    expect(await showRotatingCode(anybody(now), testCrypto, "0".repeat(24))).toBeNull();
    const rows = await inTransaction(testContext(database), (unit) => listDoorDisplays(unit, elder.id));
    expect(JSON.stringify(rows)).not.toContain(token);
    expect((await showDoorDisplay(office(now), elder.elderNo)).display?.shownAt).not.toBeNull();
    expect((await loggedEvents(database, "door-display.pair")).map(({ subjectId }) => subjectId)).toContain(elder.id);
    await expect(pairDoorDisplay(streetContext(database, 999_999), testCrypto, elder.elderNo)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("proves the place for a code that was read in its minute without a network, and by a form", async () => {
    const { one, elder, office } = takeHome();
    const token = await pairDoorDisplay(office(plusMinutes(start(one), -60)), testCrypto, elder.elderNo);
    const readAt = plusMinutes(start(one), 2);
    await readOffline(one, await shownAt(token, readAt), readAt);
    expect(await verdictsOf(one)).toEqual(["right"]);
    const context = testContext(database, { now: plusMinutes(start(one), 59), scope: workerScope(one) });
    const sender = { workerId: one.workerId, deviceId: "web" };
    const text = await shownAt(token, context.now);
    const read = { visitNo: one.visit.visitNo, sender, eventId: v7(), text };
    expect(await recordDoorCode(context, testCrypto, read)).toBe("right");
    expect((await findingAfter(one))?.state ?? "cleared").toBe("cleared");
  });

  it.each([
    ["two minutes behind", -2, "right"],
    ["two minutes ahead", 2, "right"],
    ["three minutes behind", -3, "void"],
  ])("bears with a screen whose clock is %s", async (_what, minutes, verdict) => {
    const { one, elder, office } = takeHome();
    const token = await pairDoorDisplay(office(plusMinutes(start(one), -60)), testCrypto, elder.elderNo);
    await readOffline(one, await shownAt(token, plusMinutes(start(one), minutes)), start(one));
    expect(await verdictsOf(one)).toEqual([verdict]);
  });

  it("finds a code that was copied and sent on: it counts no more, and the visit is questioned", async () => {
    const { one, elder, office } = takeHome();
    const token = await pairDoorDisplay(office(plusMinutes(start(one), -600)), testCrypto, elder.elderNo);
    await readOffline(one, await shownAt(token, plusMinutes(start(one), -480)), start(one));
    expect(await verdictsOf(one)).toEqual(["void"]);
    expect((await findingAfter(one))?.facts).toMatchObject({ reason: "void" });
  });

  it("knows nothing of another home's code, and one that ended shows and proves nothing", async () => {
    const [home, other] = [takeHome(), takeHome()];
    const now = plusMinutes(start(home.one), -60);
    const token = await pairDoorDisplay(home.office(now), testCrypto, home.elder.elderNo);
    await readOffline(other.one, await shownAt(token, start(other.one)), start(other.one));
    expect(await verdictsOf(other.one)).toEqual(["unknown"]);
    const code = await shownAt(token, start(home.one));
    await endDisplay(home.office(plusMinutes(start(home.one), -10)), home.elder.elderNo);
    expect(await showRotatingCode(anybody(now), testCrypto, token)).toBeNull();
    await readOffline(home.one, code, start(home.one));
    expect(await verdictsOf(home.one)).toEqual(["unknown"]);
  });

  it("is replaced by the next one", async () => {
    const { one, elder, office } = takeHome();
    const now = plusMinutes(start(one), -60);
    const [first, second] = [
      await pairDoorDisplay(office(now), testCrypto, elder.elderNo),
      await pairDoorDisplay(office(plusMinutes(now, 1)), testCrypto, elder.elderNo),
    ];
    expect(await showRotatingCode(anybody(now), testCrypto, first)).toBeNull();
    expect(await shownAt(second, now)).toMatch(/^\d{8}$/);
  });
});
