/**
 * Who takes a step. Offices take their own; what an organisation does (assessors, survey, works, acceptance, provider) and what an elder
 * says is written down by the office for them and recorded as such.
 */
import type { ActorRole } from "../access/actor.ts";
import { Refusal } from "../refusal.ts";
import { BED_STEP_RULES, type BedParty, type BedStepKind } from "./lifecycle.ts";

const STREET_ROLES: readonly ActorRole[] = ["street_clerk", "street_lead"];
const DISTRICT_ROLES: readonly ActorRole[] = ["district_clerk", "district_lead"];

/** The party that a role is itself; null where it only writes for others. */
export function partyOfRole(role: ActorRole): BedParty | null {
  if (STREET_ROLES.includes(role)) return "street";
  if (DISTRICT_ROLES.includes(role)) return "district";
  if (role === "elder") return "elder";
  return role === "provider_manager" ? "provider" : null;
}

/** The parties that a role may write for: itself, and offices for everybody but each other. */
function mayWriteFor(role: ActorRole, party: BedParty): boolean {
  if (partyOfRole(role) === party) return true;
  if (party === "street" || party === "district") return false;
  const isOffice = STREET_ROLES.includes(role) || DISTRICT_ROLES.includes(role);
  return isOffice || (role === "operator" && party === "elder");
}

export type Acting = { readonly party: BedParty; readonly onBehalf: boolean };

/**
 * As whose step a role takes it: its own where it is one of the parties, else the first that it may write for.
 * Refuses "bed-party-wrong" with the fact `party` for a step that is not the role's.
 */
export function actingFor(role: ActorRole, kind: BedStepKind): Acting {
  const { parties } = BED_STEP_RULES[kind];
  const own = partyOfRole(role);
  if (own !== null && parties.includes(own)) return { party: own, onBehalf: false };
  const party = parties.find((one) => mayWriteFor(role, one));
  if (party === undefined) throw new Refusal("bed-party-wrong", { party: parties[0] ?? "" });
  return { party, onBehalf: true };
}

/** May this role take the step at all? */
export function mayTake(role: ActorRole, kind: BedStepKind): boolean {
  const { parties } = BED_STEP_RULES[kind];
  return parties.some((party) => mayWriteFor(role, party));
}
