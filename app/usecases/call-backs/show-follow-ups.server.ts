/** What calls and checks left to be done: the street's own, the district's all, by date. */
import { maskName } from "#app/domain/access/masking.ts";
import { FOLLOW_UP_OUTCOMES, type FollowUpKind } from "#app/domain/call-backs/follow-up.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import { countFollowUps, listFollowUps } from "#db/queries/call-lists.ts";
import { inReading, type Context } from "#db/transaction.ts";

const LISTED = 200;

/** @param kind only open ones of this kind; null for all */
export async function showFollowUps(
  context: Context,
  { open, kind }: { readonly open: boolean; readonly kind: string | null },
) {
  return inReading(context, async (unit) => {
    const today = localDateOf(unit.now);
    const rows = await listFollowUps(unit, { open, limit: LISTED });
    return {
      open,
      kind,
      today,
      counts: await countFollowUps(unit, today),
      rows: rows
        .filter(({ row }) => kind === null || row.kind === kind)
        .map(({ row, elderName, ...rest }) => ({
          ...rest,
          elderName: maskName(elderName),
          ticketNo: row.ticketNo,
          kind: row.kind,
          detail: row.detail,
          state: row.state,
          outcome: row.outcome,
          note: row.note,
          dueOn: row.dueOn,
          isLate: row.state !== "closed" && row.dueOn < today,
          openedAt: isoText(instant(row.openedAt)),
          closedAt: row.closedAt === null ? null : isoText(instant(row.closedAt)),
          closedBy: row.closedBy,
          proposedBy: row.proposedBy,
          isOwnProposal: row.proposedBy === context.actor,
          isOwnReport: row.openedBy === context.actor,
          outcomes: FOLLOW_UP_OUTCOMES[row.kind as FollowUpKind] as readonly string[],
        })),
    };
  });
}
