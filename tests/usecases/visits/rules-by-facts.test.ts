/** Rules that look beyond the visit itself: each is raised by recorded events and facts on file, and falls with the fact it rests on. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, type SQL } from "drizzle-orm";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import {
  instant,
  instantAt,
  isoText,
  localDateOf,
  plusMinutes,
  wholeMinutesBetween,
} from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { showCorrections } from "#app/usecases/screens/show-corrections.server.ts";
import { confirmByPin } from "#app/usecases/visits/confirm-by-pin.server.ts";
import { decideCorrection } from "#app/usecases/visits/decide-correction.server.ts";
import { requestCorrection } from "#app/usecases/visits/request-correction.server.ts";
import { groupBy } from "#app/usecases/visits/verification-facts.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listFindingChanges } from "#db/repositories/findings.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { givePin } from "#tests/support/small-district.ts";
import { testContext } from "#tests/support/database.ts";
import { acceptedDistrict, deliver, findingsOf, record, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
/** The visits of each elder who is visited four times by the same one worker, in the order of their dates. */
let months: AcceptedVisit[][];

beforeAll(async () => {
  const district = await acceptedDistrict(60);
  database = district.database;
  const byElder = groupBy(district.visits, ({ visit }) => visit.elderId);
  months = [...byElder.values()]
    .filter((visits) => visits.length === 4)
    .map((visits) => visits.sort((left, right) => Number(left.visit.plannedStart) - Number(right.visit.plannedStart)));
});
afterAll(async () => database.close());

function nextMonth(fits: (visits: readonly AcceptedVisit[]) => boolean = () => true): AcceptedVisit[] {
  const place = months.findIndex(fits);
  const [visits] = place < 0 ? [] : months.splice(place, 1);
  if (!visits) throw new Error("no elder is left");
  return visits;
}

function nextVisit(fits?: (visits: readonly AcceptedVisit[]) => boolean): AcceptedVisit {
  const [first] = nextMonth(fits);
  if (!first) throw new Error("no visit is left");
  return first;
}

const run = (statement: SQL) => inTransaction(testContext(database), (unit) => unit.orm.execute(statement));
const at = (one: AcceptedVisit, minutes: number) => plusMinutes(instant(one.visit.plannedStart), minutes);
const dateOf = (one: AcceptedVisit) => localDateOf(instant(one.visit.plannedStart));

/** Judges the visit again an hour after its end and says how a rule stands. */
async function judged(one: AcceptedVisit, code: string): Promise<string | undefined> {
  await verifyVisitAgain(testContext(database, { now: at(one, 120) }), one.visit.visitNo);
  return (await findingsOf(database, one.visit)).get(code)?.state;
}

async function stepsOf(visit: Pick<VisitRow, "id">, code: string): Promise<string[]> {
  const id = (await findingsOf(database, visit)).get(code)?.id ?? "";
  return (await inTransaction(testContext(database), (unit) => listFindingChanges(unit, [id]))).map(({ step }) => step);
}

/** A corrected time, asked for by the provider and decided by the street. */
async function correct(one: AcceptedVisit, field: "check_in_at" | "check_out_at", minutes: number): Promise<void> {
  const now = at(one, 300);
  await requestCorrection(testContext(database, { actor: "user:manager", now }), {
    ...{ visitNo: one.visit.visitNo, field, newValue: at(one, minutes) },
    ...{ reason: "RC-FORGOT-OUT", memo: null, evidence: "纸质记录" },
  });
  const { corrections } = await showCorrections(testContext(database), one.visit.visitNo);
  await decideCorrection(testContext(database, { actor: "user:street", now: plusMinutes(now, 1) }), {
    visitNo: one.visit.visitNo,
    correctionId: corrections.at(-1)?.id ?? "",
    decision: "approved",
    note: null,
  });
}

