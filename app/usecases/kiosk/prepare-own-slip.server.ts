/** 打印: the elder's own month, visits or one visit as a slip. The facts are those of the screens; names and numbers stay masked. */
import type { Locale } from "#app/domain/time/date-text.ts";
import { localMonthOf } from "#app/domain/time/instant.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import type { NewSlip } from "#app/domain/kiosk/slip.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import type { Context } from "#db/transaction.ts";
import { prepareSlip } from "./prepare-slip.server.ts";
import { showAllowance } from "./show-allowance.server.ts";
import { showOwnVisit, showSchedule } from "./show-schedule.server.ts";

export const OWN_SLIPS = ["allowance", "schedule", "visit"] as const;

export type OwnSlipWish = {
  readonly elderId: string;
  readonly what: (typeof OWN_SLIPS)[number];
  /** Only for "visit". */
  readonly visitNo: string;
  readonly locale: Locale;
};

/** What fits on one slip. */
const VISITS_MOST = 8;

type Shown = {
  readonly date: string;
  readonly startMinute: number;
  readonly codes: readonly string[];
  readonly surnames: readonly string[];
};

const visitOf = ({ date, startMinute, codes, surnames }: Shown) => ({
  date: date as Extract<NewSlip, { kind: "booked" }>["date"],
  startMinute,
  codes: [...codes],
  surnames: [...surnames],
});

async function slipOf(context: Context, { elderId, what, visitNo }: OwnSlipWish): Promise<NewSlip> {
  switch (what) {
    case "allowance": {
      const { left, share } = await showAllowance(context, elderId);
      const allowed = share.done + share.booked + share.open + share.owed;
      const month = firstDateOf(localMonthOf(context.now));
      return { kind: "allowance", month, allowed, used: allowed - left, left };
    }
    case "schedule": {
      const { left, visits } = await showSchedule(context, elderId);
      const ahead = visits.filter(({ isOver }) => !isOver);
      return { kind: "schedule", visits: ahead.slice(0, VISITS_MOST).map(visitOf), left };
    }
    case "visit": {
      const { visit } = await showOwnVisit(context, elderId, visitNo);
      return { kind: "booked", ...visitOf(visit) };
    }
  }
}

/** @returns the slip's id. Refuses "not-found" for another elder's visit. */
export async function prepareOwnSlip(context: Context, crypto: CryptoProvider, wish: OwnSlipWish): Promise<string> {
  const { elderId, locale } = wish;
  return prepareSlip(context, crypto, { elderId, locale, slip: await slipOf(context, wish) });
}
