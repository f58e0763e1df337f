/**
 * The office moves this visit and the following ones of its series, or all of them, to another weekday or time. First it is shown what
 * happens to each date and everything that stands against it; confirming asks the same again and changes all or nothing.
 */
import type { OccurrenceFate } from "#app/domain/scheduling/series-edit.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { decideSeriesEdit, type DecidedEdit, type SeriesWish } from "./decide-series-edit.server.ts";
import { writeSeriesEdit } from "./write-series-edit.server.ts";

export type EditLine = {
  /** Null for a date that was dropped before a visit was made of it. */
  readonly visitNo: string | null;
  readonly fate: OccurrenceFate;
  readonly from: LocalTime | null;
  readonly to: LocalTime | null;
  /** Why it stands elsewhere than the new rule says, in a code with words (`moveReason`). */
  readonly reason: string | null;
  /** Codes with words (`conflictReason`); `worker` is a masked name, null for what lies with no one worker. */
  readonly conflicts: readonly { readonly code: string; readonly worker: string | null }[];
};

export type SeriesEditOutcome = {
  /** blocked: something stands against a date, so nothing can be changed; changed: it is done. */
  readonly state: "possible" | "blocked" | "changed";
  readonly lines: readonly EditLine[];
};

function linesOf({ dates, workerName }: DecidedEdit): EditLine[] {
  return dates.map(({ visit, fate, from, to, reason, conflicts }) => ({
    visitNo: visit?.visitNo ?? null,
    fate,
    from,
    to,
    reason,
    conflicts: conflicts.map(({ code, workerId }) => ({
      code,
      worker: workerId === null ? null : workerName(workerId),
    })),
  }));
}

const isBlocked = ({ dates }: DecidedEdit) => dates.some(({ conflicts }) => conflicts.length > 0);

/** What would happen to every date of the series; changes nothing. Refuses what `decideSeriesEdit` refuses. */
export async function previewSeriesEdit(context: Context, wish: SeriesWish): Promise<SeriesEditOutcome> {
  return inTransaction(context, async (unit) => {
    const decided = await decideSeriesEdit(unit, wish);
    return { state: isBlocked(decided) ? "blocked" : "possible", lines: linesOf(decided) };
  });
}

/**
 * Changes the series and its visits, or says everything that stands against it and changes nothing.
 * Refuses what `decideSeriesEdit` refuses, and "overlaps-another" when a worker stands elsewhere by now.
 */
export async function editSeriesOfVisit(context: Context, wish: SeriesWish): Promise<SeriesEditOutcome> {
  return inTransaction(context, async (unit) => {
    const decided = await decideSeriesEdit(unit, wish);
    const lines = linesOf(decided);
    if (isBlocked(decided)) return { state: "blocked", lines };
    await writeSeriesEdit(unit, context.actor, { decided, scope: wish.scope });
    return { state: "changed", lines };
  });
}
