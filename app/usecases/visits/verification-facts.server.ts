/** Loads visits with everything the rules may know about them, in a few wide reads: those of some elders, or some visits, and the ones beside them. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import { instant, instantAt, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { chainBreak, type ChainBreak } from "#app/domain/visits/device-chain.ts";
import type { VisitPhoto } from "#app/domain/verification/visit-photos.ts";
import { capturedAt, eventsOf, type VisitEvent } from "#app/domain/visits/visit-events.ts";
import { listCarePlans, type CarePlanRow } from "#db/repositories/care-plans.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { listFindingsOfVisits, type FindingRow } from "#db/repositories/findings.ts";
import { listOpenComplaints } from "#db/repositories/follow-ups.ts";
import { countUntrustedEvents, listUnchainedEvents } from "#db/repositories/received-events.ts";
import { listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { mapTeamsAtStart } from "#db/repositories/teams-at-start.ts";
import { listSaidOfVisits, listWorkersOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import {
  listVisitsBeside,
  listVisitsMadeAway,
  listVisitsNear,
  listVisitsOfElders,
  listVisitsOfEldersIn,
  listVisitsPlannedNear,
  type AtWork,
} from "#db/repositories/visits-beside.ts";
import {
  listContractsOfProviders,
  listWorkersWithFacts,
  type ContractRow,
  type WorkerWithFacts,
} from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { visitPhotosOf } from "../photos/visit-photos.server.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { mapCodesRead, type CodesByHash } from "./scanned-codes.server.ts";
import { loadAcrossRecords, type AcrossRecords } from "./across-records.server.ts";
import { groupBy } from "./group-by.ts";
import { visitEventOf } from "./stored-events.ts";

export { groupBy };

export type VerificationFacts = {
  /** In force on the first day of the month: its quota and its due dates. */
  readonly policy: PolicyVersion;
  /** A visit is judged by the one in force on its start. */
  readonly policies: readonly PolicyVersion[];
  readonly catalogue: Catalogue;
  readonly visits: readonly VisitRow[];
  readonly elders: ReadonlyMap<string, ElderWithFacts>;
  /** Plans on file by elder. */
  readonly plans: ReadonlyMap<string, readonly CarePlanRow[]>;
  readonly workers: ReadonlyMap<string, WorkerWithFacts>;
  readonly contracts: ReadonlyMap<string, readonly ContractRow[]>;
  readonly events: ReadonlyMap<string, readonly VisitEvent[]>;
  /** Codes that were read at these visits, by hash, whoever they were issued for. */
  readonly doorCodes: CodesByHash;
  readonly photos: ReadonlyMap<string, readonly VisitPhoto[]>;
  /** By visit. */
  readonly chainBreaks: ReadonlyMap<string, readonly ChainBreak[]>;
  readonly untrusted: ReadonlyMap<string, number>;
  readonly findings: ReadonlyMap<string, readonly FindingRow[]>;
  /** Tickets by visit. */
  readonly openComplaints: ReadonlyMap<string, readonly string[]>;
  /** Of visits whose team was changed after their start: who was to go until then. */
  readonly teamAtStart: ReadonlyMap<string, readonly string[]>;
  /** Workers planned for each visit. */
  readonly assigned: ReadonlyMap<string, readonly string[]>;
  readonly visitsOfElder: ReadonlyMap<string, readonly VisitRow[]>;
  /** Visits by "worker|date" of every worker who was planned or came: of the date of the plan, and of that on which it was made. */
  readonly visitsOfWorkerDay: ReadonlyMap<string, readonly VisitRow[]>;
  readonly across: AcrossRecords;
};

/** Those whose phones recorded the visit; planned ones when no phone did. */
export function workersWhoCame(facts: Pick<VerificationFacts, "events" | "assigned">, visitId: string): string[] {
  const recorded = (facts.events.get(visitId) ?? [])
    .filter((event) => event.body.kind === "check_in" || event.body.kind === "check_out")
    .flatMap((event) => (event.workerId === null ? [] : [event.workerId as string]));
  const came = [...new Set(recorded)].sort();
  return came.length > 0 ? came : [...(facts.assigned.get(visitId) ?? [])];
}

/** Farther from its plan than this, a visit has other neighbours than those of its plan. */
const AWAY_MS = 24 * 60 * 60_000;

