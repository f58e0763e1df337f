/**
 * What somebody wants of the district, as a ticket (工单): what kind it is, what it is about, whose desk it reaches first, and who may never
 * see it. Money that a care worker took and anything about safety goes to the street at once and never to the provider concerned (the
 * elder would have to fear the next visit). Kinds are those of the hotline; an application is what a kiosk starts from a notice, an invoice what
 * somebody who has paid asks of the provider.
 */
export const TICKET_KINDS = [
  "consult",
  "book",
  "help",
  "complaint",
  "call_back",
  "outbound_care",
  "wait",
  "apply",
  "invoice",
] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

/** What a complaint is about: the first question of 意见投诉. */
export const TICKET_TOPICS = ["visit", "worker", "money", "other"] as const;
export type TicketTopic = (typeof TICKET_TOPICS)[number];

/** What was wrong; several may be chosen. */
export const TICKET_DETAILS = [
  "not_come",
  "late",
  "too_short",
  "badly_done",
  "rude",
  "took_money",
  "broken",
  "unsafe",
  "allowance_wrong",
  "no_answer",
  "other",
] as const;
export type TicketDetail = (typeof TICKET_DETAILS)[number];

/** The details that each topic offers on one screen, at most eight, in the order of the screen. */
export const DETAILS_OF_TOPIC: Readonly<Record<TicketTopic, readonly TicketDetail[]>> = {
  visit: ["not_come", "late", "too_short", "badly_done", "broken", "unsafe", "other"],
  worker: ["rude", "late", "too_short", "badly_done", "took_money", "unsafe", "other"],
  money: ["took_money", "allowance_wrong", "no_answer", "other"],
  other: ["no_answer", "unsafe", "broken", "other"],
};

export const TICKET_CHANNELS = ["kiosk", "phone", "hotline", "family", "office"] as const;
export type TicketChannel = (typeof TICKET_CHANNELS)[number];

/** Whose desk has a ticket. */
export const TICKET_DESKS = ["operator", "street", "district", "provider"] as const;
export type TicketDesk = (typeof TICKET_DESKS)[number];

const PROTECTED: readonly string[] = ["took_money", "unsafe"] satisfies TicketDetail[];

/** Money that was taken, or safety: kept from the provider concerned whatever else is said. */
export function isProtected(details: readonly string[]): boolean {
  return details.some((detail) => PROTECTED.includes(detail));
}

const FIRST_DESK: Readonly<Record<TicketKind, TicketDesk>> = {
  consult: "operator",
  book: "operator",
  help: "operator",
  complaint: "street",
  call_back: "operator",
  outbound_care: "operator",
  wait: "operator",
  apply: "street",
  invoice: "provider",
};

/** Where a new ticket lies: what is protected is the street's from the first minute, and what no provider is named for the hotline's. */
export function firstDesk(kind: TicketKind, details: readonly string[], hasProvider: boolean): TicketDesk {
  if (isProtected(details)) return "street";
  const desk = FIRST_DESK[kind];
  return desk === "provider" && !hasProvider ? "operator" : desk;
}

const OF_PROVIDERS: readonly TicketKind[] = ["complaint", "invoice"];

/** Only what is about a named provider and is not protected may be read and answered by it. */
export function providerMaySee(ticket: {
  readonly kind: TicketKind;
  readonly details: readonly string[];
  readonly hasProvider: boolean;
}): boolean {
  return OF_PROVIDERS.includes(ticket.kind) && ticket.hasProvider && !isProtected(ticket.details);
}
