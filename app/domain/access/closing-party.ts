/** For which party a person closes findings of visits (visit rules 5.2); auditors, finance and care workers close none. */
import type { ClosingParty } from "../verification/rule-definition.ts";
import type { Actor, ActorRole } from "./actor.ts";
import { roleOf } from "./actor.ts";

const PARTY_OF: Readonly<Partial<Record<ActorRole, Exclude<ClosingParty, "fact">>>> = {
  provider_manager: "provider",
  operator: "operator",
  street_clerk: "street",
  street_lead: "street",
  district_clerk: "district",
  district_lead: "district",
};

/** Null for whoever may close no finding. */
export function closingPartyOf(actor: Actor): Exclude<ClosingParty, "fact"> | null {
  return PARTY_OF[roleOf(actor)] ?? null;
}
