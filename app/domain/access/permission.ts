/**
 * The one function that says yes. Every route declares one of these actions; a missing declaration is refused at run time
 * and fails a test. Function level only: which rows is the scope's question, which fields the mask's.
 */
import type { Actor, ActorRole } from "./actor.ts";
import { confirmsForThemselves } from "../kiosk/kiosk-identity.ts";
import { roleOf } from "./actor.ts";

const EVERYONE: readonly ActorRole[] = [
  "anonymous",
  "elder",
  "family",
  "street_clerk",
  "street_lead",
  "district_clerk",
  "district_lead",
  "finance",
  "provider_manager",
  "care_worker",
  "operator",
  "auditor",
];
const STREET: readonly ActorRole[] = ["street_clerk", "street_lead"];
const DISTRICT: readonly ActorRole[] = ["district_clerk", "district_lead"];
const OFFICE: readonly ActorRole[] = [...STREET, ...DISTRICT];

const RULES = {
  "public.read": EVERYONE,
  "public.sign-in": EVERYONE,
  "public.set-language": EVERYONE,
  /** Signed messages of devices and payment channels: verified by their own keys. */
  "public.notify": EVERYONE,
  "session.end": EVERYONE,
  "office.home": [...OFFICE, "operator", "auditor", "finance"],
  "elder.read": [...OFFICE, "operator", "auditor"],
  "elder.reveal": OFFICE,
  "elder.search": [...OFFICE, "operator"],
  "elder.set-pin": OFFICE,
  "elder.print-door-code": OFFICE,
  "care-plan.file": OFFICE,
  /** A consent to a member of the family that an elder gave at a desk, before a witness. */
  "elder.link-family": OFFICE,
  "import.read": OFFICE,
  "import.apply": OFFICE,
  "eligibility.read": [...OFFICE, "operator", "auditor"],
  "eligibility.judge": DISTRICT,
  "plan.read": [...OFFICE, "operator", "auditor"],
  "plan.make": DISTRICT,
  "visit.read": [...OFFICE, "operator", "auditor"],
  "day.read": [...OFFICE, "operator"],
  "day.tend": [...OFFICE, "operator"],
  "provider.day": ["provider_manager"],
  "rule.read": [...OFFICE, "operator", "auditor"],
  "rule.change": DISTRICT,
  /** They show an elder's home: for those who decide about the visit, each time with a reason. */
  "photo.reveal": [...OFFICE, "auditor"],
  "finding.close": [...OFFICE, "operator", "provider_manager"],
  "claim.read": [...OFFICE, "auditor", "finance"],
  "audit.read": [...OFFICE, "auditor"],
  "audit.decide": STREET,
  "correction.request": ["provider_manager"],
  "correction.decide": STREET,
  "claim.prepare": ["provider_manager"],
  "claim.decide": STREET,
  "settlement.read": [...OFFICE, "auditor", "finance"],
  /** The whole month with everybody's decisions, for who answers for the district or audits it. */
  "audit-pack.read": [...DISTRICT, "auditor", "finance"],
  "settlement.close": ["district_lead", "district_clerk"],
  "payment.read": [...DISTRICT, "auditor", "finance"],
  /** Whole account numbers leave the house. */
  "payment.export": ["finance"],
  "payment.settle": ["finance"],
  /** What people pay themselves: bills, differences, refunds by two persons. */
  /** What families and elders were told, masked. */
  "message.read": [...OFFICE, "operator", "auditor"],
  "own-payment.read": [...DISTRICT, "auditor", "finance"],
  "own-payment.manage": [...DISTRICT, "finance"],
  "budget.read": [...DISTRICT, "auditor", "finance"],
  "budget.enter": ["finance", "district_lead"],
  "appeal.file": ["provider_manager"],
  "appeal.read": [...DISTRICT, "auditor"],
  "appeal.decide": DISTRICT,
  "clawback.read": [...OFFICE, "auditor", "finance"],
  "clawback.decide": DISTRICT,
  "sample.read": [...DISTRICT, "auditor", "finance"],
  "sample.draw": DISTRICT,
  "alert.read": [...OFFICE, "operator", "auditor"],
  /** Taking an alert, sending somebody, giving its outcome: the seats of the operations centre. */
  "alert.handle": ["operator"],
  /** The second person who closes a red alert. */
  "alert.second": ["operator", "district_lead"],
  /** The floor of the operations centre: seats, calls that wait, shifts and their reports. */
  "centre.read": [...DISTRICT, "operator"],
  /** Sitting at a seat and speaking with callers. */
  "centre.sit": ["operator"],
  /** Closing the own shift and taking over the one before: who leads it, the shift says. */
  "centre.hand-over": ["operator"],
  "centre.plan": DISTRICT,
  /** Ringing elders: their numbers are seen there and nowhere else. */
  "call.make": ["operator"],
  "call-back.read": [...OFFICE, "operator", "auditor"],
  "call-back.manage": DISTRICT,
  "follow-up.end": OFFICE,
  /** Calls for help from kiosks: whoever answers them, and the offices. */
  "help.read": [...OFFICE, "operator"],
  "help.tend": [...OFFICE, "operator"],
  "activity.read": [...OFFICE, "operator"],
  "activity.manage": OFFICE,
  "public-notice.read": OFFICE,
  "public-notice.manage": OFFICE,
  "ticket.read": [...OFFICE, "operator"],
  "ticket.tend": [...OFFICE, "operator"],
  /** A provider answers what is about its work; what is kept from it its scope does not reach. */
  "ticket.answer": ["provider_manager"],
  "field-check.read": [...OFFICE, "auditor"],
  "field-check.draw": DISTRICT,
  "field-check.record": STREET,
  /** A verdict on a drawn line; whoever decided the line is refused. */
  "sample.review": [...DISTRICT, "auditor"],
  "statement.read": ["provider_manager"],
  "provider.inbox": ["provider_manager"],
  "offer.reply": ["provider_manager"],
  "offer.read": [...OFFICE, "operator", "auditor"],
  "offer.manage": OFFICE,
  "proposal.answer": [...OFFICE, "operator"],
  "visit.change": OFFICE,
  "visit.assign": ["provider_manager"],
  "worker.leave": ["provider_manager"],
  "phone.revoke": OFFICE,
  "provider.phones": ["provider_manager"],
  "worker.today": ["care_worker"],
  "worker.record": ["care_worker"],
  /** A screen at an elder's door shows which one it is by its own token. */
  "public.show-door-code": EVERYONE,
  /** A kiosk's agent proves by the signature of each request which kiosk it is. */
  "public.call-as-kiosk": EVERYONE,
  "kiosk.read": [...OFFICE, "operator"],
  "kiosk.manage": OFFICE,
  /** Where people give up at the kiosks, counted without names. */
  "kiosk.use-figures": DISTRICT,
  /** Whoever scanned the code on an elder's screen, by its secret. */
  "public.link-family": EVERYONE,
  /** Digits with which a clerk beside an elder opens the elder's pages at a kiosk. */
  "kiosk.assist": OFFICE,
  /** The way in for members of families: WeChat and back, or six digits. */
  "public.family-sign-in": EVERYONE,
  /** A family's phone; which elder and what of the elder, the link says with each question. */
  "family.use": ["family"],
  "kiosk.use": EVERYONE,
  "kiosk.personal": ["elder"],
  /** The elder's own word and the elder's own family: never by staff beside the elder (代办). */
  "kiosk.own": ["elder"],
  "bed.read": [...OFFICE, "operator", "auditor"],
  "bed.apply": [...OFFICE, "operator"],
  /** Steps, plans and papers; which party's step it is, the bed's own table says. */
  "bed.act": OFFICE,
  "bed.import": DISTRICT,
  "bed-paper.read": [...OFFICE, "auditor"],
  /** Devices of the scope's homes and the stock. */
  "device.read": [...OFFICE, "operator", "auditor"],
  /** Hanging, taking down, exchanging, closing a work order. */
  "device.manage": OFFICE,
  /** New devices, and new secrets of old ones. */
  "device.register": DISTRICT,
  /** Bodies, retrofit subsidies and months: each needs a second person. */
  "bed.money": DISTRICT,
  "job.read": [...OFFICE, "auditor", "finance", "provider_manager"],
} as const satisfies Record<string, readonly ActorRole[]>;

export type Action = keyof typeof RULES;

export const ACTIONS = Object.keys(RULES) as Action[];

/** The roles that may do this. */
export function rolesFor(action: Action): readonly ActorRole[] {
  return RULES[action];
}

/** What an elder alone may say or change; a clerk who acts for the elder may book and look. */
const OWN_WORD: readonly Action[] = ["kiosk.own"];

/** May this actor do this at all? */
export function can(actor: Actor, action: Action): boolean {
  if (actor.kind === "elder" && OWN_WORD.includes(action) && !confirmsForThemselves(actor.means ?? "phone_code"))
    return false;
  return rolesFor(action).includes(roleOf(actor));
}
