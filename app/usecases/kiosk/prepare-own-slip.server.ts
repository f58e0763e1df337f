/** 打印: the elder's own month, visits, one visit or a place in an activity as a slip. The facts are those of the screens; names and numbers stay masked. */
import type { Locale } from "#app/domain/time/date-text.ts";
import { localMonthOf } from "#app/domain/time/instant.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { maskRoom } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { LONGEST_TEXT, type NewSlip } from "#app/domain/kiosk/slip.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { showKioskActivity } from "../activities/show-activities.server.ts";
import { prepareSlip } from "./prepare-slip.server.ts";
import { showAllowance } from "./show-allowance.server.ts";
import { showOwnVisit, showSchedule } from "./show-schedule.server.ts";

/** Slips that are asked for; that of an activity comes out by itself. */
export const OWN_SLIPS = ["allowance", "schedule", "visit"] as const;

export type OwnSlipWish = {
  readonly elderId: string;
  readonly what: (typeof OWN_SLIPS)[number] | "activity";
  /** Only for "visit". */
  readonly visitNo?: string;
  /** Only for "activity". */
  readonly activityId?: string;
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

/** Up to the building. */
async function buildingOf(context: Context, crypto: CryptoProvider, elderId: string): Promise<string | null> {
  const found = await inReading(context, (unit) => findElderWithFacts(unit, elderId));
  if (found === null) return null;
  const address = crypto.decrypt(found.elder.addressCipher, { table: "elder", column: "address", row: elderId });
  return maskRoom(address).slice(0, LONGEST_TEXT) || null;
}

/** A place in an activity, or in its line. Refuses "not-found" for an activity that is none, and for who has asked for no place. */
async function activitySlip(context: Context, { elderId, activityId = "", locale }: OwnSlipWish): Promise<NewSlip> {
  const activity = await showKioskActivity({ ...context, scope: WHOLE_DISTRICT }, activityId, elderId);
  const { state, position } = activity.own;
  if (state === "none") throw new Refusal("not-found");
  const inLocale = (zh: string, en: string | null) => (locale === "en" ? (en ?? zh) : zh).slice(0, LONGEST_TEXT);
  return {
    kind: "activity",
    title: inLocale(activity.title, activity.titleEn),
    date: activity.date,
    startMinute: activity.minute,
    place: inLocale(activity.place, activity.placeEn),
    waitingPlace: state === "waiting" ? position : null,
    joinedPlace: state === "joined" ? position : null,
  };
}

async function slipOf(context: Context, crypto: CryptoProvider, wish: OwnSlipWish): Promise<NewSlip> {
  const { elderId, what, visitNo = "" } = wish;
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
      return { kind: "booked", ...visitOf(visit), building: await buildingOf(context, crypto, elderId) };
    }
    case "activity":
      return activitySlip(context, wish);
  }
}

/** @returns the slip's id. Refuses "not-found" for another elder's visit or place. */
export async function prepareOwnSlip(context: Context, crypto: CryptoProvider, wish: OwnSlipWish): Promise<string> {
  const { elderId, locale } = wish;
  return prepareSlip(context, crypto, { elderId, locale, slip: await slipOf(context, crypto, wish) });
}
