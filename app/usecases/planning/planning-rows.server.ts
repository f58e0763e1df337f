/** Stored rows as the plain values that allocation and planning take. Keys are business keys, so that two databases plan alike. */
import type { SubtypeNeed } from "#app/domain/matching/basket-parts.ts";
import { subtypeNeedsOf } from "#app/domain/matching/basket-parts.ts";
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import { identify, type ElderId, type ProviderId, type WorkerId } from "#app/domain/identifiers.ts";
import type {
  ElderAbsence,
  PlannableElder,
  PlannableProvider,
  PlannableWorker,
} from "#app/domain/scheduling/month-plan/plan-input.ts";
import { addDays, plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { WeeklyWindow } from "#app/domain/time/time-window.ts";
import { isQualificationCode } from "#app/domain/workforce/qualification.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";
import type { ContractRow, ProviderRow, WorkerWithFacts } from "#db/repositories/workforce.ts";
import { gradeOn } from "../entitlement/elder-facts.ts";

const dateOrNull = (text: string | null): PlainDate | null => (text === null ? null : plainDate(text));

const ABSENCE_REASONS = {
  hospital: "elder_in_hospital",
  institution: "elder_in_institution",
  away: "elder_away",
} as const;

/** Stays and days on which the elder is not entitled: from death on, and after the newest assessment has run out. */
function absencesOf(found: ElderWithFacts, month: PlainMonth, validMonthsEnd: PlainDate | null): ElderAbsence[] {
  const stays = found.absences.map((stay) => ({
    reason: ABSENCE_REASONS[stay.kind as keyof typeof ABSENCE_REASONS],
    from: plainDate(stay.fromOn),
    to: dateOrNull(stay.toOn),
  }));
  const death =
    found.elder.deathOn === null
      ? []
      : [{ reason: "not_entitled" as const, from: plainDate(found.elder.deathOn), to: null }];
  const expired =
    validMonthsEnd === null || validMonthsEnd >= lastDateOf(month)
      ? []
      : [{ reason: "not_entitled" as const, from: addDays(validMonthsEnd, 1), to: null }];
  return [...stays, ...death, ...expired];
}

export function subtypeNeeds(found: ElderWithFacts, month: PlainMonth, catalogue: Catalogue): SubtypeNeed[] {
  return subtypeNeedsOf(found.elder.subtypes, gradeOn(found, lastDateOf(month)) ?? 1, catalogue);
}

export type ElderPlanning = {
  readonly month: PlainMonth;
  readonly catalogue: Catalogue;
  readonly providerId: string | null;
  readonly visitsWanted: number;
  /** Refused workers are named in the roster; the ids of all workers of that name. */
  readonly workersByName: ReadonlyMap<string, readonly string[]>;
};

export function plannableElder(found: ElderWithFacts, given: ElderPlanning): PlannableElder {
  const { elder } = found;
  const newest = [...found.assessments].sort((left, right) => (left.assessedOn < right.assessedOn ? 1 : -1))[0];
  return {
    id: identify<ElderId>(elder.id),
    key: elder.elderNo,
    providerId: given.providerId === null ? null : identify<ProviderId>(given.providerId),
    home: { latitude: elder.latitude, longitude: elder.longitude },
    windows: elder.windows as WeeklyWindow[],
    subtypes: subtypeNeeds(found, given.month, given.catalogue),
    visitsWanted: given.visitsWanted,
    absences: absencesOf(found, given.month, dateOrNull(newest?.validUntil ?? null)),
    previous: null,
    familiar: [],
    visitsBefore: [],
    sexWanted: elder.workerSex === "female" || elder.workerSex === "male" ? elder.workerSex : null,
    refusedWorkerIds: elder.refusedWorkers
      .flatMap((name) => given.workersByName.get(name) ?? [])
      .map((id) => identify<WorkerId>(id)),
  };
}

export function plannableWorker({ worker, qualifications, leave }: WorkerWithFacts): PlannableWorker {
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

/** The contract of a provider that is in force on the month's first day, else the first that begins in the month. */
export function contractOfMonth(
  contracts: readonly ContractRow[],
  providerId: string,
  month: PlainMonth,
): ContractRow | null {
  const own = contracts.filter(
    (contract) =>
      contract.providerId === providerId && contract.fromOn <= lastDateOf(month) && contract.toOn >= firstDateOf(month),
  );
  return own.sort((left, right) => (left.fromOn < right.fromOn ? -1 : 1))[0] ?? null;
}
