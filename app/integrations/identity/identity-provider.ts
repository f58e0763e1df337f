/**
 * Another organisation that vouches for who holds the phone: WeChat today, a government's unified sign-in by the same interface. It says an
 * account and nothing else; which person that is, and what that person may, is ours (usecases/family/family-sign-in.server.ts).
 */
export type IdentityProvider = {
  readonly kind: "wechat";
  /**
   * Where the browser is sent.
   * @param state letters and digits, 128 at most; comes back unchanged
   * @param returnTo absolute address of ours, on the domain that the provider has on file
   */
  readonly authorizeAddress: (asked: { readonly state: string; readonly returnTo: string }) => string;
  /** The account behind a code, which is good once and for minutes. Throws IdentityError. */
  readonly identify: (code: string) => Promise<string>;
};

/**
 * refused: the code is used, late or forged, and the person begins again. unreachable: nobody answered in time, or not in the agreed form.
 * misconfigured: our account is wrong, which no person can help.
 */
export type IdentityFault = "refused" | "unreachable" | "misconfigured";

export class IdentityError extends Error {
  constructor(
    readonly fault: IdentityFault,
    /** The provider's own code, or what kept it from answering; never a secret. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`${fault}: ${code}`, options);
    this.name = "IdentityError";
  }
}
