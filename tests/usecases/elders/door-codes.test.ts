/** The office prints the code at a door; what care workers scan there is judged by when they scanned it, and never refused. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { doorCodeHash, isGenuineDoorToken } from "#app/integrations/crypto/door-codes.server.ts";
import { doorCodeState, issueDoorCode, showDoorCodes, voidDoorCode } from "#app/usecases/elders/door-codes.server.ts";
import { normaliseDoorToken } from "#app/domain/visits/door-token.ts";
import { giveWorkerDay } from "#app/usecases/screens/give-worker-day.server.ts";
import { doorCodeDigest } from "#app/web/offline/event-signature.ts";
import { recordDoorCode } from "#app/usecases/visits/record-door-code.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import type { Database } from "#db/connection.server.ts";
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

/** The first visit of an elder of whom no test has spoken yet. */
function takeVisit(): AcceptedVisit {
  const [first] = visits;
  if (!first) throw new Error("no visit is left");
  visits = visits.filter((one) => one.visit.elderId !== first.visit.elderId);
  return first;
}

function homeOf({ visit }: AcceptedVisit): StoredElder {
  const elder = elders.get(visit.elderId);
  if (!elder) throw new Error("no elder");
  return elder;
}

const start = (one: AcceptedVisit) => instant(one.visit.plannedStart);
const dayBefore = (one: AcceptedVisit) => plusMinutes(start(one), -24 * 60);

async function print(one: AcceptedVisit, now: Instant, reason = "", requestId = v7()) {
  const elder = homeOf(one);
  const context = streetContext(database, elder.streetId, { now });
  return issueDoorCode(context, testCrypto, { elderNo: elder.elderNo, requestId, reason });
}

function scan(one: AcceptedVisit, now: Instant, text: string) {
  const context = testContext(database, { now, scope: workerScope(one) });
  const sender = { workerId: one.workerId, deviceId: "web" };
  return recordDoorCode(context, testCrypto, { visitNo: one.visit.visitNo, sender, eventId: v7(), text });
}

