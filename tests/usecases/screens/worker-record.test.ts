/** A care worker's own record: by when an objection is answered, what became of each visit's money, which positions are stored how long. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type ProviderId, type WorkerId } from "#app/domain/identifiers.ts";
import type { Scope } from "#app/domain/access/scope.ts";
import { positionsBlurredOn } from "#app/domain/policy/retention.ts";
import { instant, instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { showWorkerRecord } from "#app/usecases/screens/show-worker-record.server.ts";
import { closeFindingOfVisit } from "#app/usecases/visits/close-finding.server.ts";
import { contestFinding } from "#app/usecases/visits/contest-finding.server.ts";
import { lapseEvidence } from "#app/usecases/visits/lapse-evidence.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listCalendarDays } from "#db/repositories/reference.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { ask, claimedMonth, CLOSED_ON, closedMonth } from "../reconciliation/closed-month.ts";
import { acceptedDistrict, deliver, findingsOf, workerScope, type AcceptedVisit } from "../visits/visit-district.ts";

describe("an objection", () => {
  let database: Database;
  let one: AcceptedVisit;
  let answerBy: PlainDate;
  let findingId: string;

  const at = (on: PlainDate) =>
    testContext(database, { now: instantAt(on, 20 * 60), scope: workerScope(one), actor: "user:worker" });
  const contested = async (on: PlainDate) => {
    const { visits } = await showWorkerRecord(at(on));
    return visits.find(({ visitNo }) => visitNo === one.visit.visitNo)?.findings.find(({ id }) => id === findingId);
  };

  beforeAll(async () => {
    const district = await acceptedDistrict(20);
    database = district.database;
    const [first] = district.visits;
    if (!first) throw new Error("no visit");
    one = first;
    await deliver(database, one, { metres: 900 });
    findingId = (await findingsOf(database, one.visit)).get("R-LOCATION-OUTSIDE")?.id ?? "";
    const saidAt = plusMinutes(instant(one.visit.plannedStart), 120);
    await contestFinding({ ...at(localDateOf(saidAt)), now: saidAt }, findingId, "定位不准");
    const calendar = new WorkCalendar(await inTransaction(testContext(database), (unit) => listCalendarDays(unit)));
    answerBy = calendar.addWorkingDays(localDateOf(saidAt), SAMPLE_POLICY.parameters.appeal_decide_days);
  });
  afterAll(async () => database.close());

  it("waits to the last working day that the policy gives, and is overdue on the next", async () => {
    expect((await contested(answerBy))?.objection).toMatchObject({ state: "waiting", answerBy, note: "定位不准" });
    expect((await contested(addDays(answerBy, 1)))?.objection).toMatchObject({ state: "overdue", answerBy });
  });

  it("stands beside the finding for those who answer it", async () => {
    const shown = await showVisit(
      testContext(database, { now: instantAt(answerBy, 60) }),
      one.visit.visitNo,
      "provider",
    );
    const found = shown.findings.find(({ id }) => id === findingId);
    expect(found).toMatchObject({ mayClose: true, objection: { state: "waiting", note: "定位不准" } });
    expect(shown.findings.filter(({ objection }) => objection !== null)).toHaveLength(1);
  });

  it("is answered, in the words of whoever closed the finding, on the day it was closed", async () => {
    await closeFindingOfVisit(testContext(database, { actor: "user:clerk", now: instantAt(answerBy, 9 * 60) }), {
      visitNo: one.visit.visitNo,
      findingId,
      party: "provider",
      reason: "RC-GPS-WEAK",
      resolution: "RS-ACCEPTED-AS-IS",
      note: null,
    });
    expect(await contested(addDays(answerBy, 3))).toMatchObject({
      objection: { state: "answered", answeredOn: answerBy },
      answer: { reason: "RC-GPS-WEAK", resolution: "RS-ACCEPTED-AS-IS" },
    });
  });

  it("shows which positions are stored and until when, and afterwards that they are coarse", async () => {
    const { visits, months } = await showWorkerRecord(at(answerBy));
    const shown = visits.find(({ visitNo }) => visitNo === one.visit.visitNo);
    const blurredOn = positionsBlurredOn(month, SAMPLE_POLICY.parameters);
    expect(shown).toMatchObject({ blurredOn, points: [{ kind: "check_in", accuracyM: 20, isBlurred: false }] });
    expect(months).toEqual([{ month, exact: 1, blurred: 0, blurredOn }]);
    const night = (on: PlainDate) => ({ ...testContext(database), now: instantAt(on, 3 * 60) });
    await lapseEvidence(night(addDays(blurredOn, -1)), memoryBlobs());
    expect((await showWorkerRecord(at(answerBy))).months).toMatchObject([{ exact: 1, blurred: 0 }]);
    await lapseEvidence(night(blurredOn), memoryBlobs());
    const after = await showWorkerRecord(at(answerBy));
    expect(after.months).toMatchObject([{ exact: 0, blurred: 1 }]);
    expect(after.visits.flatMap(({ points }) => points)).toMatchObject([{ isBlurred: true }]);
  });

  it("is nobody's to see who is no care worker, and no other care worker's", async () => {
    await expect(showWorkerRecord(testContext(database))).rejects.toMatchObject({ code: "not-found" });
    const other = { ...workerScope(one), worker: identify<WorkerId>(crypto.randomUUID()) };
    const shown = await showWorkerRecord(testContext(database, { now: instantAt(answerBy, 60), scope: other }));
    expect(shown).toEqual({ visits: [], months: [] });
  });
});

type Line = { visit_no: string; worker_id: string; provider_id: string; approved: string; outcome: string };

async function recordOf(database: Database, line: Line, now: Instant) {
  const own = { provider: identify<ProviderId>(line.provider_id), worker: identify<WorkerId>(line.worker_id) };
  const scope: Scope = { streets: "all", ...own };
  const { visits } = await showWorkerRecord(testContext(database, { now, scope }));
  return visits.find(({ visitNo }) => visitNo === line.visit_no);
}

/** Late visits of the month, so that they lie within the 30 days of the record. */
const linesOf = (database: Database, table: "claim_line" | "settlement_line", amount: string, live: string) =>
  ask<Line>(
    database,
    `select v.visit_no, w.worker_id, v.provider_id, ${amount}::text as approved, l.outcome from ${table} l
     join visit v on v.id = l.visit_id join visit_worker w on w.visit_id = v.id and not w.released
     where ${live} is null and v.planned_start > '2026-12-10' and v.delivery_state = 'done' order by v.visit_no`,
  );

