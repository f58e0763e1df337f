/** Thrown by the oracle where the rules refuse a command, with the code that the product answers. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}
