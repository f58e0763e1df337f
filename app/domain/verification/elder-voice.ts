/**
 * What the elder's side has said of a visit that was served, and so what a kiosk or a family's phone still asks: how it was, and whether it
 * took place at all. Each of the two is asked for its own word; what one has said takes nothing from the other.
 */
import type { VisitEvidence } from "../visits/visit-events.ts";
import { personProofs } from "./evidence.ts";

export type StillAsked = {
  /** How it was. */
  readonly rating: boolean;
  /** Whether somebody came: nobody on the elder's side has confirmed it. */
  readonly presence: boolean;
};

/** kiosk: the elder. family: a member of the family on the own phone. */
export type AskedSide = "kiosk" | "family";

const FAMILY_DEVICE = "family_device";

/** Who said that nobody came is asked neither; who was not sure is not asked the same again. */
export function stillAsked(
  evidence: Pick<VisitEvidence, "confirmations" | "callbacks">,
  side: AskedSide = "kiosk",
): StillAsked {
  const { confirmations, callbacks } = evidence;
  const isDenied = callbacks.some(({ body }) => body.served === false);
  const isAnswered = callbacks.some(({ body }) => body.askedAt === side);
  const isRated = confirmations.some(
    ({ body }) => body.kind === "elder_rating" && (body.confirmedOn === FAMILY_DEVICE) === (side === "family"),
  );
  return {
    rating: !isDenied && !isRated,
    presence: !isDenied && !isAnswered && personProofs({ evidence }).length === 0,
  };
}
