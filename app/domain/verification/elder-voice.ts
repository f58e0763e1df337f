/** What the elder has said of a visit that was served, and so what a kiosk still asks: how it was, and whether it took place at all. */
import type { VisitEvidence } from "../visits/visit-events.ts";
import { personProofs } from "./evidence.ts";

export type StillAsked = {
  /** How it was. */
  readonly rating: boolean;
  /** Whether somebody came: nobody on the elder's side has confirmed it. */
  readonly presence: boolean;
};

/** Who said that nobody came is asked neither; who was not sure is not asked the same again. */
export function stillAsked(evidence: Pick<VisitEvidence, "confirmations" | "callbacks">): StillAsked {
  const { confirmations, callbacks } = evidence;
  const isDenied = callbacks.some(({ body }) => body.served === false);
  const isAnswered = callbacks.some(({ body }) => body.askedAt === "kiosk");
  return {
    rating: !isDenied && !confirmations.some(({ body }) => body.kind === "elder_rating"),
    presence: !isDenied && !isAnswered && personProofs({ evidence }).length === 0,
  };
}