/** When and by whom a visit was begun and ended, as far as that is away from its plan. */
function madeAway(events: VerificationFacts["events"], visit: VisitRow): AtWork[] {
  const plannedAt = visit.plannedStart.getTime();
  return eventsOf(events.get(visit.id) ?? [], "check_in", "check_out").flatMap((event) => {
    const at: Instant = capturedAt(event);
    return event.workerId === null || Math.abs(at - plannedAt) <= AWAY_MS ? [] : [{ workerId: event.workerId, at }];
  });
}

async function eventsOfVisits(unit: Unit, ids: readonly string[]): Promise<Map<string, VisitEvent[]>> {
  return groupBy((await listSaidOfVisits(unit, ids)).map(visitEventOf), (event) => event.visitId);
}

function visitsOfWorkerDays(
  visits: readonly VisitRow[],
  came: Pick<VerificationFacts, "events" | "assigned">,
): Map<string, VisitRow[]> {
  const days = new Map<string, VisitRow[]>();
  for (const visit of visits) {
    const made = madeAway(came.events, visit).map(({ at }) => localDateOf(at));
    const dates = new Set([localDateOf(instant(visit.plannedStart)), ...made]);
    for (const worker of workersWhoCame(came, visit.id))
      for (const date of dates) {
        const key = `${worker}|${date}`;
        days.set(key, [...(days.get(key) ?? []), visit]);
      }
  }
  return days;
}

/** Every worker who was to go to one of these visits or recorded something about one. */
function workersSeen(
  visits: readonly VisitRow[],
  events: VerificationFacts["events"],
  assigned: VerificationFacts["assigned"],
): string[] {
  const seen = new Set<string>();
  for (const { id } of visits) {
    for (const workerId of assigned.get(id) ?? []) seen.add(workerId);
    for (const { workerId } of events.get(id) ?? []) if (workerId !== null) seen.add(workerId);
  }
  return [...seen];
}

async function loadChainBreaks(unit: Unit, visitIds: readonly string[]): Promise<Map<string, ChainBreak[]>> {
  const unchained = groupBy(await listUnchainedEvents(unit, visitIds), (link) => link.visitId);
  return new Map(
    [...unchained].map(([visitId, links]) => [visitId, links.flatMap((link) => chainBreak(link, link.place) ?? [])]),
  );
}

async function complaintsOf(unit: Unit, visitIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await listOpenComplaints(unit, visitIds);
  return new Map(
    [...groupBy(rows, ({ visitId }) => visitId)].map(([id, those]) => [id, those.map(({ ticketNo }) => ticketNo)]),
  );
}

type Gathered = {
  readonly month: PlainMonth;
  readonly toJudge: readonly VisitRow[];
  /** Those to judge and the ones beside them, whose elders are loaded too. */
  readonly visits: readonly VisitRow[];
};

async function gatherFacts(unit: Unit, { month, toJudge, visits: planned }: Gathered): Promise<VerificationFacts> {
  const said = await eventsOfVisits(
    unit,
    planned.map((visit) => visit.id),
  );
  const made = await listVisitsPlannedNear(
    unit,
    toJudge.flatMap((visit) => madeAway(said, visit)),
  );
  const visits = together(planned, made);
  const ids = visits.map((visit) => visit.id);
  const elderIds = [...new Set(visits.map((visit) => visit.elderId))];
  const providerIds = [...new Set(visits.map((visit) => visit.providerId))];
  const more = await eventsOfVisits(unit, ids.slice(planned.length));
  const events = new Map([...said, ...more]);
  const assigned = new Map(
    [...groupBy(await listWorkersOfVisits(unit, ids), (row) => row.visitId)].map(([id, rows]) => [
      id,
      rows.map((row) => row.workerId),
    ]),
  );
  const policies = await listPolicyVersions(unit);
  const policy = policyInForce(policies, firstDateOf(month));
  const came = { events, assigned };
  return {
    policy,
    policies,
    catalogue: new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype])),
    visits,
    elders: new Map((await listEldersWithFacts(unit, elderIds)).map((found) => [found.elder.id, found])),
    plans: groupBy(await listCarePlans(unit, elderIds), (plan) => plan.elderId),
    workers: new Map(
      (await listWorkersWithFacts(unit, workersSeen(visits, events, assigned))).map((found) => [
        found.worker.id,
        found,
      ]),
    ),
    contracts: groupBy(await listContractsOfProviders(unit, providerIds), (contract) => contract.providerId),
    events,
    doorCodes: await mapCodesRead(unit, [...events.values()].flat()),
    photos: await visitPhotosOf(unit, [...events.values()].flat()),
    chainBreaks: await loadChainBreaks(unit, ids),
    untrusted: await countUntrustedEvents(unit, ids),
    findings: groupBy(await listFindingsOfVisits(unit, ids), (row) => row.visitId),
    openComplaints: await complaintsOf(unit, ids),
    teamAtStart: await mapTeamsAtStart(unit, ids),
    assigned,
    visitsOfElder: groupBy(visits, (visit) => visit.elderId),
    visitsOfWorkerDay: visitsOfWorkerDays(visits, came),
    across: await loadAcrossRecords(unit, {
      month,
      policy,
      visitIds: toJudge.map((visit) => visit.id),
      elderIds: [...new Set(toJudge.map((visit) => visit.elderId))],
      workerIds: [...new Set(toJudge.flatMap((visit) => workersWhoCame(came, visit.id)))],
    }),
  };
}

