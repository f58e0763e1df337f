/**
 * Before personal details are spoken the caller answers two questions about the file (UX reference 10, security reference 2: a caller's
 * number is a hint and never proof). A question is shown with its answer when it is asked, not before; what was asked cannot be taken back.
 */
import { Refusal } from "../refusal.ts";

/** In the order in which a file is best asked about: what a stranger with the identity card in hand knows comes last. */
export const CONTROL_QUESTIONS = ["worker", "contact", "address", "birth_date", "id_tail"] as const;
export type ControlQuestion = (typeof CONTROL_QUESTIONS)[number];

export const RIGHT_NEEDED = 2;
/** With the second wrong answer the caller is not who he or she says [assumed]. */
export const WRONG_AT_MOST = 1;

export type AskedQuestion = { readonly question: string; readonly isRight: boolean | null };

export type CheckState = "open" | "passed" | "failed";

/** @param possible questions that the file can answer */
export function checkState(asked: readonly AskedQuestion[], possible: readonly ControlQuestion[]): CheckState {
  const right = asked.filter(({ isRight }) => isRight === true).length;
  const wrong = asked.filter(({ isRight }) => isRight === false).length;
  if (right >= RIGHT_NEEDED) return "passed";
  if (wrong > WRONG_AT_MOST) return "failed";
  // A file that has no further question to ask cannot be opened on the telephone.
  const left = possible.filter((one) => !asked.some(({ question }) => question === one)).length;
  const unjudged = asked.filter(({ isRight }) => isRight === null).length;
  return right + unjudged + left < RIGHT_NEEDED ? "failed" : "open";
}

/**
 * The question to ask next; null when one still waits for its answer or the check is over. It changes from call to call, so that who listened
 * once does not know the next one.
 * @param turn any number of the call
 */
export function nextQuestion(
  asked: readonly AskedQuestion[],
  possible: readonly ControlQuestion[],
  turn: number,
): ControlQuestion | null {
  if (checkState(asked, possible) !== "open" || asked.some(({ isRight }) => isRight === null)) return null;
  const known = CONTROL_QUESTIONS.filter((one) => possible.includes(one));
  const turned = known.map((_, place) => known[(place + Math.abs(turn)) % known.length]);
  return turned.find((one) => one !== undefined && !asked.some(({ question }) => question === one)) ?? null;
}

/** Refuses "caller-not-checked" until enough answers were right, and "caller-refused" after too many wrong ones. */
export function requirePassed(state: CheckState): void {
  if (state === "failed") throw new Refusal("caller-refused");
  if (state !== "passed") throw new Refusal("caller-not-checked");
}
