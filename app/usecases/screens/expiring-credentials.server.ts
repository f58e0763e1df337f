/** Certificates of the provider's care workers that end soon or are over, and how many visits are assigned for after their end. */
import { localDateOf, instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { daysUntilExpiry, expiryLevel } from "#app/domain/workforce/credential-expiry.ts";
import type { WorkerWithFacts } from "#db/repositories/workforce.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { ProviderVisitRow } from "./provider-visit-rows.ts";

export type ExpiringCredential = {
  readonly workerNo: string;
  readonly name: string;
  readonly code: string;
  readonly expiresOn: string;
  readonly daysLeft: number;
  /** Visits ahead that this worker is to make after the last valid day. */
  readonly visitsAfter: number;
};

/**
 * What ends first comes first.
 * @param ahead visits that are accepted and not over
 */
export function expiringCredentials(
  workers: readonly WorkerWithFacts[],
  ahead: readonly ProviderVisitRow[],
  now: Instant,
): ExpiringCredential[] {
  const today = localDateOf(now);
  const employed = workers.filter(({ worker }) => worker.employedTo === null || worker.employedTo >= today);
  const found = employed.flatMap(({ worker, qualifications }) =>
    qualifications.flatMap(({ code, expiresOn }): ExpiringCredential[] => {
      const daysLeft = daysUntilExpiry(today, expiresOn === null ? null : plainDate(expiresOn));
      if (expiresOn === null || daysLeft === null || expiryLevel(daysLeft) === "far") return [];
      const after = ahead.filter(
        (row) =>
          localDateOf(instant(row.visit.plannedStart)) > expiresOn &&
          row.workers.some((one) => one.workerNo === worker.workerNo),
      );
      return [{ workerNo: worker.workerNo, name: worker.name, code, expiresOn, daysLeft, visitsAfter: after.length }];
    }),
  );
  return found.sort(
    (left, right) =>
      left.daysLeft - right.daysLeft || (left.workerNo < right.workerNo ? -1 : left.workerNo > right.workerNo ? 1 : 0),
  );
}
