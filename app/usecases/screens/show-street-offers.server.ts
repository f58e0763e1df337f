/** The street's page of offers: providers' questions to answer, visits that nobody has, and offers that wait. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { countOpenOffers, listOpenProposals, listUnfilled, listWaitingOffers } from "#db/queries/street-offers.ts";
import { inReading, type Context } from "#db/transaction.ts";

export const OFFER_PAGE_ROWS = 30;

const textOf = (date: Date | null) => (date === null ? null : isoText(instant(date)));

type Who = {
  readonly elderNo: string;
  readonly elderName: string;
  readonly streetZh: string;
  readonly streetEn: string;
};

const masked = ({ elderNo, elderName, streetZh, streetEn }: Who) => ({
  elderNo,
  elderName: maskName(elderName),
  streetZh,
  streetEn,
});

/** What the street can do about visits that nobody has: wait for the one who is asked, ask the next, or find somebody. */
function standingOf(row: Awaited<ReturnType<typeof listUnfilled>>[number], now: number) {
  const asked = row.offerState === "sent" || row.offerState === "viewed";
  if (asked && row.replyBy !== null && row.replyBy.getTime() > now) return "asked" as const;
  return row.offerId === null ? ("nobody_left" as const) : ("not_asked" as const);
}

export async function showStreetOffers(context: Context, page: number) {
  return inReading(context, async (unit) => {
    const total = await countOpenOffers(unit);
    const waiting = await listWaitingOffers(unit, { skip: (page - 1) * OFFER_PAGE_ROWS, most: OFFER_PAGE_ROWS });
    return {
      questions: (await listOpenProposals(unit)).map((row) => ({
        ...masked(row),
        proposalId: row.proposal.id,
        provider: row.provider,
        plannedStart: isoText(instant(row.plannedStart)),
        alternatives: row.proposal.alternatives.map((start) => isoText(instant(start))),
        answerBy: isoText(instant(row.proposal.answerBy)),
      })),
      unfilled: (await listUnfilled(unit)).map((row) => ({
        ...masked(row),
        key: `${row.elderId} ${row.month} ${row.offerId ?? ""}`,
        elderId: row.elderId,
        month: monthOf(plainDate(row.month)),
        offerId: row.offerId,
        provider: row.provider,
        visits: row.visits,
        firstStart: textOf(row.firstStart),
        fillBy: textOf(row.fillBy),
        standing: standingOf(row, unit.now),
      })),
      waiting: waiting.map((row) => ({
        ...masked(row),
        offerId: row.offer.id,
        provider: row.provider,
        state: row.offer.state,
        visits: row.visits,
        firstStart: textOf(row.firstStart),
        replyBy: isoText(instant(row.offer.replyBy)),
        fillBy: isoText(instant(row.offer.fillBy)),
      })),
      page,
      pageSize: OFFER_PAGE_ROWS,
      total,
    };
  });
}
