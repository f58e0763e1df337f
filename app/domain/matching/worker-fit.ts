/** Who may serve whom: qualifications, the elder's wishes about persons, and how many must come. */
import type { WorkerId } from "../identifiers.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { Qualification, QualificationCode } from "../workforce/qualification.ts";
import { holdsQualification } from "../workforce/qualification.ts";

export type FitWorker = {
  readonly id: WorkerId;
  readonly sex: "female" | "male";
  readonly qualifications: readonly Qualification[];
};

export type PersonWishes = {
  readonly sexWanted: "female" | "male" | null;
  readonly refusedWorkerIds: readonly WorkerId[];
};

export type BasketNeed = {
  /** Every group must be held; inside a group any one code is enough. */
  readonly qualificationGroups: readonly (readonly QualificationCode[])[];
  readonly workersNeeded: 1 | 2;
};

/** Why the elder does not take this person, or null. */
export function wishAgainst(elder: PersonWishes, worker: FitWorker): "refused_by_elder" | "sex_not_wanted" | null {
  if (elder.refusedWorkerIds.includes(worker.id)) return "refused_by_elder";
  return elder.sexWanted !== null && elder.sexWanted !== worker.sex ? "sex_not_wanted" : null;
}

/**
 * Do these workers together hold a basket on a date? One worker holds all groups. Of two workers on one visit each group is held by
 * at least one, and both hold at least Q0 (decision on qualifications). Certificates count on their last day and not after it.
 */
export function holdsBasket(workers: readonly FitWorker[], need: BasketNeed, on: PlainDate): boolean {
  if (workers.length !== need.workersNeeded) return false;
  if (!workers.every((worker) => holdsQualification(worker.qualifications, "Q0", on))) return false;
  return need.qualificationGroups.every((group) => workers.some((worker) => holdsGroup(worker, group, on)));
}

/** One worker holds one group of any-of codes on a date. */
export function holdsGroup(worker: FitWorker, group: readonly QualificationCode[], on: PlainDate): boolean {
  return group.length === 0 || group.some((code) => holdsQualification(worker.qualifications, code, on));
}

/** Can these workers, one or two of them, hold the basket on a date? */
export function someTeamHolds(workers: readonly FitWorker[], need: BasketNeed, on: PlainDate): boolean {
  if (need.workersNeeded === 1) return workers.some((worker) => holdsBasket([worker], need, on));
  return workers.some((first, index) =>
    workers.slice(index + 1).some((second) => holdsBasket([first, second], need, on)),
  );
}
