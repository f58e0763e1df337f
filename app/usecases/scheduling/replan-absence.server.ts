/**
 * A care worker is away: first it is shown where each visit would go and who would be told about what; confirming asks the same again,
 * records the leave and changes all or nothing. When the plan has changed meanwhile, what it would be now is shown instead.
 */
import { maskName } from "#app/domain/access/masking.ts";
import type { Place } from "#app/domain/scheduling/replan/replan-input.ts";
import { noticesOf } from "#app/domain/scheduling/replan/notices.ts";
import type { Notice, NoticeMatter } from "#app/domain/scheduling/replan/replan-result.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { decideAbsence, type DecidedAbsence, type DecidedChange, type WorkerAbsence } from "./decide-absence.server.ts";
import { writeReplan } from "./write-replan.server.ts";

export type ShownPlace = LocalTime & { readonly workers: readonly string[] };

/** What one person is told of one visit; the name of an elder is masked. */
export type ShownNotice = {
  readonly kind: "elder" | "worker";
  readonly name: string;
  readonly matters: readonly NoticeMatter[];
};

export type AbsenceLine = {
  readonly visitNo: string;
  /** Masked. */
  readonly elder: string;
  readonly from: ShownPlace;
  /** Null for a visit that is owed or held. */
  readonly to: ShownPlace | null;
  readonly outcome: "placed" | "owed" | "held";
  /** Codes with words: `moveReason`, and `debtReason` of what is owed. */
  readonly why: string;
  readonly owedFor: string | null;
  readonly told: readonly ShownNotice[];
};

export type AbsencePreview = {
  readonly workerNo: string;
  readonly worker: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly lines: readonly AbsenceLine[];
  readonly counts: DecidedAbsence["counts"] & { readonly eldersTold: number; readonly workersTold: number };
  readonly digest: string;
};

export type AbsenceOutcome =
  | { readonly state: "recorded"; readonly counts: AbsencePreview["counts"] }
  /** Nothing was written: the plan is another than the one that was confirmed. */
  | { readonly state: "changed"; readonly preview: AbsencePreview };

function lineOf(decided: DecidedAbsence, { change, standing }: DecidedChange): AbsenceLine {
  const { elders, staff } = decided.facts;
  const workerNames = new Map<string, string>(staff.map(({ worker }) => [worker.id, worker.name]));
  const elder = maskName(elders.get(standing.row.elderId)?.elder.name ?? "");
  const shown = ({ date, startMinute, workerIds }: Place): ShownPlace => ({
    date,
    minute: startMinute,
    workers: workerIds.map((id) => workerNames.get(id) ?? ""),
  });
  const toldOf = ({ to, lines }: Notice): ShownNotice[] => {
    if (to.kind === "provider") return [];
    const name = to.kind === "elder" ? elder : (workerNames.get(to.workerId) ?? "");
    return [{ kind: to.kind, name, matters: lines.flatMap(({ matters }) => matters) }];
  };
  const { outcome, why, visitKey } = change;
  return {
    visitNo: visitKey,
    elder,
    from: shown(standing.place),
    to: outcome.kind === "placed" ? shown(outcome.to) : null,
    outcome: outcome.kind,
    why,
    owedFor: outcome.kind === "owed" ? outcome.reason : null,
    told: noticesOf([change]).flatMap(toldOf),
  };
}

/** In the order in which the visits would have been. */
function byTime({ from: left }: AbsenceLine, { from: right }: AbsenceLine): number {
  return left.date === right.date ? left.minute - right.minute : left.date < right.date ? -1 : 1;
}

function previewOf(decided: DecidedAbsence): AbsencePreview {
  const told = noticesOf(decided.changes.map(({ change }) => change)).map(({ to }) => to.kind);
  const { workerNo, from, to } = decided.absence;
  return {
    ...{ workerNo, from, to, digest: decided.digest },
    worker: decided.worker.name,
    lines: decided.changes.map((change) => lineOf(decided, change)).sort(byTime),
    counts: {
      ...decided.counts,
      eldersTold: told.filter((kind) => kind === "elder").length,
      workersTold: told.filter((kind) => kind === "worker").length,
    },
  };
}

/** What would happen; reads only. Refuses what `decideAbsence` refuses. */
export async function previewWorkerAbsence(context: Context, absence: WorkerAbsence): Promise<AbsencePreview> {
  return inReading(context, async (unit) => previewOf(await decideAbsence(unit, absence, false)));
}

/**
 * Records the leave and does what was shown, or shows what it would be now.
 * @param confirmed the digest of the preview that was confirmed
 * Refuses what `decideAbsence` refuses.
 */
export async function recordWorkerAbsence(
  context: Context,
  absence: WorkerAbsence,
  confirmed: string,
): Promise<AbsenceOutcome> {
  try {
    return await inTransaction(context, async (unit) => {
      const decided = await decideAbsence(unit, absence, true);
      const preview = previewOf(decided);
      if (decided.digest !== confirmed) return { state: "changed", preview };
      await writeReplan(unit, context.actor, decided);
      return { state: "recorded", counts: preview.counts };
    });
  } catch (thrown) {
    // Somebody took a worker's hour between two statements: what stands now is shown.
    if (!isRefusal(thrown, "overlaps-another")) throw thrown;
    return { state: "changed", preview: await previewWorkerAbsence(context, absence) };
  }
}
