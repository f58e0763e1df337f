/**
 * A refusal is a rule that said no: expected, named, and shown to a person. It is not an error of the program.
 * Codes are stable strings, never reused; their words are in `app/messages`.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;

  /**
   * @param code stable code, kebab-case, such as "visit-not-offered"
   * @param facts values the sentence may name (already masked if personal)
   */
  constructor(code: string, facts: Readonly<Record<string, string | number | boolean | null>> = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.facts = facts;
  }
}

/** Asks whether something thrown is a refusal, optionally of one code. */
export function isRefusal(thrown: unknown, code?: string): thrown is Refusal {
  return thrown instanceof Refusal && (code === undefined || thrown.code === code);
}

/** Marks a branch that the types say cannot be reached. */
export function neverReached(value: never): never {
  throw new Error(`unreachable value: ${String(value)}`);
}