/** Plans a visit for a worker in the evening of a date, when nobody else is planned. */
async function planInTheEvening(one: AcceptedVisit, on: PlainDate): Promise<AcceptedVisit> {
  const [from, to] = [isoText(instantAt(on, 19 * 60)), isoText(instantAt(on, 20 * 60))];
  const { id } = one.visit;
  await run(sql`update visit set planned_start = ${from}, planned_end = ${to} where id = ${id}`);
  await run(sql`delete from visit_worker where visit_id = ${id}`);
  await run(sql`insert into visit_worker (visit_id, worker_id, group_id, planned_start, planned_end, assigned_by)
    values (${id}, ${one.workerId}, ${v7()}, ${from}, ${to}, 'test')`);
  return { ...one, visit: { ...one.visit, plannedStart: new Date(from), plannedEnd: new Date(to) } };
}

describe("a visit without a check-in", () => {
  it("is held until the check-in that the phone kept arrives", async () => {
    const one = nextVisit();
    await record(database, one, at(one, 60), [{ kind: "task_done", subtype: one.visit.subtypes[0] }]);
    expect(await judged(one, "R-NO-CHECKIN")).toBe("open");
    await record(database, one, at(one, 61), [{ kind: "check_in", position: { failure: "timeout" } }]);
    expect((await findingsOf(database, one.visit)).get("R-NO-CHECKIN")?.state).toBe("cleared");
  });
});

describe("a visit after the elder's death", () => {
  it("is not paid; a corrected date of death clears it, and the right one opens it again", async () => {
    const one = nextVisit();
    await deliver(database, one, { metres: 20 });
    const dies = (on: string | null) => run(sql`update elder set death_on = ${on} where id = ${one.visit.elderId}`);
    await dies(addDays(dateOf(one), -1));
    expect(await judged(one, "R-DECEASED")).toBe("open");
    await dies(addDays(dateOf(one), 1));
    expect(await judged(one, "R-DECEASED")).toBe("cleared");
    await dies(addDays(dateOf(one), -3));
    expect(await judged(one, "R-DECEASED")).toBe("open");
    expect(await stepsOf(one.visit, "R-DECEASED")).toEqual(["cleared", "reopened"]);
  });
});

describe("a visit on a date without a right to it", () => {
  it("is questioned when the assistance ended the day before, not when it ends on the day", async () => {
    const one = nextVisit();
    await deliver(database, one, { metres: 20 });
    const ends = (on: string) =>
      run(sql`update assistance_status set to_on = ${on} where elder_id = ${one.visit.elderId}`);
    await ends(addDays(dateOf(one), -1));
    expect(await judged(one, "R-NOT-ELIGIBLE")).toBe("open");
    await ends(dateOf(one));
    expect(await judged(one, "R-NOT-ELIGIBLE")).toBe("cleared");
  });
});

describe("a visit by a worker without the certificate", () => {
  it("is questioned for the service that asks for it, and cleared when the certificate is on file", async () => {
    const held = rowsOf<{ worker_id: string; code: string }>(
      await run(sql`select worker_id, code from worker_qualification where code <> 'Q0'`),
    );
    const asks = rowsOf<{ code: string; qualification: string }>(
      await run(
        sql`select code, qualifications[1] as qualification from service_subtype where not ('Q0' = any(qualifications))`,
      ),
    );
    const needed = (visit: VisitRow) => asks.find(({ code }) => visit.subtypes.includes(code));
    const one = nextVisit(([first]) => {
      const need = first && needed(first.visit);
      return held.some((row) => row.worker_id === first?.workerId && row.code === need?.qualification);
    });
    const need = needed(one.visit);
    const subtype = need?.code ?? "";
    const kept = rowsOf<{ code: string }>(
      await run(sql`delete from worker_qualification where worker_id = ${one.workerId} returning code`),
    );
    await deliver(database, one, { metres: 20, services: [subtype] });
    expect(await judged(one, "R-UNQUALIFIED")).toBe("open");
    expect((await findingsOf(database, one.visit)).get("R-UNQUALIFIED")?.facts).toMatchObject({ service: subtype });
    for (const { code } of kept)
      await run(sql`insert into worker_qualification (worker_id, code) values (${one.workerId}, ${code})`);
    expect(await judged(one, "R-UNQUALIFIED")).toBe("cleared");
  });
});

