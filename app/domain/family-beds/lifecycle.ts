/**
 * The life of a family bed (家庭养老床位) as data: states, steps, who acts, which papers a step needs. States and gates follow the district's
 * reference for family beds; waiting and publicity are states of their own, because somebody owes the next step there too. The database
 * holds the same list of steps and stores no other.
 */
import { Refusal } from "../refusal.ts";
import type { BedDocumentKind } from "./documents.ts";
import { PAPERS_OF_APPLICATION, PHOTOS_OF_SURVEY } from "./documents.ts";

export const BED_STATES = [
  "applied",
  "returned",
  "street_reviewed",
  "assessed",
  "waiting",
  "district_approved",
  "in_publicity",
  "publicised",
  "surveyed",
  "planned",
  "contracted",
  "building",
  "in_acceptance",
  "accepted",
  "active",
  "suspended",
  "exit_pending",
  "exited",
  "closed",
  "rejected",
  "withdrawn",
] as const;
export type BedState = (typeof BED_STATES)[number];

/** Whose step it is. */
export const BED_PARTIES = [
  "elder",
  "community",
  "street",
  "district",
  "assessor",
  "survey",
  "works",
  "acceptance",
  "provider",
] as const;
export type BedParty = (typeof BED_PARTIES)[number];

export const BED_STEPS = [
  "apply",
  "return_papers",
  "resubmit",
  "pass_street",
  "reject",
  "assess",
  "queue",
  "approve",
  "publish",
  "clear_publicity",
  "survey",
  "plan",
  "revise_plan",
  "contract",
  "start_works",
  "report_works",
  "rework",
  "accept",
  "start_service",
  "change",
  "suspend",
  "resume",
  "propose_exit",
  "exit",
  "close",
  "withdraw",
] as const;
export type BedStepKind = (typeof BED_STEPS)[number];

export type BedStep = {
  /** "none" before there is a bed. */
  readonly from: readonly (BedState | "none")[];
  /** "same" leaves the state as it is. */
  readonly to: BedState | "same";
  /** Whose step it is; the first is who does it usually. */
  readonly parties: readonly BedParty[];
  /** Papers that must lie in the file. */
  readonly documents: readonly BedDocumentKind[];
  /** After these steps the papers are asked for anew: what was signed before them says nothing of what came after. */
  readonly papersAfter?: readonly BedStepKind[];
  /** A reason in words must be given. */
  readonly needsNote?: true;
};

const BEFORE_ACCEPTANCE = [
  ...(["applied", "returned", "street_reviewed", "assessed", "waiting", "district_approved"] as const),
  ...(["in_publicity", "publicised", "surveyed", "planned", "contracted", "building", "in_acceptance"] as const),
] as const;

