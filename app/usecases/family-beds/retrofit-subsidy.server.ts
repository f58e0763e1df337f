/**
 * The retrofit subsidy of an accepted bed: item by item what it cost in the end, up to the caps of the plan's policy; proposed by one person,
 * approved by another, and posted in the open month.
 */
import { retrofitJournal } from "#app/domain/family-beds/bed-journals.ts";
import { retrofitBudget } from "#app/domain/family-beds/retrofit-budget.ts";
import { fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertRetrofitSubsidy, listRetrofitSubsidies, updateRetrofitSubsidy } from "#db/repositories/bed-money.ts";
import { listBedBodies } from "#db/repositories/family-beds.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockOpenPeriod } from "../reconciliation/open-period.server.ts";
import { postJournals } from "../reconciliation/post-journals.server.ts";
import { BED_FUND, readBedRules, type BedRules } from "./bed-policy.server.ts";
import { lockBedRecord } from "./bed-record.server.ts";

/** The same within a unit. */
export async function proposeSubsidyInUnit(
  unit: Unit,
  who: { readonly actor: string; readonly rules: BedRules },
  bedNo: string,
): Promise<void> {
  const { row, bed } = await lockBedRecord(unit, bedNo);
  if (bed.countedOn === null || bed.works === null || bed.planVersion === null)
    throw new Refusal("bed-cannot-subsidise", { state: bed.state });
  const payee = (await listBedBodies(unit, row.id)).find((one) => one.role === "works" && one.endedOn === null);
  if (payee === undefined) throw new Refusal("bed-bodies-not-named");
  const policy = who.rules.policyOn(localDateOf(unit.now));
  // The final cost of an item is one sum; caps are those of the policy on the day of the proposal.
  const built = bed.works.items.map(({ itemNo, costFen }) => ({
    ...{ itemNo, quantity: 1, unitPriceFen: fen(BigInt(costFen)) },
  }));
  const budget = retrofitBudget(built, policy.parameters);
  const id = unit.newId();
  await insertRetrofitSubsidy(
    unit,
    {
      ...{ id, bedId: row.id, planVersion: bed.planVersion, payeeId: payee.organisationId, costFen: budget.costFen },
      ...{ subsidyFen: budget.subsidyFen, bedCapFen: budget.bedCapFen, policyVersion: policy.id, state: "proposed" },
      ...{ proposedBy: who.actor, proposedAt: asDate(unit.now) },
    },
    budget.items.map(({ itemNo, costFen, capFen, subsidyFen }) => ({
      ...{ subsidyId: id, itemNo, costFen, capFen, subsidyFen },
    })),
  );
  await insertAuditEvent(unit, who.actor, {
    chain: "district",
    action: "bed.propose-subsidy",
    subjectType: "family-bed",
    subjectId: bedNo,
    facts: { costFen: budget.costFen.toString(), subsidyFen: budget.subsidyFen.toString() },
  });
}

/** Refuses "not-found", "bed-cannot-subsidise" before acceptance, "bed-cap-missing", and "already-exists" where one stands. */
export async function proposeRetrofitSubsidy(context: Context, bedNo: string): Promise<void> {
  await inTransaction(context, async (unit) =>
    proposeSubsidyInUnit(unit, { actor: context.actor, rules: await readBedRules(unit) }, bedNo),
  );
}

export type SubsidyDecision = {
  readonly bedNo: string;
  readonly approve: boolean;
  /** Why it is refused. */
  readonly note: string;
};

/** The same within a unit. */
export async function decideSubsidyInUnit(unit: Unit, actor: string, decision: SubsidyDecision): Promise<void> {
  const { row } = await lockBedRecord(unit, decision.bedNo);
  const proposed = (await listRetrofitSubsidies(unit, row.id)).find((one) => one.state === "proposed");
  if (proposed === undefined) throw new Refusal("bed-subsidy-decided");
  if (proposed.proposedBy === actor) throw new Refusal("bed-second-approver");
  const note = decision.note.trim();
  if (!decision.approve && note === "") throw new Refusal("bed-note-missing");
  const decided = { decidedBy: actor, decidedAt: asDate(unit.now), note: note === "" ? null : note };
  if (decision.approve) {
    const { period, month } = await lockOpenPeriod(unit);
    const money = { bedNo: decision.bedNo, fund: BED_FUND, streetId: row.streetId, month };
    await postJournals(unit, [retrofitJournal({ ...money, amountFen: fen(proposed.subsidyFen) })], {
      ...{ periodId: period.id, closingRun: null, postedBy: actor, providerIds: new Map(), visitIds: new Map() },
    });
    await updateRetrofitSubsidy(unit, proposed.id, {
      ...{ ...decided, state: "approved", postedMonth: firstDateOf(month) },
    });
  } else await updateRetrofitSubsidy(unit, proposed.id, { ...decided, state: "refused" });
  await insertAuditEvent(unit, actor, {
    chain: "district",
    action: "bed.decide-subsidy",
    subjectType: "family-bed",
    subjectId: decision.bedNo,
    facts: { approved: decision.approve, subsidyFen: proposed.subsidyFen.toString(), proposedBy: proposed.proposedBy },
  });
}

/** Refuses "not-found", "bed-subsidy-decided", "bed-second-approver" for whoever proposed it, and "bed-note-missing" for a refusal without a reason. */
export async function decideRetrofitSubsidy(context: Context, decision: SubsidyDecision): Promise<void> {
  await inTransaction(context, (unit) => decideSubsidyInUnit(unit, context.actor, decision));
}
