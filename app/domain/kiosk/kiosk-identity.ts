/**
 * How an elder is recognised at a kiosk and what each way allows (user experience reference 4.8; security 4; decision 20). A number of an
 * identity card is an identifier and no secret: only the card itself, read by a paired kiosk, says who stands there.
 */

export const IDENTITY_MEANS = ["id_card", "social_card", "qr", "phone_code", "staff"] as const;
export type IdentityMeans = (typeof IDENTITY_MEANS)[number];

/** What a kiosk's agent reads. */
export type ReadMeans = Extract<IdentityMeans, "id_card" | "social_card" | "qr">;

/** A token of a reading is worth this long, in seconds; so is the ticket that opens the page of a start, and the code on a phone. */
export const TOKEN_SECONDS = 60;
/** The page of a start is the machine's for so long, hours. */
export const PAGE_HOURS = 24;
/** Digits that a clerk took count for so long, minutes. */
export const ASSIST_MINUTES = 5;
export const ASSIST_DIGITS = 6;
/** Wrong digits beside an elder until the digits that are out are void. */
export const ASSIST_TRIES = 5;

export const ASSIST_REASONS = ["cannot_see", "cannot_hear", "card_unreadable", "no_card", "wants_company"] as const;
export type AssistReason = (typeof ASSIST_REASONS)[number];

export function isAssistReason(text: string): text is AssistReason {
  return (ASSIST_REASONS as readonly string[]).includes(text);
}

/** Family links are made and ended with the card on the reader and in no other way. */
export function mayManageFamily(means: IdentityMeans): boolean {
  return means === "id_card" || means === "social_card";
}

/** What staff did beside the elder is done for the elder (代办); it never says that the elder confirmed something. */
export function confirmsForThemselves(means: IdentityMeans): boolean {
  return means !== "staff";
}

/** What a machine is fitted with; screens offer only what is there. */
export type Equipment = {
  readonly reader: boolean;
  readonly scanner: boolean;
  readonly printer: boolean;
  readonly earphone: boolean;
  readonly handset: boolean;
  readonly keypad: boolean;
  readonly helpButton: boolean;
};

export const NO_EQUIPMENT: Equipment = {
  reader: false,
  scanner: false,
  printer: false,
  earphone: false,
  handset: false,
  keypad: false,
  helpButton: false,
};

export type OfferedMeans = "social_card" | "qr" | "phone" | "staff";

/** Ways beside placing the card, in the order of the identity screen. A broken or missing reader takes no card of any kind. */
export function offeredMeans(
  { reader, scanner }: Pick<Equipment, "reader" | "scanner">,
  { readerWorks, isPaired }: { readonly readerWorks: boolean; readonly isPaired: boolean },
): OfferedMeans[] {
  const offered: OfferedMeans[] = [];
  if (reader && readerWorks) offered.push("social_card");
  if (scanner) offered.push("qr");
  offered.push("phone");
  // A clerk's digits count at one paired machine; elsewhere the clerk has nothing to type them for.
  if (isPaired) offered.push("staff");
  return offered;
}

/** What the last hour has seen of wrong cards, codes and digits. */
export type TryCounts = {
  readonly wrongOnKiosk: number;
  /** Different persons with a wrong try at this kiosk. */
  readonly personsWrongOnKiosk: number;
  /** The most at any kiosk of the district. */
  readonly personsWrongOnAnyKiosk: number;
  readonly personsWrongInDistrict: number;
};

/** Security 4: 20 wrong at one kiosk; more than 10 different persons at one, or 50 in the district. */
export const TRY_LIMITS = { wrongOnKiosk: 20, personsOnKiosk: 10, personsInDistrict: 50 } as const;

/**
 * open: as usual. staff: this kiosk asks for a person. spray: somebody tries many people; a card alone opens nothing at any kiosk, the code
 * sent to the registered telephone is the second factor.
 */
export type TryVerdict = "open" | "staff" | "spray";

export function judgeTries(counts: TryCounts): TryVerdict {
  if (
    counts.personsWrongOnKiosk > TRY_LIMITS.personsOnKiosk ||
    counts.personsWrongOnAnyKiosk > TRY_LIMITS.personsOnKiosk ||
    counts.personsWrongInDistrict > TRY_LIMITS.personsInDistrict
  )
    return "spray";
  return counts.wrongOnKiosk >= TRY_LIMITS.wrongOnKiosk ? "staff" : "open";
}
