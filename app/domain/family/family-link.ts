/**
 * What an elder lets one member of the family see and do, agreed at a kiosk scope by scope. A link lasts twelve months and ends at once when
 * the elder says so; nobody who works for a provider that serves the elder can be one.
 */
import { addMonthsToDate, type PlainDate } from "../time/plain-date.ts";

/**
 * schedule: who comes when. book: book and move for the elder. results: what was done, and ratings. alerts: called first in an emergency.
 * pay: pay a share of a visit.
 */
export const FAMILY_SCOPES = ["schedule", "book", "results", "alerts", "pay"] as const;
export type FamilyScope = (typeof FAMILY_SCOPES)[number];

/**
 * The switches of the kiosk's first screen, and whether the answer is yes unless the elder says no. Four fill it; about paying a screen of its
 * own asks, and the consent to all of them is given there, after the last was shown.
 */
export const SCOPE_SWITCHES: readonly { readonly scope: FamilyScope; readonly suggested: boolean }[] = [
  { scope: "schedule", suggested: true },
  { scope: "book", suggested: true },
  { scope: "results", suggested: false },
  { scope: "alerts", suggested: false },
];

export const FAMILY_RELATIONS = ["son", "daughter", "spouse", "grandchild", "sibling", "in_law", "other"] as const;
export type FamilyRelation = (typeof FAMILY_RELATIONS)[number];

/** Names the words that were agreed to; they are changed only under a new one. */
export const CONSENT_VERSION = "family-2026.2";

/** The code on the kiosk's screen is good for so long. */
export const INVITE_MINUTES = 5;

/** After the scan the family types, and the elder reads every question; a request that nobody answered is then forgotten. */
export const ANSWER_MINUTES = 15;

/** Asked again after so many months [assumed]. */
export const LINK_MONTHS = 12;

/** Links of one elder that can stand at the same time; more would hide one that the elder forgot. */
export const LINKS_MOST = 8;

/** Scopes in their one order, each once; anything else is left out. */
export function readScopes(given: readonly string[]): FamilyScope[] {
  return FAMILY_SCOPES.filter((scope) => given.includes(scope));
}

/** What the elder's answers on the kiosk's two screens come to: the switches, whatever else was sent with them, and the word about paying. */
export function scopesAnswered(switches: readonly string[], pays: boolean): FamilyScope[] {
  const isAsked = (scope: string) => SCOPE_SWITCHES.some((one) => one.scope === scope);
  return readScopes([...switches.filter(isAsked), ...(pays ? ["pay"] : [])]);
}

/** Last day of a link that begins on this one. */
export function linkUntil(from: PlainDate): PlainDate {
  return addMonthsToDate(from, LINK_MONTHS);
}

export type LinkTimes = {
  readonly fromOn: string;
  /** Last day, included. */
  readonly toOn: string;
  readonly revokedAt: unknown;
};

/** Whether the link lets anything be seen on this day. */
export function linkStands({ fromOn, toOn, revokedAt }: LinkTimes, on: PlainDate): boolean {
  return revokedAt === null && fromOn <= on && on <= toOn;
}

/** Asks whether the link lets this be done on this day. */
export function linkAllows(
  link: LinkTimes & { readonly scopes: readonly string[] },
  scope: FamilyScope,
  on: PlainDate,
): boolean {
  return linkStands(link, on) && link.scopes.includes(scope);
}

/** shown: on the screen. asked: the family member has proved the telephone and waits. agreed, declined: the elder has answered. */
export const INVITE_STATES = ["shown", "asked", "agreed", "declined"] as const;
export type InviteState = (typeof INVITE_STATES)[number];

/** Where an invitation stands now; "over" when its time has run out without an answer. */
export function inviteNow(
  invite: { readonly state: string; readonly endsAt: Date; readonly askedAt: Date | null },
  now: number,
): InviteState | "over" {
  const state = INVITE_STATES.find((one) => one === invite.state) ?? "declined";
  if (state === "shown") return invite.endsAt.getTime() > now ? "shown" : "over";
  if (state !== "asked") return state;
  return (invite.askedAt?.getTime() ?? 0) + ANSWER_MINUTES * 60_000 > now ? "asked" : "over";
}
