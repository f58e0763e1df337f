/** Numbers of people and organisations that cannot belong to anybody: unassigned division 320699, unassigned dialling ranges. */
import { idCheckCharacter } from "#app/domain/elders/id-number.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { creditCheckCharacter, organisationCheckCharacter } from "#app/domain/workforce/credit-code.ts";

/** Division 320699 was never given out. */
const UNASSIGNED_DIVISION = "320699";
/** No operator has 160; no local number of Nantong begins with 2. */
const [MOBILE_PREFIX, LANDLINE_PREFIX] = ["160", "0513200"];

/** Gives identity numbers and phones, each once. */
export class SyntheticNumbers {
  readonly #used = new Set<string>();

  /** An identity number of a birth date and sex. At most 500 per day and sex. */
  idNumber(birthOn: PlainDate, sex: "female" | "male", random: Random): string {
    for (;;) {
      const sequence = random.below(500) * 2 + (sex === "male" ? 1 : 0);
      const first = `${UNASSIGNED_DIVISION}${birthOn.replaceAll("-", "")}${String(sequence).padStart(3, "0")}`;
      if (this.#take(first)) return `${first}${idCheckCharacter(first)}`;
    }
  }

  mobile(random: Random): string {
    for (;;) {
      const number = `${MOBILE_PREFIX}${String(random.below(100_000_000)).padStart(8, "0")}`;
      if (this.#take(number)) return number;
    }
  }

  /** A fixed line with area code, as stored. */
  landline(random: Random): string {
    for (;;) {
      const number = `${LANDLINE_PREFIX}${String(random.below(100_000)).padStart(5, "0")}`;
      if (this.#take(number)) return number;
    }
  }

  #take(number: string): boolean {
    const free = !this.#used.has(number);
    this.#used.add(number);
    return free;
  }
}

/** A valid credit code: 52 civil organisation, 91 company; the serial makes it different. */
export function syntheticCreditCode(kind: "52" | "91", serial: number): string {
  const organisation = `${kind === "52" ? "MJ" : "MA"}${String(serial).padStart(6, "0")}`;
  const first = `${kind}${UNASSIGNED_DIVISION}${organisation}${organisationCheckCharacter(organisation)}`;
  return `${first}${creditCheckCharacter(first)}`;
}
