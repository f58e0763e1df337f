/** The office's navigation by task: one line a screen, with the permission that opens it. What a person may not open is not shown. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Action } from "#app/domain/access/permission.ts";

const GROUPS = [
  [
    { to: "/office", key: "elders", icon: "users", action: "elder.read", end: true },
    { to: "/office/eligibility", key: "eligibility", icon: "list-checks", action: "eligibility.read", end: false },
    { to: "/office/person-times", key: "person_times", icon: "chart-column", action: "eligibility.read", end: false },
    { to: "/office/beds", key: "beds", icon: "bed", action: "bed.read", end: false },
    { to: "/office/import", key: "import", icon: "upload", action: "import.read", end: false },
  ],
  [
    { to: "/office/allocation", key: "allocation", icon: "building-2", action: "plan.read", end: false },
    { to: "/office/plan", key: "plan", icon: "calendar-days", action: "plan.read", end: false },
    { to: "/office/offers", key: "offers", icon: "handshake", action: "offer.read", end: false },
    { to: "/office/calendar", key: "calendar", icon: "calendar-range", action: "plan.read", end: false },
  ],
  [
    { to: "/office/centre", key: "centre", icon: "phone-call", action: "centre.read", end: false },
    { to: "/office/alerts", key: "alerts", icon: "siren", action: "alert.read", end: false },
    { to: "/office/today", key: "today", icon: "clock", action: "day.read", end: false },
    { to: "/office/visits", key: "visits", icon: "calendar-check", action: "visit.read", end: false },
    { to: "/office/kiosks", key: "kiosks", icon: "monitor", action: "kiosk.read", end: false },
    { to: "/office/phones", key: "phones", icon: "smartphone", action: "phone.revoke", end: false },
  ],
  [
    { to: "/office/help", key: "help", icon: "siren", action: "help.read", end: false },
    { to: "/office/activities", key: "activities", icon: "users", action: "activity.read", end: false },
    { to: "/office/notices", key: "notices", icon: "megaphone", action: "public-notice.read", end: false },
    { to: "/office/messages", key: "messages", icon: "send", action: "message.read", end: false },
    { to: "/office/tickets", key: "tickets", icon: "message-circle", action: "ticket.read", end: false },
    { to: "/office/calls", key: "calls", icon: "phone", action: "call.make", end: false },
    { to: "/office/call-backs", key: "call_backs", icon: "phone-call", action: "call-back.read", end: false },
    { to: "/office/follow-ups", key: "follow_ups", icon: "clipboard-list", action: "call-back.read", end: false },
    { to: "/office/field-checks", key: "field_checks", icon: "house", action: "field-check.read", end: false },
  ],
  [
    { to: "/office/rules", key: "rules", icon: "shield-check", action: "rule.read", end: false },
    { to: "/office/claims", key: "claims", icon: "receipt", action: "claim.read", end: false },
    { to: "/office/audit", key: "audit", icon: "clipboard-check", action: "audit.read", end: false },
    { to: "/office/samples", key: "samples", icon: "search", action: "sample.read", end: false },
  ],
  [
    { to: "/office/settlement", key: "settlement", icon: "scale", action: "settlement.read", end: false },
    { to: "/office/payments", key: "payments", icon: "banknote", action: "payment.read", end: false },
    { to: "/office/own-payments", key: "own_payments", icon: "wallet", action: "own-payment.read", end: false },
  ],
] as const satisfies readonly (readonly { to: string; key: string; icon: string; action: Action; end: boolean }[])[];

export type OfficeItem = Omit<(typeof GROUPS)[number][number], "action">;

/** Items that this actor may open, in the order of a month's work: people, plan, the day, asking back, judging, money. */
export function officeNavigation(actor: Actor): OfficeItem[][] {
  return GROUPS.map((group) =>
    group.filter((item) => can(actor, item.action)).map(({ action: _action, ...item }): OfficeItem => item),
  ).filter((group) => group.length > 0);
}
