/** A closing by a person covers what the person saw: what comes to light later opens the finding again. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { closeFindingOfVisit } from "#app/usecases/visits/close-finding.server.ts";
import { decideCorrection } from "#app/usecases/visits/decide-correction.server.ts";
import { requestCorrection } from "#app/usecases/visits/request-correction.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listCorrections } from "#db/repositories/corrections.ts";
import { listFindingChanges } from "#db/repositories/findings.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { acceptedDistrict, deliver, findingsOf, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

beforeAll(async () => {
  ({ database, visits } = await acceptedDistrict(20));
});
afterAll(async () => database.close());

const CODE = "R-MANUAL-TIME";

const at = (one: AcceptedVisit, minutes: number): Instant => plusMinutes(instant(one.visit.plannedStart), minutes);

/** Asked for by one person and approved by another, so many minutes after the planned start. */
async function correct(
  one: AcceptedVisit,
  field: "check_in_at" | "check_out_at",
  minutes: number,
  decidedAt = 600,
): Promise<void> {
  const { visitNo, id } = one.visit;
  const by = (actor: string) => testContext(database, { now: at(one, decidedAt), actor: `user:${actor}` });
  await requestCorrection(by("desk"), {
    ...{ visitNo, field, newValue: at(one, minutes) },
    ...{ reason: "RC-FORGOT-IN", memo: null, evidence: "paper 7" },
  });
  const open = await inTransaction(by("desk"), (unit) => listCorrections(unit, id));
  const correctionId = open.find(({ state }) => state === "requested")?.id ?? "";
  await decideCorrection(by("manager"), { visitNo, correctionId, decision: "approved", note: null });
}

async function manualTime(one: AcceptedVisit) {
  const finding = (await findingsOf(database, one.visit)).get(CODE);
  if (!finding) throw new Error("no finding");
  return finding;
}

async function acknowledge(one: AcceptedVisit): Promise<void> {
  const { id } = await manualTime(one);
  await closeFindingOfVisit(testContext(database, { now: at(one, 601), actor: "user:manager" }), {
    ...{ visitNo: one.visit.visitNo, findingId: id, party: "provider" as const },
    ...{ reason: "RC-FORGOT-IN", resolution: "RS-TIMES-CORRECTED", note: null },
  });
}

async function corrected(): Promise<AcceptedVisit> {
  const one = visits.shift();
  if (!one) throw new Error("no visit is left");
  await deliver(database, one, { metres: 10, minutes: 70 });
  await correct(one, "check_in_at", -20);
  await acknowledge(one);
  return one;
}

describe("a finding that a person closed", () => {
  it("is open again when the other end is corrected too, and its history keeps both", async () => {
    const one = await corrected();
    expect(await manualTime(one)).toMatchObject({ state: "acknowledged", facts: { ends: "in" } });
    await correct(one, "check_out_at", 100, 700);
    const again = await manualTime(one);
    expect(again).toMatchObject({ state: "open", facts: { ends: "in,out" }, closedBy: null, reasonCode: null });
    expect(again.dueOn).not.toBeNull();
    const steps = await inTransaction(testContext(database), (unit) => listFindingChanges(unit, [again.id]));
    expect(steps.map(({ step, reasonCode }) => [step, reasonCode])).toEqual([
      ["acknowledged", "RC-FORGOT-IN"],
      ["reopened", null],
    ]);
    await acknowledge(one);
    expect(await manualTime(one)).toMatchObject({ state: "acknowledged" });
  });

  it("stays closed when it is judged again, and when the same end is corrected once more", async () => {
    const one = await corrected();
    await verifyVisitAgain(testContext(database, { now: at(one, 700) }), one.visit.visitNo);
    await correct(one, "check_in_at", -15, 701);
    expect(await manualTime(one)).toMatchObject({ state: "acknowledged", reasonCode: "RC-FORGOT-IN" });
  });
});