/** All that can happen to a bed. */
export const BED_STEP_RULES: Readonly<Record<BedStepKind, BedStep>> = {
  apply: { from: ["none"], to: "applied", parties: ["elder", "community", "street"], documents: [] },
  return_papers: { from: ["applied"], to: "returned", parties: ["street"], documents: [], needsNote: true },
  resubmit: { from: ["returned"], to: "applied", parties: ["elder", "community", "street"], documents: [] },
  pass_street: {
    from: ["applied"],
    to: "street_reviewed",
    parties: ["street"],
    documents: PAPERS_OF_APPLICATION,
    needsNote: true,
  },
  reject: {
    from: ["applied", "street_reviewed", "assessed", "waiting", "district_approved", "in_publicity"],
    to: "rejected",
    parties: ["district", "street"],
    documents: [],
    needsNote: true,
  },
  assess: { from: ["street_reviewed"], to: "assessed", parties: ["assessor"], documents: ["assessment_form"] },
  queue: { from: ["assessed"], to: "waiting", parties: ["district"], documents: [] },
  approve: {
    from: ["assessed", "waiting"],
    to: "district_approved",
    parties: ["district"],
    documents: [],
    needsNote: true,
  },
  publish: { from: ["district_approved"], to: "in_publicity", parties: ["street"], documents: ["publicity_notice"] },
  clear_publicity: { from: ["in_publicity"], to: "publicised", parties: ["street"], documents: [], needsNote: true },
  survey: {
    from: ["publicised"],
    to: "surveyed",
    parties: ["survey"],
    documents: [...PHOTOS_OF_SURVEY, "floor_sketch"],
  },
  plan: { from: ["surveyed"], to: "planned", parties: ["survey"], documents: ["plan_signature"] },
  revise_plan: {
    from: ["planned", "building"],
    to: "same",
    parties: ["survey"],
    documents: ["plan_signature"],
    papersAfter: ["plan", "revise_plan"],
    needsNote: true,
  },
  contract: { from: ["planned"], to: "contracted", parties: ["street"], documents: ["agreement"] },
  start_works: { from: ["contracted"], to: "building", parties: ["works"], documents: [] },
  report_works: { from: ["building"], to: "in_acceptance", parties: ["works"], documents: ["purchase_list"] },
  rework: {
    from: ["in_acceptance"],
    to: "building",
    parties: ["acceptance"],
    documents: [],
    needsNote: true,
  },
  accept: {
    from: ["in_acceptance"],
    to: "accepted",
    parties: ["acceptance"],
    documents: ["acceptance_protocol", "family_signature"],
    papersAfter: ["rework"],
  },
  start_service: { from: ["accepted"], to: "active", parties: ["provider"], documents: [] },
  change: { from: ["active"], to: "same", parties: ["street", "provider"], documents: [], needsNote: true },
  suspend: { from: ["active"], to: "suspended", parties: ["street"], documents: [] },
  resume: { from: ["suspended"], to: "active", parties: ["street"], documents: [] },
  propose_exit: { from: ["accepted", "active", "suspended"], to: "exit_pending", parties: ["street"], documents: [] },
  exit: { from: ["exit_pending"], to: "exited", parties: ["district"], documents: ["device_list"], needsNote: true },
  close: { from: ["exited"], to: "closed", parties: ["district"], documents: ["device_return"] },
  withdraw: {
    from: BEFORE_ACCEPTANCE,
    to: "withdrawn",
    parties: ["elder", "community", "street"],
    documents: [],
    needsNote: true,
  },
};

/** Every step as the database lists it: from, kind, to. */
export const BED_TRANSITIONS: readonly (readonly [from: string, kind: BedStepKind, to: BedState])[] = BED_STEPS.flatMap(
  (kind) =>
    BED_STEP_RULES[kind].from.map((from) => {
      const { to } = BED_STEP_RULES[kind];
      return [from, kind, to === "same" ? (from as BedState) : to] as const;
    }),
);

/** The state after a step. Refuses `bed-cannot-<step>` (such as "bed-cannot-accept") with the fact `state` from a state that has no such step. */
export function bedStateAfter(state: BedState | "none", kind: BedStepKind): BedState {
  const found = BED_TRANSITIONS.find(([from, step]) => from === state && step === kind);
  if (!found) throw new Refusal(`bed-cannot-${kind}`, { state });
  return found[2];
}

/** What can be done in a state, in the order of the list. */
export function stepsFrom(state: BedState): BedStepKind[] {
  return BED_STEPS.filter((kind) => BED_STEP_RULES[kind].from.includes(state));
}

/** States in which a bed counts toward the target: from acceptance, never earlier (rule G-COUNT). What ended later was built all the same. */
export const COUNTED_STATES: readonly BedState[] = [
  ...(["accepted", "active", "suspended", "exit_pending", "exited", "closed"] as const),
];

/** States in which a plan of the works may be made or made anew: after the survey and until the works are reported done. */
const PLANNABLE_STATES: readonly string[] = ["surveyed", "planned", "building"] satisfies BedState[];

/** Asks whether the works of a bed in this state may be planned. */
export const mayPlanWorks = (state: string): boolean => PLANNABLE_STATES.includes(state);

/** A bed in these states is over; the elder may apply again. */
export const ENDED_STATES: readonly BedState[] = ["rejected", "withdrawn", "exited", "closed"];

/** Whether a word is a state of a bed. */
export function isBedState(text: string): text is BedState {
  return (BED_STATES as readonly string[]).includes(text);
}

/** Whether a word is a step. */
export function isBedStep(text: string): text is BedStepKind {
  return (BED_STEPS as readonly string[]).includes(text);
}
