/** What the panels of a bed's file need of it: the loader's answer, in the shape that arrives in the browser. */
export type BedStepChoice = {
  readonly kind: string;
  readonly needsNote: boolean;
  readonly missing: readonly string[];
  readonly missingPhotos: readonly string[];
};

export type BedPlanView = {
  readonly version: number;
  readonly madeOn: string;
  readonly costFen: bigint;
  readonly subsidyFen: bigint;
  readonly servicePlan: string;
  readonly devices: readonly { readonly kind: string; readonly quantity: number }[];
  readonly items: readonly {
    readonly itemNo: number;
    readonly quantity: number;
    readonly unitPriceFen: bigint;
    readonly capFen: bigint | null;
    readonly subsidyFen: bigint;
  }[];
  readonly changes: readonly { readonly itemNo: number; readonly change: string }[];
};

export type BedBodyView = {
  readonly id: string;
  readonly role: string;
  readonly name: string;
  readonly creditCode: string;
  readonly endedOn: string | null;
  readonly isQuestioned: boolean;
};

export type BedEventView = {
  readonly seq: number;
  readonly kind: string;
  readonly toState: string;
  readonly occurredOn: string;
  readonly note: string | null;
  readonly actor: string;
  readonly party: string;
  readonly onBehalf: boolean;
  readonly body: Readonly<Record<string, unknown>>;
};

/** A reported device and what it lacks before the bed can be accepted. */
export type BedDeviceCheckView = {
  readonly kind: string;
  readonly serial: string;
  readonly deviceNo: string | null;
  readonly seenAt: string | null;
  readonly testedAt: string | null;
  readonly lacks: readonly string[];
};

export type BedFormFacts = {
  readonly today: string;
  readonly planVersion: number | null;
  readonly plans: readonly BedPlanView[];
  readonly works: {
    readonly items: readonly { readonly itemNo: number }[];
  } | null;
  readonly deviceChecks: readonly BedDeviceCheckView[];
};
