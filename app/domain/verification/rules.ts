/**
 * Table of contents of the rules that question a visit, in the order of the district's rule list (visit rules 5.3).
 * One rule is one file; switching a rule off, warning only or enforcing it is policy, never code.
 */
import type { RuleDefinition } from "./rule-definition.ts";
import { assessmentExpired } from "./checks/assessment-expired.ts";
import { backfilled } from "./checks/backfilled.ts";
import { basketTooSmall } from "./checks/basket-too-small.ts";
import { benefitOverlap } from "./checks/benefit-overlap.ts";
import { callbackDenied } from "./checks/callback-denied.ts";
import { callbackDifferent } from "./checks/callback-different.ts";
import { callbackUnreachable } from "./checks/callback-unreachable.ts";
import { clockSkew } from "./checks/clock-skew.ts";
import { complaintOpen } from "./checks/complaint-open.ts";
import { credentialExpired } from "./checks/credential-expired.ts";
import { deceased } from "./checks/deceased.ts";
import { dissatisfied } from "./checks/dissatisfied.ts";
import { doubleFunded } from "./checks/double-funded.ts";
import { doorCodeWrong } from "./checks/door-code-wrong.ts";
import { duplicateVisit } from "./checks/duplicate-visit.ts";
import { earlyEnd } from "./checks/early-end.ts";
import { earlyStart } from "./checks/early-start.ts";
import { editedAfterSubmit } from "./checks/edited-after-submit.ts";
import { elderOverlap } from "./checks/elder-overlap.ts";
import { eventGap } from "./checks/event-gap.ts";
import { eventSignature } from "./checks/event-signature.ts";
import { extraEvents } from "./checks/extra-events.ts";
import { inInstitution } from "./checks/in-institution.ts";
import { inOutReversed } from "./checks/in-out-reversed.ts";
import { inpatient } from "./checks/inpatient.ts";
import { inpatientEdge } from "./checks/inpatient-edge.ts";
import { lateEnd } from "./checks/late-end.ts";
import { lateStart } from "./checks/late-start.ts";
import { lateUpload } from "./checks/late-upload.ts";
import { locationCluster } from "./checks/location-cluster.ts";
import { locationDatum } from "./checks/location-datum.ts";
import { locationImprecise } from "./checks/location-imprecise.ts";
import { locationMissing } from "./checks/location-missing.ts";
import { locationOutside } from "./checks/location-outside.ts";
import { manualTime } from "./checks/manual-time.ts";
import { minGap } from "./checks/min-gap.ts";
import { noCheckin } from "./checks/no-checkin.ts";
import { noCheckout } from "./checks/no-checkout.ts";
import { noPlan } from "./checks/no-plan.ts";
import { noPersonProof } from "./checks/no-person-proof.ts";
import { noPlaceProof } from "./checks/no-place-proof.ts";
import { notEligible } from "./checks/not-eligible.ts";
import { over24Hours } from "./checks/over-24h.ts";
import { overQuota } from "./checks/over-quota.ts";
import { photoMissing } from "./checks/photo-missing.ts";
import { photoReused } from "./checks/photo-reused.ts";
import { photoTime } from "./checks/photo-time.ts";
import { presumedMissed } from "./checks/presumed-missed.ts";
import { providerNotContracted } from "./checks/provider-not-contracted.ts";
import { proxyConflict } from "./checks/proxy-conflict.ts";
import { roboticTimes } from "./checks/robotic-times.ts";
import { serviceGrade } from "./checks/service-grade.ts";
import { serviceMissing } from "./checks/service-missing.ts";
import { serviceNotInPlan } from "./checks/service-not-in-plan.ts";
import { serviceUnknown } from "./checks/service-unknown.ts";
import { sharedContact } from "./checks/shared-contact.ts";
import { sharedDevice } from "./checks/shared-device.ts";
import { shorterThanPlan } from "./checks/shorter-than-plan.ts";
import { startFarOff } from "./checks/start-far-off.ts";
import { subcontracted } from "./checks/subcontracted.ts";
import { tooLong } from "./checks/too-long.ts";
import { tooShort } from "./checks/too-short.ts";
import { travelImpossible } from "./checks/travel-impossible.ts";
import { travelTight } from "./checks/travel-tight.ts";
import { twoWorkers } from "./checks/two-workers.ts";
import { unknownWorker } from "./checks/unknown-worker.ts";
import { unqualified } from "./checks/unqualified.ts";
import { unscheduled } from "./checks/unscheduled.ts";
import { waitingPeriod } from "./checks/waiting-period.ts";
import { workerLoad } from "./checks/worker-load.ts";
import { workerNotEmployed } from "./checks/worker-not-employed.ts";
import { workerOverlap } from "./checks/worker-overlap.ts";
import { workerReplaced } from "./checks/worker-replaced.ts";
import { wrongDate } from "./checks/wrong-date.ts";

/** Changes whenever a rule is added or means something else, which a test holds; every verdict stores it. */
export const RULE_VERSION = "2026.10";

export const RULES: readonly RuleDefinition[] = [
  noCheckin,
  noCheckout,
  inOutReversed,
  over24Hours,
  unknownWorker,
  serviceMissing,
  serviceUnknown,
  duplicateVisit,
  extraEvents,
  eventGap,
  eventSignature,
  tooShort,
  shorterThanPlan,
  tooLong,
  earlyStart,
  lateStart,
  earlyEnd,
  lateEnd,
  startFarOff,
  wrongDate,
  presumedMissed,
  manualTime,
  backfilled,
  lateUpload,
  clockSkew,
  editedAfterSubmit,
  noPlaceProof,
  noPersonProof,
  locationOutside,
  locationMissing,
  locationImprecise,
  locationDatum,
  doorCodeWrong,
  photoMissing,
  photoTime,
  photoReused,
  proxyConflict,
  workerOverlap,
  elderOverlap,
  travelTight,
  travelImpossible,
  sharedDevice,
  sharedContact,
  workerLoad,
  roboticTimes,
  locationCluster,
  doubleFunded,
  deceased,
  inpatient,
  inpatientEdge,
  inInstitution,
  notEligible,
  assessmentExpired,
  noPlan,
  unscheduled,
  overQuota,
  minGap,
  basketTooSmall,
  serviceNotInPlan,
  serviceGrade,
  benefitOverlap,
  unqualified,
  credentialExpired,
  workerNotEmployed,
  twoWorkers,
  workerReplaced,
  providerNotContracted,
  subcontracted,
  callbackDenied,
  callbackDifferent,
  callbackUnreachable,
  dissatisfied,
  complaintOpen,
  waitingPeriod,
];

const RULE_BY_CODE: ReadonlyMap<string, RuleDefinition> = new Map(RULES.map((rule) => [rule.code, rule]));

/** The rule of a code, or null when no visit rule has it (rules of the claim live elsewhere). */
export function ruleOf(code: string): RuleDefinition | null {
  return RULE_BY_CODE.get(code) ?? null;
}
