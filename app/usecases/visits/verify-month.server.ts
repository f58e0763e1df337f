/**
 * Judges every visit of a month by the rules and stores verdicts and findings. Judged again, it gives the same. The month is taken in
 * slices of whole elders, each in a unit of its own with the visits beside them as facts, so that memory is bounded by the slice and not
 * by the month. A run that is cut off has judged whole slices, and the next run judges all of them again.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersOfSlice, listProvidersOfMonth, type SliceMark } from "#db/repositories/month-slices.ts";
import { insideScope, inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { judgeVisits } from "./judge-visits.server.ts";
import { loadFactsOfElders } from "./verification-facts.server.ts";

export type VerifiedMonth = {
  readonly delivered: number;
  readonly verified: number;
  /** Findings by rule code, warn-only ones included. */
  readonly findings: Readonly<Record<string, number>>;
};

/** Elders of a slice: a provider of common size is one slice, so that its workers' days are read once. */
export const ELDERS_OF_SLICE = 1500;

/** While the database reads one slice and writes another, the process judges a third. No verdict rests on another slice's. */
const SLICES_AT_ONCE = 3;

type Sum = { visits: number; delivered: number; verified: number; findings: Record<string, number> };

const emptySum = (): Sum => ({ visits: 0, delivered: 0, verified: 0, findings: {} });

function add(into: Sum, { visits, delivered, verified, findings }: Sum): void {
  into.visits += visits;
  into.delivered += delivered;
  into.verified += verified;
  for (const [code, count] of Object.entries(findings)) into.findings[code] = (into.findings[code] ?? 0) + count;
}

async function judgeSlice(unit: Unit, actor: string, month: PlainMonth, elderIds: readonly string[]): Promise<Sum> {
  // An overlap may lie with a worker or an elder whom the actor does not reach.
  const wide = insideScope(unit, WHOLE_DISTRICT);
  const { toJudge, facts } = await loadFactsOfElders(wide, month, elderIds);
  const judged = await judgeVisits(wide, actor, facts, { month, visits: toJudge });
  const sum = emptySum();
  sum.visits = judged.length;
  sum.delivered = toJudge.filter((visit) => visit.deliveryState === "done").length;
  sum.verified = judged.filter(({ verdict }) => verdict.approvalState === "verified").length;
  for (const { verdict } of judged)
    for (const { code } of verdict.findings) sum.findings[code] = (sum.findings[code] ?? 0) + 1;
  return sum;
}

type Taken = { readonly sum: Sum; readonly mark: SliceMark | null };

/** The next slice in a unit of its own; its mark is null behind the provider's last elder. */
async function takeSlice(context: Context, month: PlainMonth, mark: SliceMark, eldersOfSlice: number): Promise<Taken> {
  return inTransaction(context, async (unit) => {
    const elderIds = await listEldersOfSlice(unit, month, mark, eldersOfSlice);
    const last = elderIds.at(-1);
    if (last === undefined) return { sum: emptySum(), mark: null };
    const sum = await judgeSlice(unit, context.actor, month, elderIds);
    return { sum, mark: elderIds.length < eldersOfSlice ? null : { ...mark, elderId: last } };
  });
}

/** @param eldersOfSlice how many elders are judged at a time; the verdicts do not hang on it */
export async function verifyMonth(
  context: Context,
  month: PlainMonth,
  eldersOfSlice = ELDERS_OF_SLICE,
  onSlice: (visits: number) => void = () => {},
): Promise<VerifiedMonth> {
  const sum = emptySum();
  const providers = await inReading(context, (unit) => listProvidersOfMonth(unit, month));
  const takeProvider = async (providerId: string) => {
    for (let mark: SliceMark | null = { providerId, elderId: null }; mark !== null;) {
      const taken: Taken = await takeSlice(context, month, mark, eldersOfSlice);
      add(sum, taken.sum);
      mark = taken.mark;
      onSlice(sum.visits);
    }
  };
  const lane = async () => {
    for (let providerId = providers.shift(); providerId !== undefined; providerId = providers.shift())
      await takeProvider(providerId).catch((thrown: unknown) => {
        // No lane begins another provider once one has failed.
        providers.length = 0;
        throw thrown;
      });
  };
  await Promise.all(Array.from({ length: SLICES_AT_ONCE }, lane));
  await inTransaction(context, (unit) =>
    insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "visit.verify",
      subjectType: "month",
      subjectId: month,
      facts: { visits: sum.visits },
    }),
  );
  const { delivered, verified, findings } = sum;
  return { delivered, verified, findings };
}