describe("printing a door code", () => {
  it("gives a signed text that names nobody, keeps only its hash, and is written down", async () => {
    const one = takeVisit();
    const elder = homeOf(one);
    const card = await print(one, dayBefore(one));
    expect(card.version).toBe(1);
    expect(isGenuineDoorToken(testCrypto, card.text)).toBe(true);
    for (const secret of [elder.elderNo, elder.name, elder.id, elder.idNumber])
      expect(card.token).not.toContain(secret);
    const rows = await inTransaction(testContext(database), (unit) => unit.orm.execute(sql`select * from door_code`));
    expect(JSON.stringify(rows)).not.toContain(card.token);
    expect(JSON.stringify(rows)).toContain(doorCodeHash(card.text));
    expect(await loggedEvents(database, "door-code.issue")).toMatchObject([
      { actor: "user:street", subjectId: elder.id, facts: { version: 1, reason: null } },
    ]);
  });

  it("reaches no elder of another street, and asks why a code is replaced", async () => {
    const one = takeVisit();
    const { elderNo, streetId } = homeOf(one);
    const elsewhere = streetContext(database, streetId === 1 ? 2 : 1);
    const order = { elderNo, requestId: v7(), reason: "" };
    await expect(issueDoorCode(elsewhere, testCrypto, order)).rejects.toMatchObject({ code: "not-found" });
    await expect(showDoorCodes(elsewhere, elderNo)).rejects.toMatchObject({ code: "not-found" });
    await print(one, dayBefore(one));
    await expect(print(one, dayBefore(one))).rejects.toMatchObject({ code: "door-code-reason-missing" });
    await expect(print(one, dayBefore(one), "because")).rejects.toMatchObject({ code: "door-code-reason-missing" });
  });

  it("prints one version for a form that is sent twice, and shows it to nobody later", async () => {
    const one = takeVisit();
    const [now, requestId] = [dayBefore(one), v7()];
    const first = await print(one, now, "", requestId);
    expect(await print(one, plusMinutes(now, 9), "", requestId)).toEqual(first);
    await expect(print(one, plusMinutes(now, 11), "", requestId)).rejects.toMatchObject({
      code: "door-code-shown-once",
    });
    const { elderNo, streetId } = homeOf(one);
    const colleague = streetContext(database, streetId, { now, loginName: "other" });
    const again = issueDoorCode(colleague, testCrypto, { elderNo, requestId, reason: "" });
    await expect(again).rejects.toMatchObject({ code: "door-code-shown-once" });
    expect((await showDoorCodes(streetContext(database, streetId, { now }), elderNo)).versions).toHaveLength(1);
  });

  it("ends a lost code at once and a worn one after the overlap; one version is open at a time", async () => {
    const one = takeVisit();
    const { elderNo, streetId, id } = homeOf(one);
    const now = dayBefore(one);
    const office = streetContext(database, streetId, { now });
    await print(one, now);
    await print(one, now, "worn");
    await print(one, now, "lost");
    const { versions, overlapDays } = await showDoorCodes(office, elderNo);
    expect(versions.map(({ version, state, voidReason }) => [version, state, voidReason])).toEqual([
      [3, "open", null],
      [2, "void", "lost"],
      [1, "void", "lost"],
    ]);
    expect(overlapDays).toBeGreaterThan(0);
    await print(one, now, "worn");
    const [, ending] = (await showDoorCodes(office, elderNo)).versions;
    expect(ending).toMatchObject({ version: 3, state: "ending", voidReason: "worn" });
    await voidDoorCode(office, { elderNo, reason: "moved" });
    expect((await showDoorCodes(office, elderNo)).versions.map((version) => version.state)).toEqual(
      Array(4).fill("void"),
    );
    await expect(voidDoorCode(office, { elderNo, reason: "moved" })).rejects.toMatchObject({
      code: "door-code-none-open",
    });
    await expect(voidDoorCode(office, { elderNo, reason: "worn" })).rejects.toMatchObject({
      code: "door-code-reason-missing",
    });
    expect(await inTransaction(office, (unit) => doorCodeState(unit, id))).toMatchObject({ version: 4, state: "void" });
  });

  it("lets nobody change or delete what was issued", async () => {
    const one = takeVisit();
    await print(one, dayBefore(one), "");
    const change = (statement: string) =>
      inTransaction(testContext(database), (unit) =>
        unit.orm.execute(sql.raw(`${statement} where elder_id = '${homeOf(one).id}'`)),
      );
    for (const statement of [
      "update door_code set code_hash = 'other'",
      "update door_code set version = 9",
      "update door_code set issued_by = 'user:other'",
      "delete from door_code",
    ])
      await expect(change(statement), statement).rejects.toMatchObject({ code: "closed-for-changes" });
    await change("update door_code set void_at = '2026-12-01', voided_by = 'x', void_reason = 'lost'");
    await expect(change("update door_code set void_at = '2027-01-01'")).rejects.toMatchObject({
      code: "closed-for-changes",
    });
    await expect(
      change("update door_code set void_at = null, voided_by = null, void_reason = null"),
    ).rejects.toMatchObject({ code: "closed-for-changes" });
    await change("update door_code set void_at = '2026-11-20'");
  });
});

