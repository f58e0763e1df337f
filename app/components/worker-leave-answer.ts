/** What the leave page answers to a form: fields to correct, a refusal, or what the leave would change. */
import type { NoticeMatter } from "#app/domain/scheduling/replan/replan-result.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";

export type ShownPlace = LocalTime & { readonly workers: readonly string[] };

export type ShownLeaveLine = {
  readonly visitNo: string;
  /** Masked. */
  readonly elder: string;
  readonly from: ShownPlace;
  readonly to: ShownPlace | null;
  readonly outcome: "placed" | "owed" | "held";
  readonly why: string;
  readonly owedFor: string | null;
  readonly told: readonly {
    readonly kind: "elder" | "worker";
    readonly name: string;
    readonly matters: readonly NoticeMatter[];
  }[];
};

export type ShownLeave = {
  readonly worker: string;
  readonly lines: readonly ShownLeaveLine[];
  readonly counts: {
    readonly hit: number;
    readonly sameDay: number;
    readonly makeUpDay: number;
    readonly owed: number;
    readonly held: number;
    readonly othersTold: number;
    readonly eldersTold: number;
    readonly workersTold: number;
  };
  readonly digest: string;
};

/** The form as it was filled in. */
export type AskedLeave = {
  readonly worker: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
};

export type LeaveAnswer = {
  readonly asked: AskedLeave;
  /** Fields that could not be read. */
  readonly fields: readonly string[];
  readonly refused: Pick<Refusal, "code" | "facts"> | null;
  readonly preview: ShownLeave | null;
  /** It was confirmed, but the plan had changed since it was shown. */
  readonly hasChanged: boolean;
};
