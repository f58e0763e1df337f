/** Who acts. A session stores the person, not the rights: role and scope are read anew with each request. */
import type { ElderId, MemberId, ProviderId, StreetId, UserId, WorkerId } from "../identifiers.ts";
import type { IdentityMeans } from "../kiosk/kiosk-identity.ts";
import type { Scope } from "./scope.ts";
import { NOTHING, WHOLE_DISTRICT } from "./scope.ts";

export const STAFF_ROLES = [
  "street_clerk",
  "street_lead",
  "district_clerk",
  "district_lead",
  "finance",
  "provider_manager",
  "care_worker",
  "operator",
  "auditor",
] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

export type StaffActor = {
  readonly kind: "staff";
  readonly userId: UserId;
  readonly loginName: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly streetId: StreetId | null;
  readonly providerId: ProviderId | null;
  readonly workerId: WorkerId | null;
};

export type Actor =
  | { readonly kind: "anonymous" }
  | StaffActor
  /** Identified at a kiosk. */
  | {
      readonly kind: "elder";
      readonly elderId: ElderId;
      readonly elderNo: string;
      /** How the elder was recognised; it decides what may be confirmed and changed (domain/kiosk/kiosk-identity.ts). */
      readonly means?: IdentityMeans;
      /** Audit name of the clerk beside the elder: what is done is done for the elder (代办). */
      readonly assistedBy?: string;
    }
  /** A member of a family on the own phone; which elders, and what of them, the standing links say with each question. */
  | { readonly kind: "family"; readonly memberId: MemberId };

export type ActorRole = StaffRole | "anonymous" | "elder" | "family";

export function roleOf(actor: Actor): ActorRole {
  return actor.kind === "staff" ? actor.role : actor.kind;
}

/** "user:liu", "elder:E000012", "user:liu for elder:E000012", "family:" and an id, or "anonymous", as the audit log names them. */
export function actorName(actor: Actor): string {
  if (actor.kind === "staff") return `user:${actor.loginName}`;
  if (actor.kind === "anonymous") return "anonymous";
  if (actor.kind === "family") return `family:${actor.memberId}`;
  return actor.assistedBy === undefined ? `elder:${actor.elderNo}` : `${actor.assistedBy} for elder:${actor.elderNo}`;
}

/**
 * The rows an actor may touch. A family member's use cases are given their scope with the link that is checked in the same unit of work
 * (usecases/family/family-context.server.ts); without one there is nothing. An elder's own use cases name the elder;
 * their unit of work reaches the district's providers.
 */
export function scopeOf(actor: Actor): Scope {
  if (actor.kind === "anonymous" || actor.kind === "family") return NOTHING;
  if (actor.kind === "elder") return WHOLE_DISTRICT;
  if (actor.role === "street_clerk" || actor.role === "street_lead")
    return { streets: actor.streetId === null ? [] : [actor.streetId], provider: "all", worker: "all" };
  if (actor.role === "provider_manager")
    return actor.providerId === null ? NOTHING : { streets: "all", provider: actor.providerId, worker: "all" };
  if (actor.role === "care_worker")
    return actor.providerId === null || actor.workerId === null
      ? NOTHING
      : { streets: "all", provider: actor.providerId, worker: actor.workerId };
  return WHOLE_DISTRICT;
}
