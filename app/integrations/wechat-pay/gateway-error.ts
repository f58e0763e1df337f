/**
 * What can go wrong between us and the payment channel. The kind says what the caller may do next: only "refused" is an answer about the
 * request; after any other kind the effect is unknown, and the caller asks again with the same number or looks the number up.
 */
export type GatewayErrorKind =
  /** The channel answered that it will not (4xx). */
  | "refused"
  /** The channel answered that it cannot now (429, 5xx). */
  | "unavailable"
  /** No answer within the time allowed. */
  | "timed-out"
  /** No connection. */
  | "unreachable"
  /** An answer whose signature or form does not hold: it is treated as if none had come. */
  | "untrusted-answer";

export class GatewayError extends Error {
  readonly kind: GatewayErrorKind;
  /** The channel's own code, such as ORDER_NOT_EXIST, or a code of ours. */
  readonly code: string;
  readonly status: number | null;

  constructor(kind: GatewayErrorKind, code: string, status: number | null = null, options?: ErrorOptions) {
    super(`${kind}: ${code}${status === null ? "" : ` (${status})`}`, options);
    this.name = "GatewayError";
    this.kind = kind;
    this.code = code;
    this.status = status;
  }

  /** Whether the same request with the same numbers may help. */
  get mayRetry(): boolean {
    return this.kind === "unavailable" || this.kind === "timed-out" || this.kind === "unreachable";
  }
}

/** Asks whether something thrown came from the gateway, optionally with one of the channel's codes. */
export function isGatewayError(thrown: unknown, ...codes: readonly string[]): thrown is GatewayError {
  return thrown instanceof GatewayError && (codes.length === 0 || codes.includes(thrown.code));
}
