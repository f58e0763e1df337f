/**
 * Proofs of a visit (visit rules 1.4, 3.3): a place proof and a person proof, two different classes. The class is
 * decided here and never declared by the phone: a check-in proves the place only inside the fence, and a tap on the
 * care worker's own phone proves nobody.
 */
import { ruleModeOn, type PolicyVersion } from "../policy/policy-version.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { ClockStrength } from "../visits/fold-events.ts";
import { VISIT_PIN_TRIES } from "../visits/visit-pin.ts";
import type { ClockEvent, ConfirmedOn, EventOf, ConfirmationKind, VisitEvidence } from "../visits/visit-events.ts";
import type { ElderOnDate, VerificationContext } from "./context.ts";
import { judgeDoorCode } from "./door-codes.ts";
import type { Fence, FenceResult } from "./location.ts";
import { judgeFence } from "./location.ts";

export type ProofClass = "place" | "person";

export type Proof = {
  readonly class: ProofClass;
  readonly kind: string;
  readonly eventId: string;
  /** A door sensor or a bed never stands alone. */
  readonly weak: boolean;
};

export type ProofStrength = "strong" | "medium" | "weak";

/** Devices on which a confirmation can only come from the elder's side or from the hotline. */
const ELDER_SIDE: readonly ConfirmedOn[] = ["elder_device", "family_device", "kiosk", "hotline"];

/** The fence of a policy version, metres. */
export function fenceOf(policy: Pick<PolicyVersion, "parameters">): Fence {
  const { fence_radius_m, fence_accuracy_cap_m } = policy.parameters;
  return { radiusM: fence_radius_m, accuracyCapM: fence_accuracy_cap_m };
}

/** Distance of one check-in or check-out to the nearest address; null without a usable position. */
export function judgeEnd(
  event: ClockEvent | null,
  { elder, visitOn, policy }: Pick<VerificationContext, "elder" | "visitOn" | "policy">,
): FenceResult | null {
  const fix = event?.body.position.fix ?? null;
  return fix === null ? null : judgeFence(fix, elder.addresses, visitOn, fenceOf(policy));
}

/**
 * How much a clock event proves when the addresses are known: 2 inside the fence, 1 a position with a datum, 0 a time
 * only.
 */
export function strengthByFence(
  elder: Pick<ElderOnDate, "addresses">,
  on: PlainDate,
  policy: Pick<PolicyVersion, "parameters">,
): ClockStrength {
  return (event) => {
    const fix = event.body.position.fix;
    if (!fix?.datum) return 0;
    return judgeFence(fix, elder.addresses, on, fenceOf(policy))?.inside === true ? 2 : 1;
  };
}

/**
 * Place proofs that do not come from a position: a code or tag of this home, or a device in it that the elder agreed
 * to.
 */
export function placeProofsBesidePosition({
  evidence,
  scannedCodes,
}: Pick<VerificationContext, "evidence" | "scannedCodes">): Proof[] {
  const codes = evidence.doorCodes
    .filter((event) => judgeDoorCode(event, scannedCodes) === "right")
    .map((event) => proof("place", event.body.kind, event.eventId, false));
  const devices = evidence.devicePresence
    .filter((event) => event.body.consented)
    .map((event) => proof("place", event.body.kind, event.eventId, true));
  return [...codes, ...devices];
}

/** All place proofs: check-in or check-out inside the fence, codes, devices. */
export function placeProofs(context: VerificationContext): Proof[] {
  const ends = [context.evidence.checkIn, context.evidence.checkOut]
    .filter((event) => event !== null)
    .filter((event) => judgeEnd(event, context)?.inside === true)
    .map((event) => proof("place", event.body.kind, event.eventId, false));
  return [...ends, ...placeProofsBesidePosition(context)];
}

/**
 * Digits prove the elder when they are right and fewer wrong ones than the limit were typed at this visit, before or after: a question
 * about the set, so that it does not matter which of them reached the server first.
 */
function isGuessing(confirmations: readonly EventOf<ConfirmationKind>[]): boolean {
  const wrong = confirmations.filter(({ body }) => body.kind === "pin_confirm" && body.outcome === "wrong");
  return wrong.length >= VISIT_PIN_TRIES;
}

function confirms({ body }: EventOf<ConfirmationKind>, guessing: boolean): boolean {
  switch (body.kind) {
    case "pin_confirm":
      return body.outcome === "right" && !guessing;
    case "kiosk_confirm":
      return true;
    case "elder_confirm":
    case "signature":
    case "phone_confirm":
    case "family_confirm":
    case "elder_rating":
      return ELDER_SIDE.includes(body.confirmedOn);
  }
}

type Confirmed = { readonly evidence: Pick<VisitEvidence, "confirmations" | "callbacks"> };

/** Person proofs of which none was given by a person who is connected with the provider. */
export function personProofsBesideProxies({
  evidence,
  proxies,
}: Confirmed & Pick<VerificationContext, "proxies">): Proof[] {
  const voided = new Set(proxies.map(({ eventId }) => eventId));
  return personProofs({ evidence }).filter(({ eventId }) => !voided.has(eventId));
}

/** Person proofs that count: where the district has switched the rule about proxies off or to warnings, theirs count too. */
export function countedPersonProofs(context: VerificationContext): Proof[] {
  const isEnforced = ruleModeOn(context.policy, "R-PROXY-CONFLICT", context.visitOn) === "enforce";
  return isEnforced ? personProofsBesideProxies(context) : personProofs(context);
}

/** Person proofs: PIN, kiosk, the elder's or family's own device, a rating by the elder, a call-back that says yes. */
export function personProofs({ evidence }: Confirmed): Proof[] {
  const guessing = isGuessing(evidence.confirmations);
  const confirmations = evidence.confirmations
    .filter((event) => confirms(event, guessing))
    .map((event) => proof("person", event.body.kind, event.eventId, false));
  const callbacks = evidence.callbacks
    .filter((event) => event.body.served === true)
    .map((event) => proof("person", event.body.kind, event.eventId, false));
  return [...confirmations, ...callbacks];
}

/** strong = a place proof and a person proof; medium = one of the two; weak = times only. A device in the home raises none of them. */
export function proofStrength(place: readonly Proof[], person: readonly Proof[]): ProofStrength {
  const stands = (proofs: readonly Proof[]) => proofs.some(({ weak }) => !weak);
  const classes = Number(stands(place)) + Number(stands(person));
  return classes === 2 ? "strong" : classes === 1 ? "medium" : "weak";
}

/** Whether a class is still missing: fewer classes than `proofs_required` are there, and this one is not among them. */
export function lacksProofOf(wanted: ProofClass, context: VerificationContext): boolean {
  const classes = { place: placeProofs(context).length > 0, person: countedPersonProofs(context).length > 0 };
  const found = Number(classes.place) + Number(classes.person);
  return !classes[wanted] && found < context.policy.parameters.proofs_required;
}

function proof(proofClass: ProofClass, kind: string, eventId: string, weak: boolean): Proof {
  return { class: proofClass, kind, eventId, weak };
}
