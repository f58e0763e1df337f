/** How the centre did: answered in time, false alarms, and how long it took. */
import type { Instant } from "../time/instant.ts";
import type { AlertLevel, AlertOutcome, AlertPurpose } from "./alert.ts";

export type AlertToCount = {
  readonly level: AlertLevel;
  readonly purpose: AlertPurpose;
  readonly receivedAt: Instant;
  readonly takenAt: Instant | null;
  readonly outcome: AlertOutcome | null;
};

export type AlertFigures = {
  readonly alerts: number;
  readonly red: number;
  readonly redAnsweredInTime: number;
  /** Of those whose outcome says whether it was one; null when there is none. */
  readonly falseShare: number | null;
  /** Middle of the seconds until red alerts were taken; null when none was. */
  readonly middleAnswerSeconds: number | null;
};

function middle(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

/** The machine's own alarms count for nothing; tests count as answered and as neither true nor false. @param answerSeconds sos_answer_s */
export function alertFigures(all: readonly AlertToCount[], answerSeconds: number): AlertFigures {
  const counted = all.filter(({ purpose }) => purpose !== "synthetic");
  const red = counted.filter(({ level }) => level === "red");
  const waits = red.flatMap(({ takenAt, receivedAt }) => (takenAt === null ? [] : [(takenAt - receivedAt) / 1000]));
  const judged = counted.filter(({ outcome, level }) => outcome !== null && outcome !== "test" && level !== "yellow");
  const wrong = judged.filter(({ outcome }) => outcome === "false" || outcome === "device_fault");
  return {
    alerts: counted.length,
    red: red.length,
    redAnsweredInTime: waits.filter((seconds) => seconds <= answerSeconds).length,
    falseShare: judged.length === 0 ? null : wrong.length / judged.length,
    middleAnswerSeconds: middle(waits),
  };
}
