/**
 * Everything a rule may know about one visit, as plain values for the date of the visit. The caller loads; the rules
 * only read.
 */
import type { PlanOnFile } from "../care-plan/plan-on-file.ts";
import type { Catalogue } from "../catalogue/service-subtype.ts";
import type { BenefitFact } from "../elders/elder.ts";
import type { ServiceCharge } from "../elders/service-charge.ts";
import type { PolicyVersion } from "../policy/policy-version.ts";
import type { Instant } from "../time/instant.ts";
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import type { Qualification } from "../workforce/qualification.ts";
import type { ClockChoice } from "../visits/clock-choice.ts";
import type { DeliveryState } from "../visits/delivery-state.ts";
import type { ChainBreak } from "../visits/device-chain.ts";
import type { VisitKind, VisitPlan } from "../visits/visit.ts";
import type { VisitEvidence } from "../visits/visit-events.ts";
import type { ScannedCodes } from "./door-codes.ts";
import type { FindingState } from "./finding-state.ts";
import type { Point } from "./datum.ts";
import type { VisitPhoto } from "./visit-photos.ts";
import type { AddressPoint } from "./location.ts";
import type { RecordedVisit } from "./worker-month.ts";

/** The visit as it stands; `workerIds` are those who really came. */
export type JudgedVisit = {
  readonly visitId: string;
  readonly visitNo: string;
  readonly kind: VisitKind;
  /** Fund the visit is charged to; the month's four are counted per fund. */
  readonly fund: string;
  readonly providerId: string;
  readonly streetId: number;
  readonly deliveryState: DeliveryState;
  readonly workerIds: readonly string[];
  readonly waived: boolean;
  /** Visits of one home that were declared to share the hour carry the same group. */
  readonly householdGroupId: string | null;
};

export type Stay = DatePeriod & {
  readonly kind: "hospital" | "institution";
  /** Hours, where the list gives them. */
  readonly fromAt: Instant | null;
  readonly toAt: Instant | null;
};

/** Dated facts of the elder as they hold on the date of the visit. */
export type ElderOnDate = {
  readonly elderNo: string;
  readonly grade: number | null;
  readonly addresses: readonly AddressPoint[];
  readonly eligibility: {
    readonly verdict: "eligible" | "not_eligible" | "paused" | "waiting" | "needs_data";
    readonly reasons: readonly {
      readonly code: string;
      readonly facts: Readonly<Record<string, string | number | boolean | null>>;
    }[];
  };
  readonly death: { readonly on: PlainDate; readonly at: Instant | null } | null;
  readonly stays: readonly Stay[];
  /** Other benefits that the elder draws or drew. */
  readonly benefits: readonly BenefitFact[];
  /** Hours of service that other funds have paid for. */
  readonly charges: readonly ServiceCharge[];
  /** Signed plans on the elder's file; none where they lie on paper only. */
  readonly plans: readonly PlanOnFile[];
};

export type WorkerOnDate = {
  readonly workerId: string;
  readonly workerNo: string;
  readonly qualifications: readonly Qualification[];
  readonly employments: readonly (DatePeriod & { readonly providerId: string })[];
};

/**
 * Another delivered visit, of the same worker or of the same elder. Rejected and cancelled ones are left out by the
 * caller.
 */
export type OtherVisit = {
  readonly visitId: string;
  readonly visitNo: string;
  readonly kind: VisitKind;
  readonly fund: string;
  readonly workerIds: readonly string[];
  /** Effective times. */
  readonly startAt: Instant;
  readonly endAt: Instant;
  readonly home: Point | null;
  readonly verified: boolean;
  readonly waived: boolean;
  readonly householdGroupId: string | null;
};

/** A contract of the visit's provider. */
export type ContractOnFile = DatePeriod & {
  readonly contractNo: string;
  readonly streetIds: readonly number[] | "all";
};

/** How a person has already closed a finding of this visit. */
export type ClosedFinding = {
  readonly code: string;
  readonly state: Exclude<FindingState, "open" | "cleared">;
  /** A district decision by two persons, the only way to lift a block by action. */
  readonly decidedByTwo: boolean;
  /** Of the finding when it was closed: what the person saw. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

/** Another care worker on the same phone. */
export type PhoneSharer = {
  readonly workerNo: string;
  /** Whole minutes between the two check-ins. */
  readonly minutesApart: number;
};

/** Who confirmed for the elder, on an own phone or when it was rung, and is connected with those who served. */
export type ProxyConflict = {
  readonly eventId: string;
  /** staff: works for the visit's provider; relative: of the family of an elder of whose family a care worker of the visit is, too. */
  readonly connection: "staff" | "relative";
};

export type VerificationContext = {
  readonly asOf: Instant;
  /** The policy version in force on the visit's start. */
  readonly policy: PolicyVersion;
  /** The catalogue in force on the visit's date. */
  readonly catalogue: Catalogue;
  readonly visit: JudgedVisit;
  /** The plan as recorded before the start, so a move made in time leaves no trace here; null when unplanned. */
  readonly planned: VisitPlan | null;
  readonly evidence: VisitEvidence;
  readonly clock: ClockChoice;
  /** Where the numbers or hashes of a phone do not follow before an event of this visit. */
  readonly chainBreaks: readonly ChainBreak[];
  /** Events of this visit's workers that were kept aside for their signature or their device. */
  readonly untrustedEvents: number;
  /** Local date of the visit: of the effective start, else of the planned one. */
  readonly visitOn: PlainDate;
  readonly elder: ElderOnDate;
  /** Door codes and tags that were read at the visit, as the district has them on file. */
  readonly scannedCodes: ScannedCodes;
  /** Photographs that the visit's events name, in order of capture. */
  readonly photos: readonly VisitPhoto[];
  readonly workers: readonly WorkerOnDate[];
  /** Other visits of the workers who came, on this day and touching it. */
  readonly workerVisits: readonly OtherVisit[];
  /** Other visits of the elder in this month, and the last one before it for the gap. */
  readonly elderVisits: readonly OtherVisit[];
  readonly contracts: readonly ContractOnFile[];
  /** Tickets of complaints about this visit that are not settled. */
  readonly openComplaints: readonly string[];
  /** What the phones of the workers who came recorded in this month, this visit included, in no order. */
  readonly workerMonth: readonly RecordedVisit[];
  /** Other workers for whom the phone of this visit's check-in checked in too. */
  readonly phoneSharers: readonly PhoneSharer[];
  /** In how many homes elders have this elder's telephone number; 0 when the elder has none. */
  readonly homesOfNumber: number;
  /** Times that were corrected after the visit was handed in for payment. */
  readonly editedAfterSubmit: readonly string[];
  /** Confirmations by persons who are connected with the provider. */
  readonly proxies: readonly ProxyConflict[];
  /** An auditor found that another firm made the visit without approval, and no appeal has lifted it. */
  readonly subcontracted: boolean;
  readonly closed: readonly ClosedFinding[];
};