describe("the money of a visit", () => {
  const now = instantAt(CLOSED_ON, 12 * 60);

  it("is claimed with its amount while the street looks at it", async () => {
    const database = await claimedMonth();
    const lines = await linesOf(database, "claim_line", "l.asked_fen", "l.voided_at");
    const line = lines.find(({ outcome }) => outcome === "accepted");
    if (!line) throw new Error("no line");
    const shown = await recordOf(database, line, now);
    expect(shown?.pay).toEqual({ step: "claimed", amountFen: BigInt(line.approved), code: null });
    await database.close();
  });

  it("is approved with its amount after the close, and paid once the bank has confirmed the provider's order", async () => {
    const database = await closedMonth();
    const lines = await linesOf(database, "settlement_line", "l.approved_fen", "l.voided_by_run");
    const line = lines.find(({ approved }) => approved !== "0");
    if (!line) throw new Error("no line");
    const amountFen = BigInt(line.approved);
    expect((await recordOf(database, line, now))?.pay).toEqual({ step: "approved", amountFen, code: null });
    const pay = (share: string, reference: string) =>
      ask(
        database,
        `insert into bank_line (id, bank_reference, batch_no, provider_id, amount_fen, booked_at, match_word, facts)
         select gen_random_uuid(), '${reference}' || batch_no, batch_no, provider_id, ${share}, now(), 'partial', '{}'
         from payment_line where provider_id = '${line.provider_id}'`,
      );
    await pay("ordered_fen - 1", "A");
    expect((await recordOf(database, line, now))?.pay).toMatchObject({ step: "partly_paid", amountFen });
    await pay("1", "B");
    expect((await recordOf(database, line, now))?.pay).toEqual({ step: "paid", amountFen, code: null });
    const none = lines.find(({ approved }) => approved === "0");
    if (none) expect((await recordOf(database, none, now))?.pay.amountFen).toBeNull();
    await database.close();
  });
});
