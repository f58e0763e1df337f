/** Stored rows as the plain values that allocation and planning take. Keys are business keys, so that two databases plan alike. */
import type { SubtypeNeed } from "#app/domain/matching/basket-parts.ts";
import { subtypeNeedsOf } from "#app/domain/matching/basket-parts.ts";
import type { PersonWishes } from "#app/domain/matching/worker-fit.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import { closedPeriods } from "#app/domain/entitlement/monthly-entitlement.ts";
import { identify, type ElderId, type ProviderId, type WorkerId } from "#app/domain/identifiers.ts";
import type {
  ElderAbsence,
  PlannableElder,
  PlannableProvider,
  PlannableWorker,
} from "#app/domain/scheduling/month-plan/plan-input.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { WeeklyWindow } from "#app/domain/time/time-window.ts";
import { isQualificationCode } from "#app/domain/workforce/qualification.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";
import type { ContractRow, ProviderRow, WorkerPlanFacts } from "#db/repositories/workforce.ts";
import { elderFactsOf, gradeOn } from "../entitlement/elder-facts.ts";

const dateOrNull = (text: string | null): PlainDate | null => (text === null ? null : plainDate(text));

const ABSENCE_REASONS = {
  hospital: "elder_in_hospital",
  institution: "elder_in_institution",
  away: "elder_away",
} as const;

/** Stays with their own reason, then every other day on which the elder is not entitled (death, status or assessment ended). */
function absencesOf(found: ElderWithFacts, month: PlainMonth, policy: PolicyVersion): ElderAbsence[] {
  const stays = found.absences.map((stay) => ({
    reason: ABSENCE_REASONS[stay.kind as keyof typeof ABSENCE_REASONS],
    from: plainDate(stay.fromOn),
    to: dateOrNull(stay.toOn),
  }));
  const closed = closedPeriods(elderFactsOf(found), month, policy).map(({ from, to }) => ({
    reason: "not_entitled" as const,
    from,
    to,
  }));
  return [...stays, ...closed];
}

/** Ids of care workers by name: a roster refuses workers by name, so all of that name are refused. */
export function workersByName(workers: readonly WorkerPlanFacts[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { worker } of workers) names.set(worker.name, [...(names.get(worker.name) ?? []), worker.id]);
  return names;
}

export function personWishes({ elder }: ElderWithFacts, names: ReadonlyMap<string, readonly string[]>): PersonWishes {
  return {
    sexWanted: elder.workerSex === "female" || elder.workerSex === "male" ? elder.workerSex : null,
    refusedWorkerIds: elder.refusedWorkers.flatMap((name) => names.get(name) ?? []).map((id) => identify<WorkerId>(id)),
  };
}

export function subtypeNeeds(found: ElderWithFacts, month: PlainMonth, catalogue: Catalogue): SubtypeNeed[] {
  return subtypeNeedsOf(found.elder.subtypes, gradeOn(found, lastDateOf(month)) ?? 1, catalogue);
}

export type ElderPlanning = {
  readonly month: PlainMonth;
  readonly catalogue: Catalogue;
  readonly providerId: string | null;
  readonly visitsWanted: number;
  readonly policy: PolicyVersion;
  readonly workersByName: ReadonlyMap<string, readonly string[]>;
  /** What the month before leaves behind: template, familiar faces, dates. */
  readonly before: Pick<PlannableElder, "previous" | "familiar" | "visitsBefore">;
};

export function plannableElder(found: ElderWithFacts, given: ElderPlanning): PlannableElder {
  const { elder } = found;
  return {
    id: identify<ElderId>(elder.id),
    key: elder.elderNo,
    providerId: given.providerId === null ? null : identify<ProviderId>(given.providerId),
    home: { latitude: elder.latitude, longitude: elder.longitude },
    windows: elder.windows as WeeklyWindow[],
    subtypes: subtypeNeeds(found, given.month, given.catalogue),
    visitsWanted: given.visitsWanted,
    absences: absencesOf(found, given.month, given.policy),
    ...given.before,
    ...personWishes(found, given.workersByName),
  };
}

export function plannableWorker({ worker, qualifications, leave }: WorkerPlanFacts): PlannableWorker {
  return {
    id: identify<WorkerId>(worker.id),
    key: worker.workerNo,
    providerId: identify<ProviderId>(worker.providerId),
    base: { latitude: worker.latitude, longitude: worker.longitude },
    sex: worker.sex === "male" ? "male" : "female",
    qualifications: qualifications.flatMap((one) =>
      isQualificationCode(one.code)
        ? [{ code: one.code, certificateNo: one.certificateNo, expiresOn: dateOrNull(one.expiresOn) }]
        : [],
    ),
    employedFrom: plainDate(worker.employedFrom),
    employedTo: dateOrNull(worker.employedTo),
    availability: worker.availability as WeeklyWindow[],
    weeklyMinutesMax: worker.weeklyMinutesMax,
    leave: leave.map((period) => ({ from: plainDate(period.fromOn), to: plainDate(period.toOn) })),
  };
}

export function plannableProvider(provider: ProviderRow, contracts: readonly ContractRow[]): PlannableProvider {
  return {
    id: identify<ProviderId>(provider.id),
    key: provider.creditCode,
    closedOn: [],
    contracts: contracts
      .filter((contract) => contract.providerId === provider.id)
      .map((contract) => ({ from: plainDate(contract.fromOn), to: plainDate(contract.toOn) })),
  };
}
