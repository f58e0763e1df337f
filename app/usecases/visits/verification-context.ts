/** Puts together what the rules may know about one visit. */
import { assessEligibility } from "#app/domain/entitlement/eligibility.ts";
import { identify, type WorkerId } from "#app/domain/identifiers.ts";
import { instant, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { addDays, periodContains, plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { ClosedFinding, OtherVisit, VerificationContext, WorkerOnDate } from "#app/domain/verification/context.ts";
import { strengthByFence } from "#app/domain/verification/evidence.ts";
import type { AddressPoint } from "#app/domain/verification/location.ts";
import { chooseClock, type ClockChoice } from "#app/domain/visits/clock-choice.ts";
import type { DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { VisitKind } from "#app/domain/visits/visit.ts";
import type { VisitEvent, VisitEvidence } from "#app/domain/visits/visit-events.ts";
import { isQualificationCode } from "#app/domain/workforce/qualification.ts";
import type { ElderWithFacts } from "#db/repositories/elders.ts";
import type { FindingRow } from "#db/repositories/findings.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { planOnFile } from "../care-plan/plan-on-file.ts";
import { elderFactsOf, gradeOn } from "../entitlement/elder-facts.ts";
import { scannedCodes } from "./scanned-codes.server.ts";
import { workersWhoCame, type VerificationFacts } from "./verification-facts.server.ts";

/** The fund of the first release; more funds are data of a later one. */
export const DISTRICT_FUND = "district";

/** Each visit is the other visit of about eight: its events are folded once. Events are never changed, so neither is what they say. */
const clocks = new WeakMap<readonly VisitEvent[], ClockChoice>();

/** Where the elder is served, as the register has it. */
function addressesOf({ elder }: ElderWithFacts): AddressPoint[] {
  const { latitude, longitude } = elder;
  return [{ latitude, longitude, datum: "WGS-84", period: { from: null, to: null } }];
}

/** What the events say, the check-in inside the fence before others: of a visit as it is judged, and the same of one beside it. */
function evidenceOf(facts: VerificationFacts, visit: VisitRow): VisitEvidence {
  const plannedOn = localDateOf(instant(visit.plannedStart));
  const found = facts.elders.get(visit.elderId);
  const addresses = found ? addressesOf(found) : [];
  const policy = policyInForce(facts.policies, plannedOn);
  return foldEvents(facts.events.get(visit.id) ?? [], strengthByFence({ addresses }, plannedOn, policy));
}

function clockOf(facts: VerificationFacts, visit: VisitRow): ClockChoice {
  const events = facts.events.get(visit.id) ?? [];
  const known = clocks.get(events);
  if (known) return known;
  const clock = chooseClock(evidenceOf(facts, visit));
  clocks.set(events, clock);
  return clock;
}

function otherVisit(facts: VerificationFacts, visit: VisitRow): OtherVisit | null {
  const clock = clockOf(facts, visit);
  if (clock.effectiveInAt === null || clock.effectiveOutAt === null) return null;
  const home = facts.elders.get(visit.elderId)?.elder ?? null;
  return {
    visitId: visit.id,
    visitNo: visit.visitNo,
    kind: visit.kind as VisitKind,
    fund: DISTRICT_FUND,
    workerIds: workersWhoCame(facts, visit.id),
    startAt: clock.effectiveInAt,
    endAt: clock.effectiveOutAt,
    home: home === null ? null : { latitude: home.latitude, longitude: home.longitude },
    verified: visit.approvalState === "verified" || visit.approvalState === "locked",
    waived: visit.waived,
    householdGroupId: null,
  };
}

function workerOnDate(facts: VerificationFacts, workerId: string): WorkerOnDate {
  const found = facts.workers.get(workerId);
  if (!found) return { workerId, workerNo: "", qualifications: [], employments: [] };
  return {
    workerId,
    workerNo: found.worker.workerNo,
    qualifications: found.qualifications.flatMap((one) =>
      isQualificationCode(one.code)
        ? [
            {
              code: one.code,
              certificateNo: one.certificateNo,
              expiresOn: one.expiresOn === null ? null : plainDate(one.expiresOn),
            },
          ]
        : [],
    ),
    employments: [
      {
        providerId: found.worker.providerId,
        from: plainDate(found.worker.employedFrom),
        to: found.worker.employedTo === null ? null : plainDate(found.worker.employedTo),
      },
    ],
  };
}

type OnDate = { readonly on: PlainDate; readonly policy: PolicyVersion };

function elderOnDate(facts: VerificationFacts, visit: VisitRow, { on, policy }: OnDate): VerificationContext["elder"] {
  const found = facts.elders.get(visit.elderId);
  if (!found) throw new Error(`elder of a visit is missing: ${visit.visitNo}`);
  const elder = elderFactsOf(found);
  return {
    elderNo: found.elder.elderNo,
    grade: gradeOn(found, on),
    addresses: addressesOf(found),
    eligibility: assessEligibility(elder, on, policy),
    death: elder.deathOn === null ? null : { on: elder.deathOn, at: null },
    stays: elder.absences.flatMap((stay) =>
      stay.kind === "away" ? [] : [{ kind: stay.kind, from: stay.from, to: stay.to, fromAt: null, toAt: null }],
    ),
    benefits: elder.benefits,
    charges: facts.across.charges.get(visit.elderId) ?? [],
    plans: (facts.plans.get(visit.elderId) ?? []).map(planOnFile),
  };
}

/** Only two persons of the district withdraw a finding (end-follow-up.server.ts). */
function closedFinding({ ruleCode, state, facts }: FindingRow): ClosedFinding {
  return {
    code: ruleCode,
    state: state as ClosedFinding["state"],
    decidedByTwo: state === "withdrawn",
    facts: facts as ClosedFinding["facts"],
  };
}

function closedFindings(facts: VerificationFacts, visitId: string): ClosedFinding[] {
  return (facts.findings.get(visitId) ?? []).flatMap((row) =>
    row.state === "open" || row.state === "cleared" ? [] : [closedFinding(row)],
  );
}

function judgedVisit(visit: VisitRow, workerIds: readonly string[]): VerificationContext["visit"] {
  return {
    visitId: visit.id,
    visitNo: visit.visitNo,
    kind: visit.kind as VisitKind,
    fund: DISTRICT_FUND,
    providerId: visit.providerId,
    streetId: visit.streetId,
    deliveryState: visit.deliveryState as DeliveryState,
    workerIds,
    waived: visit.waived,
    householdGroupId: null,
  };
}

function acrossRecords({ across }: VerificationFacts, visit: VisitRow, came: readonly string[]) {
  return {
    workerMonth: came.flatMap((worker) => across.workerMonths.get(worker) ?? []),
    phoneSharers: across.phoneSharers.get(visit.id) ?? [],
    homesOfNumber: across.homesOfNumber.get(visit.elderId) ?? 0,
    editedAfterSubmit: across.edits.get(visit.id) ?? [],
    proxies: across.proxies.get(visit.id) ?? [],
    subcontracted: across.subcontracted.has(visit.id),
  };
}

/** How long before and after a visit another one lies beside it whatever the date: a way of two hours is longer than any district is wide. */
const BESIDE_MINUTES = 120;

/** The workers' visits that were planned for the days around a visit and around its plan: one may run past midnight, or be made a day late. */
function plannedAround(
  facts: VerificationFacts,
  workers: readonly string[],
  ...dates: readonly PlainDate[]
): readonly VisitRow[] {
  const days = new Set(dates.flatMap((on) => [addDays(on, -1), on, addDays(on, 1)]));
  const ofDay = (worker: string) => [...days].flatMap((day) => facts.visitsOfWorkerDay.get(`${worker}|${day}`) ?? []);
  return [...new Set(workers.flatMap(ofDay))];
}

/** Whether another visit was made on the date of this one, or shortly before or after it, whatever was planned. */
function besideOf({ effectiveInAt, effectiveOutAt }: ClockChoice, visitOn: PlainDate): (other: OtherVisit) => boolean {
  const earliest = effectiveInAt === null ? Infinity : plusMinutes(effectiveInAt, -BESIDE_MINUTES);
  const latest = effectiveOutAt === null ? -Infinity : plusMinutes(effectiveOutAt, BESIDE_MINUTES);
  return ({ startAt, endAt }) =>
    (startAt <= latest && endAt >= earliest) || localDateOf(startAt) === visitOn || localDateOf(endAt) === visitOn;
}

/** The plan with the team that was to go when the visit began; null for a visit that nobody had planned. */
function plannedVisit(facts: VerificationFacts, visit: VisitRow): VerificationContext["planned"] {
  if (visit.origin === "fact") return null;
  const team = facts.teamAtStart.get(visit.id) ?? facts.assigned.get(visit.id) ?? [];
  return {
    startAt: instant(visit.plannedStart),
    endAt: instant(visit.plannedEnd),
    subtypes: visit.subtypes,
    workerIds: team.map((id) => identify<WorkerId>(id)),
  };
}

/**
 * The date by which a visit is judged: of the effective start, else of the planned one. A clock that shows a date on which no rules were in
 * force (a phone that begins in 1970) says nothing of the day, and a visit that nobody could judge would wait for ever.
 */
function dateOfVisit({ policies }: VerificationFacts, effectiveInAt: Instant | null, plannedOn: PlainDate): PlainDate {
  if (effectiveInAt === null) return plannedOn;
  const on = localDateOf(effectiveInAt);
  const isRuled = policies.some(({ effectiveFrom: from, effectiveTo: to }) => periodContains({ from, to }, on));
  return isRuled ? on : plannedOn;
}

/** The context of one visit as of an instant. */
export function verificationContext(facts: VerificationFacts, visit: VisitRow, asOf: Instant): VerificationContext {
  const plannedOn = localDateOf(instant(visit.plannedStart));
  const evidence = evidenceOf(facts, visit);
  const clock = chooseClock(evidence);
  const visitOn = dateOfVisit(facts, clock.effectiveInAt, plannedOn);
  const policy = policyInForce(facts.policies, visitOn);
  const came = workersWhoCame(facts, visit.id);
  const others = (rows: readonly VisitRow[]) =>
    rows
      .filter((row) => row.id !== visit.id && row.deliveryState !== "cancelled")
      .flatMap((row) => otherVisit(facts, row) ?? []);
  return {
    asOf,
    policy,
    catalogue: facts.catalogue,
    visit: judgedVisit(visit, came),
    planned: plannedVisit(facts, visit),
    evidence,
    clock,
    chainBreaks: facts.chainBreaks.get(visit.id) ?? [],
    untrustedEvents: facts.untrusted.get(visit.id) ?? 0,
    visitOn,
    elder: elderOnDate(facts, visit, { on: visitOn, policy }),
    scannedCodes: scannedCodes(facts.doorCodes, visit, evidence.doorCodes),
    photos: facts.photos.get(visit.id) ?? [],
    workers: came.map((id) => workerOnDate(facts, id)),
    workerVisits: others(plannedAround(facts, came, plannedOn, visitOn)).filter(besideOf(clock, visitOn)),
    elderVisits: others(facts.visitsOfElder.get(visit.elderId) ?? []),
    contracts: (facts.contracts.get(visit.providerId) ?? []).map((contract) => ({
      contractNo: contract.contractNo,
      from: plainDate(contract.fromOn),
      to: plainDate(contract.toOn),
      streetIds: contract.coversAllStreets ? "all" : contract.streetIds,
    })),
    openComplaints: facts.openComplaints.get(visit.id) ?? [],
    ...acrossRecords(facts, visit, came),
    closed: closedFindings(facts, visit.id),
  };
}
