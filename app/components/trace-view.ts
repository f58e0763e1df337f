/** What the page that traces one visit's money shows, stage by stage. Amounts in fen, times as ISO text, digests as hexadecimal. */
type Facts = Readonly<Record<string, unknown>>;

export type TracePostingView = {
  readonly voucherYear: number;
  readonly voucherNo: number;
  readonly kind: string;
  readonly line: number;
  readonly debit: string;
  readonly credit: string;
  readonly amountFen: bigint;
  readonly ruleVersion: string | null;
  readonly priceVersion: string | null;
};

export type TraceBooksView = {
  readonly runNo: string;
  readonly simulated: string | null;
  readonly postings: readonly TracePostingView[];
  readonly paymentPostings: readonly TracePostingView[];
  readonly payment: {
    readonly batchNo: string;
    readonly orderedFen: bigint;
    readonly sentAt: string;
    readonly sentBy: string;
    readonly lines: number;
  } | null;
  readonly bank: readonly { readonly reference: string; readonly amountFen: bigint; readonly bookedAt: string }[];
};

export type TraceCheckView = {
  readonly code: string;
  readonly holds: boolean;
  readonly leftFen: bigint;
  readonly rightFen: bigint;
};

export type TraceSettledView = {
  readonly plannedFen: bigint;
  readonly verifiedFen: bigint;
  readonly askedFen: bigint;
  readonly adjustedFen: bigint | null;
  readonly approvedFen: bigint;
  readonly differences: readonly { readonly code: string; readonly amountFen: bigint }[];
  readonly word: string;
  readonly outcome: string;
  readonly priceVersion: string | null;
  readonly policyVersion: string;
  readonly ruleVersion: string | null;
  readonly evidenceDigest: string | null;
  readonly isFinal: boolean;
};

export type TraceClaimView = {
  readonly claimNo: string;
  readonly state: string;
  readonly askedFen: bigint;
  readonly outcome: string;
  readonly failures: readonly { readonly check: number; readonly code: string; readonly facts: Facts }[];
  readonly decision: string | null;
  readonly adjustedFen: bigint | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
};

export type TraceVisitView = {
  readonly plannedStart: string;
  readonly plannedEnd: string;
  readonly effectiveIn: string | null;
  readonly effectiveOut: string | null;
  readonly minutes: number | null;
  readonly deliveryState: string;
  readonly approvalState: string;
  readonly verifiedAt: string | null;
  readonly ruleVersion: string | null;
  readonly evidenceDigest: string | null;
  readonly findings: readonly {
    readonly id: string;
    readonly ruleCode: string;
    readonly level: string;
    readonly state: string;
    readonly facts: Facts;
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly kind: string;
    readonly at: string;
    readonly digest: string;
  }[];
};

export type TracePlanView = {
  readonly origin: string;
  readonly plannedFen: bigint;
  readonly contractNo: string | null;
  readonly contractFen: bigint | null;
  readonly policyVersion: string;
  readonly catalogueVersion: string;
  readonly occurrenceOn: string | null;
  readonly moveReason: string | null;
  readonly series: {
    readonly uid: string;
    readonly rrule: string;
    readonly startsOn: string;
    readonly startMinute: number;
    readonly durationMinutes: number;
  } | null;
  readonly run: {
    readonly seed: string;
    readonly inputDigest: string;
    readonly resultDigest: string;
    readonly policyVersion: string;
    readonly createdBy: string;
    readonly createdAt: string;
  } | null;
};
