/** A care worker whose phone was without network comes to a visit that was taken from him or her meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveWorkerDay } from "#app/usecases/screens/give-worker-day.server.ts";
import { showWorkerRecord } from "#app/usecases/screens/show-worker-record.server.ts";
import { explainMissed } from "#app/usecases/visits/explain-missed.server.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { contestFinding } from "#app/usecases/visits/contest-finding.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { sql } from "drizzle-orm";
import type { Database } from "#db/connection.server.ts";
import { releaseWorkers } from "#db/repositories/visit-changes.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import {
  acceptedDistrict,
  type AcceptedVisit,
  findingsOf,
  minutesAfterStart,
  ownContext,
  sendSigned,
  takeFrom,
} from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

const NO_FIX = { failure: "timeout" };

beforeAll(async () => {
  ({ database, visits } = await acceptedDistrict(20));
});
afterAll(async () => database.close());

const at = minutesAfterStart;
const own = (one: AcceptedVisit, minutes: number) => ownContext(database, one, minutes);

const takeVisit = () => takeFrom(visits);

/** Nobody goes to the visit any more; the worker's phone does not know. */
async function takeOff(one: AcceptedVisit): Promise<void> {
  await inTransaction(testContext(database), (unit) => releaseWorkers(unit, [one.visit.id]));
}

async function onPhone(one: AcceptedVisit, minutes: number) {
  const day = await giveWorkerDay(own(one, minutes), testCrypto, {
    workerId: one.workerId as never,
    displayName: "x",
  });
  return day.visits.find(({ visitNo }) => visitNo === one.visit.visitNo);
}

describe("a visit that was taken from a worker who came all the same", () => {
  it("stays on the phone until it is checked out, stands in the own record, and its findings may be contested", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const { visitNo, subtypes } = one.visit;
    await takeOff(one);
    expect(await onPhone(one, -10)).toBeUndefined();
    const checkIn = await phone.capture(visitNo, at(one, 0), { kind: "check_in", position: NO_FIX });
    await sendSigned(database, one, phone.device, { now: at(one, 20), events: [checkIn] });
    expect((await onPhone(one, 21))?.recorded.checkedInMs).toBe(at(one, 0));
    const rest = [
      await phone.capture(visitNo, at(one, 10), { kind: "task_done", subtype: subtypes[0] }),
      await phone.capture(visitNo, at(one, 30), { kind: "check_out", position: NO_FIX }),
    ];
    await sendSigned(database, one, phone.device, { now: at(one, 31), events: rest });
    await judgeRecorded(testContext(database, { now: at(one, 32) }));
    const shown = (await showWorkerRecord(own(one, 33))).visits.find((row) => row.visitNo === visitNo);
    expect(shown).toMatchObject({ deliveryState: "done", minutes: 30 });
    const short = shown?.findings.find(({ ruleCode }) => ruleCode === "R-TOO-SHORT");
    await contestFinding(own(one, 34), short?.id ?? "", "RC-ELDER-SHORTENED");
  });

  it("is gone from the phone of a worker who had only set out", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const setOut = await phone.capture(one.visit.visitNo, at(one, -20), { kind: "en_route" });
    await sendSigned(database, one, phone.device, { now: at(one, -19), events: [setOut] });
    expect(await onPhone(one, -18)).toBeDefined();
    await takeOff(one);
    expect(await onPhone(one, -10)).toBeUndefined();
  });
});

/** What a visit gives away that is given up: the place among the month's visits, what is owed, who goes, its date in the series, and why. */
async function heldBy({ visit }: AcceptedVisit) {
  const [held] = rowsOf<{
    reserved: number;
    debt: string | null;
    going: number;
    dropped: number;
    reason: string | null;
  }>(
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`select coalesce(v.missed_reason, v.cancel_reason) as reason,
        (select count(*) from series_exception x where x.series_id = v.series_id and x.original_on = v.occurrence_on
          and x.kind = 'dropped')::int as dropped,
        (select visits_reserved from entitlement_month e where e.elder_id = v.elder_id and e.month = v.service_month)::int as reserved,
        (select state from visit_debt d where d.elder_id = v.elder_id and d.month = v.service_month
          and d.facts ->> 'visitNo' = v.visit_no) as debt,
        (select count(*) from visit_worker w where w.visit_id = v.id and not w.released)::int as going
        from visit v where v.id = ${visit.id}`),
    ),
  );
  return held;
}

