/**
 * Journals of family beds. Keys name the bed, so that approving twice has one effect. Whom the works payable is owed to stands with each
 * subsidy; the account is the street's.
 */
import { bedServiceApproved, retrofitApproved } from "../ledger/flows.ts";
import { makeJournal, type Journal } from "../ledger/journal.ts";
import type { Fen } from "../money/fen.ts";
import type { PlainMonth } from "../time/plain-month.ts";

type BedMoney = {
  readonly bedNo: string;
  readonly fund: string;
  readonly streetId: number;
  readonly amountFen: Fen;
  /** The open month it is posted in. */
  readonly month: PlainMonth;
};

/** The retrofit subsidy of a bed, once in its life. */
export function retrofitJournal({ bedNo, fund, streetId, amountFen, month }: BedMoney): Journal {
  return makeJournal({
    ...{ idempotencyKey: `retrofit_subsidy:${bedNo}`, kind: "retrofit_subsidy", month },
    ...{ sourceType: "family_bed", sourceId: bedNo },
    postings: retrofitApproved({ fund, streetId, providerCode: null }, amountFen),
  });
}

/** A bed's month of service; late months name the month they tell of. */
export function serviceJournal(
  money: BedMoney & { readonly providerCode: string; readonly serviceMonth: PlainMonth },
): Journal {
  const { bedNo, fund, streetId, amountFen, month, providerCode, serviceMonth } = money;
  return makeJournal({
    ...{ idempotencyKey: `bed_service:${bedNo}:${serviceMonth}`, kind: "bed_service", month },
    refersToMonth: serviceMonth === month ? null : serviceMonth,
    ...{ sourceType: "bed_month", sourceId: `${bedNo}:${serviceMonth}` },
    postings: bedServiceApproved({ fund, streetId, providerCode }, amountFen),
  });
}
