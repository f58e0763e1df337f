/** What a care worker's phone is told of visits to which he or she does not go any more: called off, given to somebody else, missed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { identify, type WorkerId } from "#app/domain/identifiers.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { giveWorkerDay } from "#app/usecases/screens/give-worker-day.server.ts";
import { showWorkerNotices } from "#app/usecases/screens/show-day.server.ts";
import { showWorkerVisit } from "#app/usecases/screens/show-worker.server.ts";
import { explainMissed } from "#app/usecases/visits/explain-missed.server.ts";
import { tellReplacement } from "#app/usecases/visits/tell-replacement.server.ts";
import type { Database } from "#db/connection.server.ts";
import { assignWorkersToVisit } from "#db/repositories/visit-changes.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import {
  acceptedDistrict,
  type AcceptedVisit,
  minutesAfterStart,
  ownContext,
  sendSigned,
  takeFrom,
} from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

beforeAll(async () => {
  ({ database, visits } = await acceptedDistrict(20));
});
afterAll(async () => database.close());

const at = minutesAfterStart;
const own = (one: AcceptedVisit, minutes: number) => ownContext(database, one, minutes);

const takeVisit = () => takeFrom(visits);

async function onPhone(one: AcceptedVisit, minutes: number) {
  const actor = { workerId: identify<WorkerId>(one.workerId), displayName: "x" };
  const day = await giveWorkerDay(own(one, minutes), testCrypto, actor);
  const isIt = ({ visitNo }: { visitNo: string }) => visitNo === one.visit.visitNo;
  return { stands: day.visits.some(isIt), calledOff: day.calledOff?.find(isIt) };
}

/** Somebody else goes, and both are told. */
async function replace(one: AcceptedVisit, other: string, minutes: number): Promise<void> {
  await inTransaction(testContext(database, { now: at(one, minutes) }), async (unit) => {
    await assignWorkersToVisit(unit, one.visit, [other], "user:desk");
    await tellReplacement(unit, one.visit, { before: [one.workerId], after: [other] });
  });
}

describe("a visit that is called off", () => {
  it("stands on the worker's day with its reason and when it was told, and the worker is told at once", async () => {
    const one = takeVisit();
    expect(await onPhone(one, -120)).toEqual({ stands: true, calledOff: undefined });
    await cancelVisit(testContext(database, { now: at(one, -90) }), one.visit.visitNo, "RC-ELDER-HOSPITAL");
    const { stands, calledOff } = await onPhone(one, -60);
    expect(stands).toBe(false);
    expect(calledOff).toMatchObject({
      kind: "cancelled",
      reason: "RC-ELDER-HOSPITAL",
      plannedStartMs: one.visit.plannedStart.getTime(),
      toldMs: at(one, -90),
    });
    const notices = await showWorkerNotices(own(one, -60));
    expect(notices.find(({ visitNo }) => visitNo === one.visit.visitNo)).toMatchObject({ kind: "called_off" });
  });

  it("says nothing of the home, and its page says what became of it instead of nothing", async () => {
    const one = takeVisit();
    await cancelVisit(testContext(database, { now: at(one, -90) }), one.visit.visitNo, "holiday");
    const { calledOff } = await onPhone(one, -60);
    expect(Object.keys(calledOff ?? {})).not.toContain("home");
    expect(calledOff?.name).toMatch(/\*/);
    const page = await showWorkerVisit(own(one, -60), testCrypto, one.visit.visitNo);
    expect(page).toMatchObject({ visits: [], calledOff: [{ kind: "cancelled", reason: "holiday" }] });
  });

  it("is gone from the day after", async () => {
    const one = takeVisit();
    await cancelVisit(testContext(database, { now: at(one, -90) }), one.visit.visitNo, "holiday");
    expect((await onPhone(one, 24 * 60)).calledOff).toBeUndefined();
  });

  it("stands like any other visit when the worker came all the same", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    await cancelVisit(testContext(database, { now: at(one, -90) }), one.visit.visitNo, "holiday");
    const checkIn = await phone.capture(one.visit.visitNo, at(one, 0), {
      kind: "check_in",
      position: { failure: "timeout" },
    });
    await sendSigned(database, one, phone.device, { now: at(one, 5), events: [checkIn] });
    expect(await onPhone(one, 6)).toEqual({ stands: true, calledOff: undefined });
  });
});

describe("a visit that somebody else makes", () => {
  it("tells the one who was replaced that somebody else goes, and nothing to the one who goes", async () => {
    const [one, other] = [takeVisit(), visits.find(({ workerId }) => workerId !== visits[0]?.workerId)];
    const workerId = other?.workerId === one.workerId ? visits[0]?.workerId : other?.workerId;
    if (workerId === undefined) throw new Error("no other worker");
    // The other one is free in that hour.
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`update visit_worker set released = true where worker_id = ${workerId}`),
    );
    await replace(one, workerId, -50);
    expect(await onPhone(one, -40)).toMatchObject({
      stands: false,
      calledOff: { kind: "taken_off", reason: null, toldMs: at(one, -50) },
    });
    expect(await onPhone({ ...one, workerId }, -40)).toEqual({ stands: true, calledOff: undefined });
    await expect(
      showWorkerVisit(own({ ...one, workerId: crypto.randomUUID() }, -40), testCrypto, one.visit.visitNo),
    ).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a visit that was missed and explained", () => {
  it("stands there as missed with the reason", async () => {
    const one = takeVisit();
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(
        sql`update visit set delivery_state = 'missed', missed_side = 'undecided' where id = ${one.visit.id}`,
      ),
    );
    await explainMissed(testContext(database, { now: at(one, 90) }), one.visit.visitNo, "RC-NO-ANSWER");
    expect(await onPhone(one, 100)).toMatchObject({
      stands: false,
      calledOff: { kind: "missed", reason: "RC-NO-ANSWER", toldMs: null },
    });
  });
});