describe("a code scanned at a visit", () => {
  it("proves the place when it is the home's, and clears what another code had raised", async () => {
    const [one, neighbour] = [takeVisit(), takeVisit()];
    const [own, others] = [await print(one, dayBefore(one)), await print(neighbour, dayBefore(one))];
    await record(database, one, start(one), [{ kind: "check_in", position: { failure: "denied" } }]);
    expect(await scan(one, plusMinutes(start(one), 1), others.text)).toBe("other-home");
    expect((await findingsOf(database, one.visit)).get("R-DOOR-CODE-WRONG")).toMatchObject({
      state: "open",
      facts: { reason: "other-home", scanned: 1 },
    });
    expect(await scan(one, plusMinutes(start(one), 2), own.text)).toBe("right");
    const findings = await findingsOf(database, one.visit);
    expect(findings.get("R-DOOR-CODE-WRONG")?.state).toBe("cleared");
    expect(findings.get("R-LOCATION-MISSING")?.state ?? "cleared").toBe("cleared");
  });

  it("is kept whatever it is: void, made up, or no code at all", async () => {
    const one = takeVisit();
    const old = await print(one, dayBefore(one));
    await print(one, plusMinutes(start(one), -60), "lost");
    await record(database, one, start(one), [{ kind: "check_in", position: { failure: "denied" } }]);
    expect(await scan(one, plusMinutes(start(one), 1), old.text)).toBe("void");
    expect(await scan(one, plusMinutes(start(one), 2), `BD${"7".repeat(26)}`)).toBe("unknown");
    expect(await scan(one, plusMinutes(start(one), 3), "你好")).toBe("unknown");
    expect((await findingsOf(database, one.visit)).get("R-DOOR-CODE-WRONG")?.facts).toMatchObject({
      reason: "void",
      scanned: 3,
    });
  });

  it("was right when it was scanned, though it was void before it arrived", async () => {
    const one = takeVisit();
    const code = await print(one, dayBefore(one));
    const scannedAt = plusMinutes(start(one), 5);
    await print(one, plusMinutes(start(one), 30), "lost");
    await record(database, one, plusMinutes(start(one), 60), [{ kind: "check_in", position: { failure: "denied" } }]);
    const phone = await signingPhone();
    const body = { kind: "door_code", codeHash: doorCodeHash(code.text) };
    const event = await phone.capture(one.visit.visitNo, scannedAt, body);
    await sendSigned(database, one, phone.device, { now: plusMinutes(start(one), 80), events: [event] });
    await judgeRecorded(testContext(database, { now: plusMinutes(start(one), 90) }));
    expect((await findingsOf(database, one.visit)).has("R-DOOR-CODE-WRONG")).toBe(false);
  });

  it("is told back to the worker's phone with what it is worth, beside the photographs that were announced", async () => {
    const one = takeVisit();
    const code = await print(one, dayBefore(one));
    const codeHash = await doorCodeDigest(normaliseDoorToken(code.text));
    expect(codeHash).toBe(doorCodeHash(code.text));
    const photoDigest = "c".repeat(64);
    const unknown = "d".repeat(64);
    await record(database, one, start(one), [
      { kind: "door_code", codeHash: unknown },
      { kind: "door_code", codeHash },
      { kind: "photo_start", photoDigest },
    ]);
    const day = testContext(database, { now: plusMinutes(start(one), 5), scope: workerScope(one) });
    const worker = { workerId: one.workerId as never, displayName: "x" };
    const { visits: own } = await giveWorkerDay(day, testCrypto, worker);
    const recorded = own.find((visit) => visit.visitNo === one.visit.visitNo)?.recorded;
    const verdicts = new Map(recorded?.doorCodes?.map((read) => [read.codeHash, read.verdict]));
    expect(verdicts).toEqual(
      new Map([
        [unknown, "unknown"],
        [codeHash, "right"],
      ]),
    );
    expect(recorded?.photos).toEqual([{ end: "photo_start", digest: photoDigest }]);
  });

  it("is nobody's business but the worker's own visits'", async () => {
    const [one, other] = [takeVisit(), takeVisit()];
    if (one.workerId === other.workerId) return;
    const context = testContext(database, { scope: workerScope(other) });
    const sender = { workerId: other.workerId, deviceId: "web" };
    const read = { visitNo: one.visit.visitNo, sender, eventId: v7(), text: "BD" };
    expect(await recordDoorCode(context, testCrypto, read)).toBeNull();
  });
});