describe("two visits at the same time", () => {
  it("of one worker hold both, and a corrected time frees both", async () => {
    const one = nextVisit();
    const stranger = nextVisit();
    const other = await planInTheEvening({ ...stranger, workerId: one.workerId }, dateOf(one));
    const early = wholeMinutesBetween(instant(other.visit.plannedStart), at(one, 30));
    await deliver(database, one, { metres: 20 });
    await deliver(database, other, { metres: 20, from: early });
    expect((await findingsOf(database, one.visit)).get("R-WORKER-OVERLAP")).toMatchObject({
      state: "open",
      facts: { other: other.visit.visitNo },
    });
    expect((await findingsOf(database, other.visit)).get("R-WORKER-OVERLAP")?.state).toBe("open");
    await correct(other, "check_out_at", 60);
    await correct(other, "check_in_at", 0);
    for (const visit of [one.visit, other.visit])
      expect((await findingsOf(database, visit)).get("R-WORKER-OVERLAP")?.state).toBe("cleared");
  });
  it("at one elder cost the later one alone", async () => {
    const [first, second] = nextMonth();
    const stranger = nextVisit((visits) => visits[0]?.workerId !== first?.workerId);
    if (!first || !second) throw new Error("no visits");
    await deliver(database, first, { metres: 20 });
    const again = await planInTheEvening({ ...second, workerId: stranger.workerId }, dateOf(first));
    const early = wholeMinutesBetween(instant(again.visit.plannedStart), at(first, 40));
    await deliver(database, again, { metres: 20, from: early });
    expect((await findingsOf(database, again.visit)).get("R-ELDER-OVERLAP")).toMatchObject({
      state: "open",
      facts: { other: first.visit.visitNo },
    });
    expect((await findingsOf(database, first.visit)).has("R-ELDER-OVERLAP")).toBe(false);
    await correct(again, "check_out_at", 60);
    await correct(again, "check_in_at", 0);
    expect((await findingsOf(database, again.visit)).get("R-ELDER-OVERLAP")?.state).toBe("cleared");
  });
});

describe("the fifth visit of a month", () => {
  /** Delivered at home and confirmed by the elder's own digits: verified at once. */
  async function verified(one: AcceptedVisit): Promise<void> {
    await deliver(database, one, { metres: 20, services: one.visit.subtypes });
    await confirmByPin(testContext(database, { now: at(one, 60), scope: WHOLE_DISTRICT }), {
      visitNo: one.visit.visitNo,
      sender: { workerId: one.workerId, deviceId: "phone" },
      eventId: v7(),
      digits: "246810",
    });
  }

  it("is over the quota until one of the four before it falls", async () => {
    const four = nextMonth();
    const [first] = four;
    const last = four.at(-1);
    if (!first || !last) throw new Error("no visits");
    const fifthId = v7();
    const visitNo = last.visit.visitNo.replace(/-4$/, "-5");
    await run(sql`insert into visit (id, visit_no, street_id, provider_id, elder_id, contract_id, service_month, planned_start,
      planned_end, subtypes, planned_fen, delivery_state, policy_version, catalogue_version)
      select ${fifthId}, ${visitNo}, street_id, provider_id, elder_id, contract_id, service_month, planned_start + interval '9 hours',
      planned_end + interval '9 hours', subtypes, planned_fen, 'accepted', policy_version, catalogue_version from visit where id = ${last.visit.id}`);
    const again = { ...last, visit: { ...last.visit, id: fifthId, visitNo } };
    const fifth = await planInTheEvening(again, addDays(dateOf(last), 3));
    await givePin(testContext(database), first.visit.elderId, "246810");
    for (const one of [...four, fifth]) await verified(one);
    expect((await findingsOf(database, fifth.visit)).get("R-OVER-QUOTA")).toMatchObject({
      state: "open",
      facts: { n: 5, visits_per_month: 4 },
    });
    for (const one of four) expect((await findingsOf(database, one.visit)).has("R-OVER-QUOTA")).toBe(false);
    await correct(first, "check_out_at", 20);
    expect((await findingsOf(database, first.visit)).get("R-TOO-SHORT")?.state).toBe("open");
    expect((await findingsOf(database, fifth.visit)).get("R-OVER-QUOTA")?.state).toBe("cleared");
  });
});
