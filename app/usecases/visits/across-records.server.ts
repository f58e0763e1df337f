/**
 * What the rules across records may know (visit rules C, D, F): the months of the workers who came, shared phones and numbers, late changes, who
 * stands behind a confirmation, what other funds paid for, what auditors found.
 */
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { instant, instantAt } from "#app/domain/time/instant.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { ServiceCharge } from "#app/domain/elders/service-charge.ts";
import type { PhoneSharer, ProxyConflict } from "#app/domain/verification/context.ts";
import type { RecordedVisit } from "#app/domain/verification/worker-month.ts";
import { eventsOf, type ClockEvent, type PositionFix } from "#app/domain/visits/visit-events.ts";
import {
  listEditsAfterSubmission,
  listEndsOfWorkers,
  listPhoneSharers,
  mapHomesOfNumber,
} from "#db/repositories/across-records.ts";
import { listProxyConflicts, listSubcontracted } from "#db/repositories/people-behind-proofs.ts";
import { listCharges } from "#db/repositories/stop-facts.ts";
import type { Unit } from "#db/transaction.ts";
import { groupBy } from "./group-by.ts";
import { visitEventOf } from "./stored-events.ts";

export type AcrossRecords = {
  /** By worker. */
  readonly workerMonths: ReadonlyMap<string, readonly RecordedVisit[]>;
  /** By visit. */
  readonly phoneSharers: ReadonlyMap<string, readonly PhoneSharer[]>;
  /** By elder. */
  readonly homesOfNumber: ReadonlyMap<string, number>;
  /** Fields, by visit. */
  readonly edits: ReadonlyMap<string, readonly string[]>;
  /** By visit. */
  readonly proxies: ReadonlyMap<string, readonly ProxyConflict[]>;
  /** By elder. */
  readonly charges: ReadonlyMap<string, readonly ServiceCharge[]>;
  /** Visits. */
  readonly subcontracted: ReadonlySet<string>;
};

/** A position that was blurred says nothing about a cluster any more. */
function exactFix({ body }: ClockEvent): PositionFix | null {
  const { fix } = body.position;
  return fix?.blurred === undefined ? fix : null;
}

type EndRow = Awaited<ReturnType<typeof listEndsOfWorkers>>[number];

/** The first check-in and the last check-out that a phone recorded; null for a visit without a check-in. */
function recordedVisit(rows: readonly EndRow[]): RecordedVisit | null {
  const [first] = rows;
  const events = rows.map(({ event }) => visitEventOf(event)).sort((left, right) => left.deviceAt - right.deviceAt);
  const [checkIn] = eventsOf(events, "check_in");
  if (!first || !checkIn) return null;
  return {
    visitNo: first.visitNo,
    workerId: first.workerId,
    startAt: checkIn.deviceAt,
    endAt: eventsOf(events, "check_out").at(-1)?.deviceAt ?? null,
    fix: exactFix(checkIn),
    home: { latitude: first.latitude, longitude: first.longitude },
  };
}

async function loadWorkerMonths(unit: Unit, workerIds: readonly string[], month: PlainMonth) {
  const span = { from: instantAt(firstDateOf(month), 0), to: instantAt(firstDateOf(addMonths(month, 1)), 0) };
  const rows = await listEndsOfWorkers(unit, workerIds, span);
  const visits = groupBy(rows, (row) => `${row.workerId}|${row.visitId}`);
  const recorded = [...visits.values()].flatMap((ofVisit) => recordedVisit(ofVisit) ?? []);
  return groupBy(recorded, (one) => one.workerId);
}

async function loadCharges(unit: Unit, elderIds: readonly string[]) {
  const charges = (await listCharges(unit, elderIds)).map(({ elderId, fund, startAt, endAt }) => {
    return { elderId, charge: { fund, startAt: instant(startAt), endAt: instant(endAt) } };
  });
  const ofElder = groupBy(charges, (row) => row.elderId);
  return new Map([...ofElder].map(([elderId, rows]) => [elderId, rows.map(({ charge }) => charge)]));
}

type Judged = {
  readonly month: PlainMonth;
  readonly policy: PolicyVersion;
  readonly visitIds: readonly string[];
  readonly elderIds: readonly string[];
  readonly workerIds: readonly string[];
};

/** @param judged the visits that are to be judged, their elders, and the workers who came to them */
export async function loadAcrossRecords(unit: Unit, judged: Judged): Promise<AcrossRecords> {
  const { month, policy, visitIds, elderIds, workerIds } = judged;
  const sharers = await listPhoneSharers(unit, visitIds, policy.parameters.shared_device_days);
  const edits = groupBy(await listEditsAfterSubmission(unit, visitIds), (row) => row.visitId);
  return {
    workerMonths: await loadWorkerMonths(unit, workerIds, month),
    phoneSharers: groupBy(sharers, (row) => row.visitId),
    homesOfNumber: await mapHomesOfNumber(unit, elderIds),
    edits: new Map([...edits].map(([visitId, rows]) => [visitId, rows.map(({ field }) => field)])),
    proxies: groupBy(await listProxyConflicts(unit, visitIds), (row) => row.visitId),
    charges: await loadCharges(unit, elderIds),
    subcontracted: new Set(await listSubcontracted(unit, visitIds)),
  };
}