/** The elders' visits of the days before the month that the gap to its first visits is measured from. */
async function visitsBefore(unit: Unit, month: PlainMonth, elderIds: readonly string[]): Promise<VisitRow[]> {
  const first = firstDateOf(month);
  const { min_gap_days } = policyInForce(await listPolicyVersions(unit), first).parameters;
  const span = { from: instantAt(addDays(first, -min_gap_days), 0), to: instantAt(first, 0) };
  return listVisitsOfEldersIn(unit, elderIds, span);
}

/** Each visit once. */
function together(...lists: readonly (readonly VisitRow[])[]): VisitRow[] {
  return [...new Map(lists.flat().map((visit) => [visit.id, visit])).values()];
}

/**
 * Facts for judging all visits of some elders in a month: those visits, and as facts the ones beside them: of the same workers within a
 * day, and of the same elders just before the month.
 */
export async function loadFactsOfElders(
  unit: Unit,
  month: PlainMonth,
  elderIds: readonly string[],
): Promise<{ readonly toJudge: readonly VisitRow[]; readonly facts: VerificationFacts }> {
  const toJudge = await listVisitsOfElders(unit, month, elderIds);
  const ids = toJudge.map((visit) => visit.id);
  const near = await listVisitsNear(unit, ids);
  const away = await listVisitsMadeAway(unit, ids);
  const visits = together(toJudge, near, away, await visitsBefore(unit, month, elderIds));
  return { toJudge, facts: await gatherFacts(unit, { month, toJudge, visits }) };
}

/** What lies beside these visits when they were made away from their plan: their workers' visits planned for then, or made then too. */
async function besideWhenMade(unit: Unit, visits: readonly VisitRow[]): Promise<VisitRow[]> {
  const ids = visits.map((visit) => visit.id);
  const events = await eventsOfVisits(unit, ids);
  const moments = visits.flatMap((visit) => madeAway(events, visit));
  return together(await listVisitsPlannedNear(unit, moments), await listVisitsMadeAway(unit, ids, moments));
}

/**
 * Facts for judging visits of one month and those that they may turn: the elders' others of the month and the workers' others of the day,
 * of the one that was planned and of the one on which they were made.
 * @returns the visits to judge, and facts wide enough for each of them
 */
export async function loadFactsAround(
  unit: Unit,
  month: PlainMonth,
  visits: readonly Pick<VisitRow, "id">[],
): Promise<{ readonly toJudge: readonly VisitRow[]; readonly facts: VerificationFacts }> {
  const asked = new Set(visits.map((one) => one.id));
  const planned = await listVisitsBeside(unit, [...asked]);
  const made = await besideWhenMade(
    unit,
    planned.filter(({ id }) => asked.has(id)),
  );
  const toJudge = together(planned, made);
  const ids = toJudge.map((one) => one.id);
  const seen = together(await listVisitsBeside(unit, ids), await listVisitsMadeAway(unit, ids));
  const before = await visitsBefore(unit, month, [...new Set(toJudge.map((one) => one.elderId))]);
  return { toJudge, facts: await gatherFacts(unit, { month, toJudge, visits: together(seen, before) }) };
}
