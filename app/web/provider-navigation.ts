/** The provider's navigation by task: one line a screen, with the permission that opens it. What a person may not open is not shown. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Action } from "#app/domain/access/permission.ts";

const ITEMS = [
  { to: "/provider/today", key: "nav_today", icon: "clock", action: "provider.day" },
  { to: "/provider/inbox", key: "nav_inbox", icon: "inbox", action: "provider.inbox" },
  { to: "/provider/visits", key: "nav_visits", icon: "calendar-check", action: "visit.assign" },
  { to: "/provider/workers", key: "nav_workers", icon: "users", action: "visit.assign" },
  { to: "/provider/tickets", key: "nav_tickets", icon: "message-circle", action: "ticket.answer" },
  { to: "/provider/month", key: "nav_month", icon: "chart-column", action: "statement.read" },
  { to: "/provider/claims", key: "nav_claims", icon: "receipt", action: "claim.prepare" },
  { to: "/provider/statements", key: "nav_settlements", icon: "file-spreadsheet", action: "statement.read" },
] as const satisfies readonly { to: string; key: string; icon: string; action: Action }[];

export type ProviderItem = Omit<(typeof ITEMS)[number], "action">;

/** Items that this actor may open, in the order of a provider's month. */
export function providerNavigation(actor: Actor): ProviderItem[] {
  return ITEMS.filter((item) => can(actor, item.action)).map(({ action: _action, ...item }) => item);
}
