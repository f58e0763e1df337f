/** What the panels of an elder's file show. */
import type { AllocatedElder } from "./allocation-tables.tsx";
import type { DebtHelpFacts } from "./debt-help.tsx";

export type ElderFileReason = {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

export type ElderFileFacts = {
  readonly elderNo: string;
  /** May this reader have masked values shown in full, set the digits for visits, and print the code at the door? */
  readonly may: {
    readonly reveal: boolean;
    readonly setPin: boolean;
    readonly printDoorCode: boolean;
    readonly linkFamily: boolean;
    readonly filePlan: boolean;
  };
  readonly visitPin: { readonly setAt: string; readonly setBy: string; readonly closed: boolean } | null;
  /** The newest code of the home. */
  readonly doorCode: { readonly version: number; readonly issuedAt: string; readonly state: string } | null;
  /** Masked already. */
  readonly profile: {
    readonly name: string;
    readonly sex: string;
    readonly birthYear: string;
    readonly idNumber: string;
    readonly phone: string | null;
    readonly streetZh: string;
    readonly streetEn: string;
    readonly community: string | null;
    readonly living: string | null;
    readonly approvedOn: string | null;
    readonly consentOn: string | null;
  };
  readonly contacts: readonly {
    readonly ordinal: number;
    readonly name: string;
    readonly relation: string | null;
    readonly phone: string | null;
  }[];
  readonly assistance: readonly {
    readonly id: string;
    readonly kind: string;
    readonly fromOn: string | null;
    readonly toOn: string | null;
  }[];
  readonly assessments: readonly {
    readonly id: string;
    readonly grade: number;
    readonly assessedOn: string;
    readonly validUntil: string | null;
  }[];
  /** Last day of the assessment that decides, once a new one is to be arranged. */
  readonly reassessment: { readonly until: string; readonly isOver: boolean } | null;
  readonly eligibility: {
    readonly verdict: string;
    readonly judgedOn: string;
    readonly visitsAllowed: number;
    readonly reasons: readonly ElderFileReason[];
  } | null;
  readonly allocation: Pick<AllocatedElder, "provider" | "wished" | "chosenFor" | "considered"> | null;
  readonly visits: readonly {
    readonly visitNo: string;
    readonly plannedStart: string;
    readonly provider: string;
    readonly deliveryState: string;
    readonly openFindings: number;
  }[];
  readonly debts: readonly {
    readonly sequence: number;
    readonly originalOn: string | null;
    readonly reason: string;
    readonly state: string;
    readonly help: DebtHelpFacts | null;
  }[];
  readonly revisions: readonly {
    readonly version: number;
    readonly by: string;
    readonly at: string;
    readonly changed: readonly string[];
  }[];
};
