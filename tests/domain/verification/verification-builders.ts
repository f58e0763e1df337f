/** A visit in perfect order on Tuesday 3 November 2026, 09:00 to 10:05, and a way to change one thing about it. */
import type { ServiceSubtype } from "#app/domain/catalogue/service-subtype.ts";
import type { WorkerId } from "#app/domain/identifiers.ts";
import type { PolicyParameters, PolicyVersion, RuleMode } from "#app/domain/policy/policy-version.ts";
import { localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type {
  ClosedFinding,
  ContractOnFile,
  ElderOnDate,
  JudgedVisit,
  OtherVisit,
  Stay,
  VerificationContext,
  WorkerOnDate,
} from "#app/domain/verification/context.ts";
import type { ScannedCodes } from "#app/domain/verification/door-codes.ts";
import type { PhotoEnd, VisitPhoto } from "#app/domain/verification/visit-photos.ts";
import { strengthByFence } from "#app/domain/verification/evidence.ts";
import { chooseClock } from "#app/domain/visits/clock-choice.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { VisitPlan } from "#app/domain/visits/visit.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { SERVICE_CATALOGUE } from "#db/seed/reference-data.ts";
import { HOME, WORKER, at, checkIn, checkOut, confirmation, taskDone } from "../visits/visit-builders.ts";

export const CATALOGUE: ReadonlyMap<string, ServiceSubtype> = new Map(SERVICE_CATALOGUE.map((one) => [one.code, one]));
export const ALWAYS = { from: null, to: null } as const;

/** The sample policy with some parameters and modes changed. */
export function aPolicy(
  parameters: Partial<PolicyParameters> = {},
  modes: Readonly<Record<string, RuleMode["mode"]>> = {},
): PolicyVersion {
  const changed = Object.fromEntries(Object.entries(modes).map(([code, mode]) => [code, { mode, since: null }]));
  return {
    ...SAMPLE_POLICY,
    parameters: { ...SAMPLE_POLICY.parameters, ...parameters },
    ruleModes: { ...SAMPLE_POLICY.ruleModes, ...changed },
  };
}

export function aPlan(
  plan: { start?: string; end?: string; subtypes?: string[]; workerIds?: WorkerId[] } = {},
): VisitPlan {
  return {
    startAt: at(plan.start ?? "2026-11-03 09:00"),
    endAt: at(plan.end ?? "2026-11-03 10:00"),
    subtypes: plan.subtypes ?? ["LC04"],
    workerIds: plan.workerIds ?? [WORKER],
  };
}

export function aWorker(worker: Partial<WorkerOnDate> = {}): WorkerOnDate {
  return {
    workerId: WORKER,
    workerNo: "W001",
    qualifications: [{ code: "Q1", certificateNo: "C1", expiresOn: null }],
    employments: [{ providerId: "provider-1", ...ALWAYS }],
    ...worker,
  };
}

export function anOtherVisit(start: string, end: string, other: Partial<OtherVisit> = {}): OtherVisit {
  return {
    visitId: `visit at ${start}`,
    visitNo: `2026-11-E0001-${start}`,
    kind: "basket",
    fund: "district_purchase",
    workerIds: [WORKER],
    startAt: at(start),
    endAt: at(end),
    home: null,
    verified: true,
    waived: false,
    householdGroupId: null,
    ...other,
  };
}

export function aStay(kind: Stay["kind"], from: string, to: string | null, hours: Partial<Stay> = {}): Stay {
  return { kind, from: plainDate(from), to: to === null ? null : plainDate(to), fromAt: null, toAt: null, ...hours };
}

export function aPhoto(end: PhotoEnd, when: string, photo: Partial<VisitPhoto> = {}): VisitPhoto {
  const eventId = `${end}/${when}`;
  return {
    eventId,
    end,
    digest: `digest of ${eventId}`,
    capturedAt: at(when),
    nonce: null,
    arrived: true,
    reuses: [],
    ...photo,
  };
}

function photoAt(end: PhotoEnd, capturedAt: Instant | null): VisitPhoto {
  return aPhoto(end, "2026-11-03 09:30", capturedAt === null ? {} : { capturedAt });
}

export function ineligible(code: string, facts: Readonly<Record<string, string>> = {}) {
  return { verdict: "not_eligible" as const, reasons: [{ code, facts }] };
}

/** The events of the visit in perfect order; `in` and `out` are "09:00" or "09:00:30", null leaves the event out. */
export function theEvents(clock: { in?: string | null; out?: string | null; subtypes?: string[] } = {}): VisitEvent[] {
  const [start, end] = [clock.in === undefined ? "09:00" : clock.in, clock.out === undefined ? "10:05" : clock.out];
  return [
    ...(start === null ? [] : [checkIn(`2026-11-03 ${start}`)]),
    ...(clock.subtypes ?? ["LC04"]).map((code) => taskDone(code)),
    confirmation("pin_confirm", "worker_phone"),
    ...(end === null ? [] : [checkOut(`2026-11-03 ${end}`)]),
  ];
}

export type ContextOptions = {
  readonly in?: string | null;
  readonly out?: string | null;
  readonly subtypes?: string[];
  /** Replaces all events of the visit. */
  readonly events?: readonly VisitEvent[];
  /** Adds events to those of the visit in perfect order. */
  readonly more?: readonly VisitEvent[];
  readonly asOf?: string;
  readonly policy?: PolicyVersion;
  readonly planned?: VisitPlan | null;
  readonly visit?: Partial<JudgedVisit>;
  readonly elder?: Partial<ElderOnDate>;
  /** Left out: the code of the home has the hash "home-code". */
  readonly scannedCodes?: ScannedCodes;
  /** Left out: one photograph at each end. */
  readonly photos?: readonly VisitPhoto[];
  readonly workers?: readonly WorkerOnDate[];
  readonly workerVisits?: readonly OtherVisit[];
  readonly elderVisits?: readonly OtherVisit[];
  readonly contracts?: readonly ContractOnFile[];
  readonly openComplaints?: readonly string[];
  readonly closed?: readonly ClosedFinding[];
} & Partial<
  Pick<
    VerificationContext,
    "workerMonth" | "phoneSharers" | "homesOfNumber" | "editedAfterSubmit" | "proxies" | "subcontracted"
  >
>;

export function aContext(options: ContextOptions = {}): VerificationContext {
  const policy = options.policy ?? aPolicy();
  const planned = options.planned === undefined ? aPlan() : options.planned;
  const elder: ElderOnDate = {
    elderNo: "E0001",
    grade: 2,
    addresses: [{ ...HOME, datum: "WGS-84", period: ALWAYS }],
    eligibility: { verdict: "eligible", reasons: [] },
    death: null,
    stays: [],
    benefits: [],
    charges: [],
    plans: [],
    ...options.elder,
  };
  const strength = strengthByFence(elder, plainDate("2026-11-03"), policy);
  const evidence = foldEvents([...(options.events ?? theEvents(options)), ...(options.more ?? [])], strength);
  const clock = chooseClock(evidence);
  const workers = options.workers ?? [aWorker()];
  return {
    asOf: at(options.asOf ?? "2026-11-10 12:00"),
    policy,
    catalogue: CATALOGUE,
    visit: {
      visitId: "visit-1",
      visitNo: "2026-11-E0001-1",
      kind: "basket",
      fund: "district_purchase",
      providerId: "provider-1",
      streetId: 3,
      deliveryState: "done",
      workerIds: workers.map((worker) => worker.workerId),
      waived: false,
      householdGroupId: null,
      ...options.visit,
    },
    planned,
    evidence,
    clock,
    chainBreaks: [],
    untrustedEvents: 0,
    visitOn: localDateOf(clock.effectiveInAt ?? planned?.startAt ?? at("2026-11-03 09:00")),
    elder,
    scannedCodes:
      options.scannedCodes ?? new Map([["home-code", { isOfHome: true, fromAt: at("2026-01-05 09:00"), toAt: null }]]),
    photos: options.photos ?? [photoAt("photo_start", clock.effectiveInAt), photoAt("photo_end", clock.effectiveOutAt)],
    workers,
    workerVisits: options.workerVisits ?? [],
    elderVisits: options.elderVisits ?? [],
    contracts: options.contracts ?? [{ contractNo: "HT-1", streetIds: "all", ...ALWAYS }],
    openComplaints: options.openComplaints ?? [],
    workerMonth: options.workerMonth ?? [],
    phoneSharers: options.phoneSharers ?? [],
    homesOfNumber: options.homesOfNumber ?? 1,
    editedAfterSubmit: options.editedAfterSubmit ?? [],
    proxies: options.proxies ?? [],
    subcontracted: options.subcontracted ?? false,
    closed: options.closed ?? [],
  };
}
