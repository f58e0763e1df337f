/**
 * Who may do what at each address: the permission that reading and changing ask for, route by route. A new route fails the tests until
 * its line stands here, so that nobody opens a page without having said for whom.
 */
import type { Action } from "#app/domain/access/permission.ts";

export type Cell = { readonly reads: Action | null; readonly changes: Action | null };

/** By the route's file name without its ending. */
export const MATRIX: Readonly<Record<string, Cell>> = {
  _index: { reads: "public.read", changes: null },
  healthz: { reads: "public.read", changes: null },
  "jobs.$jobId": { reads: "job.read", changes: null },
  "jobs.$jobId_.status": { reads: "job.read", changes: null },
  "kiosk._index": { reads: "kiosk.use", changes: null },
  "kiosk.book": { reads: "kiosk.personal", changes: "kiosk.personal" },
  "kiosk.booked.$visitNo": { reads: "kiosk.personal", changes: "kiosk.personal" },
  "kiosk.help": { reads: "kiosk.use", changes: null },
  "kiosk.home": { reads: "kiosk.use", changes: null },
  "kiosk.move.$visitNo": { reads: "kiosk.personal", changes: "kiosk.personal" },
  "kiosk.schedule": { reads: "kiosk.personal", changes: null },
  "kiosk.settings": { reads: "kiosk.use", changes: "kiosk.use" },
  "kiosk.sign-in": { reads: "kiosk.use", changes: "kiosk.use" },
  "kiosk.sign-out": { reads: "session.end", changes: "session.end" },
  kiosk: { reads: "kiosk.use", changes: null },
  language: { reads: "public.read", changes: "public.set-language" },
  "office._index": { reads: "elder.read", changes: null },
  "office.allocation": { reads: "plan.read", changes: "plan.make" },
  "office.calendar": { reads: "plan.read", changes: null },
  "office.candidates[.]xlsx": { reads: "eligibility.read", changes: null },
  "office.claims.$claimNo": { reads: "claim.read", changes: "claim.decide" },
  "office.claims._index": { reads: "claim.read", changes: null },
  "office.elders.$elderNo": { reads: "elder.read", changes: null },
  "office.eligibility": { reads: "eligibility.read", changes: "eligibility.judge" },
  "office.import.$batchId": { reads: "import.read", changes: "import.apply" },
  "office.import.$batchId_.marked": { reads: "import.read", changes: null },
  "office.import._index": { reads: "import.read", changes: "import.apply" },
  "office.import.template.$kind": { reads: "import.read", changes: null },
  "office.plan": { reads: "plan.read", changes: "plan.make" },
  "office.settlement._index": { reads: "settlement.read", changes: "settlement.close" },
  "office.settlement.export": { reads: "settlement.read", changes: null },
  office: { reads: "office.home", changes: null },
  "office.visits.$visitNo": { reads: "visit.read", changes: null },
  "office.visits.$visitNo_.change": { reads: "visit.change", changes: "visit.change" },
  "office.visits._index": { reads: "visit.read", changes: null },
  "provider._index": { reads: "provider.inbox", changes: null },
  "provider.claims": { reads: "claim.prepare", changes: "claim.prepare" },
  "provider.inbox": { reads: "provider.inbox", changes: "offer.reply" },
  "provider.statements._index": { reads: "settlement.read", changes: null },
  "provider.statements.export": { reads: "settlement.read", changes: null },
  provider: { reads: "provider.inbox", changes: null },
  "provider.visits.$visitNo": { reads: "visit.assign", changes: "visit.assign" },
  "provider.visits._index": { reads: "visit.assign", changes: null },
  "provider.workers": { reads: "visit.assign", changes: null },
  readyz: { reads: "public.read", changes: null },
  "sign-in": { reads: "public.sign-in", changes: "public.sign-in" },
  "sign-out": { reads: "session.end", changes: "session.end" },
  "worker._index": { reads: "worker.today", changes: null },
  "worker.record": { reads: "worker.today", changes: "worker.record" },
  worker: { reads: "worker.today", changes: null },
  "worker.visits.$visitNo": { reads: "worker.today", changes: "worker.record" },
};

/** The address of a route: dots are slashes, a leading or trailing underscore is only a mark of nesting. */
export function addressOf(route: string): string {
  const parts = route
    .split(".")
    .map((part) => part.replace(/_$/, ""))
    .filter((part) => !part.startsWith("_"));
  return `/${parts.join("/")}`;
}