/** The phone comes back to its network ten hours later. */
async function arrive(one: AcceptedVisit): Promise<void> {
  const phone = await signingPhone();
  const events = [
    await phone.capture(one.visit.visitNo, at(one, 0), { kind: "check_in", position: NO_FIX }),
    await phone.capture(one.visit.visitNo, at(one, 61), { kind: "check_out", position: NO_FIX }),
  ];
  await sendSigned(database, one, phone.device, { now: at(one, 600), events });
  await judgeRecorded(testContext(database, { now: at(one, 601) }));
}

describe("a visit that was missed, explained and owed", () => {
  const missed = async (one: AcceptedVisit) => {
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(
        sql`update visit set delivery_state = 'missed', missed_side = 'undecided' where id = ${one.visit.id}`,
      ),
    );
    expect(await explainMissed(testContext(database), one.visit.visitNo, "RC-PHONE-FAULT")).toBe(true);
  };
  it("takes back its place, what was owed and its worker when the check-in arrives", async () => {
    const one = takeVisit();
    const before = await heldBy(one);
    await missed(one);
    expect(await heldBy(one)).toEqual({
      ...{ reason: "RC-PHONE-FAULT", debt: "open", going: 0, dropped: before?.dropped },
      reserved: Number(before?.reserved) - 1,
    });
    await arrive(one);
    expect(await heldBy(one)).toEqual({ ...before, debt: "replaced" });
  });

  it("counts though its place and its worker's hour were given away meanwhile", async () => {
    const [one, other] = [takeVisit(), takeVisit()];
    await missed(one);
    await inTransaction(testContext(database), async (unit) => {
      await unit.orm.execute(sql`update entitlement_month set visits_allowed = visits_reserved + visits_used
        where elder_id = ${one.visit.elderId}`);
      await releaseWorkers(unit, [other.visit.id]);
      await unit.orm
        .execute(sql`insert into visit_worker (visit_id, worker_id, group_id, planned_start, planned_end, assigned_by)
        values (${other.visit.id}, ${one.workerId}, ${other.visit.id}, ${one.visit.plannedStart.toISOString()},
          ${one.visit.plannedEnd.toISOString()}, 'test')
        on conflict (visit_id, worker_id) do update set released = false, planned_start = excluded.planned_start,
          planned_end = excluded.planned_end`);
    });
    const before = await heldBy(one);
    await arrive(one);
    expect(await heldBy(one)).toEqual({ ...before, debt: "replaced", reason: null });
    expect(
      (await showWorkerRecord(own(one, 602))).visits.find((row) => row.visitNo === one.visit.visitNo),
    ).toMatchObject({
      deliveryState: "done",
    });
  });
});

describe("a visit that was called off while its worker was without network", () => {
  it("took place: its place, what was owed, its worker and its date in the series are taken back, and it is judged and shown", async () => {
    const one = takeVisit();
    const before = await heldBy(one);
    await cancelVisit(testContext(database, { now: at(one, -60) }), one.visit.visitNo, "RC-TRAFFIC-WEATHER");
    expect(await heldBy(one)).toEqual({
      ...{ reason: "RC-TRAFFIC-WEATHER", debt: "open", going: 0, dropped: 1 },
      reserved: Number(before?.reserved) - 1,
    });
    await arrive(one);
    expect(await heldBy(one)).toEqual({ ...before, debt: "replaced" });
    expect(
      (await showWorkerRecord(own(one, 602))).visits.find((row) => row.visitNo === one.visit.visitNo),
    ).toMatchObject({
      deliveryState: "done",
    });
    expect([...(await findingsOf(database, one.visit)).keys()]).toContain("R-LOCATION-MISSING");
  });
});
