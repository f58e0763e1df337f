/** 居住情况: with whom an elder lives, and when that is itself a risk. */

/** Nobody younger is there when something happens: 独居 (lives alone), 空巢 (with a spouse, without children). */
const RISKS: readonly string[] = ["alone", "empty_nest"];

/** The situation if it is a risk that a visitor should know of; null with family, and where nobody has said. */
export function livingRisk(situation: string | null): string | null {
  return situation !== null && RISKS.includes(situation) ? situation : null;
}
