/** Taking a care worker's phone out of use: what it sends from then on is kept and proves nothing. */
export const PHONE_REVOKE_REASONS = ["lost", "left", "replaced", "doubt"] as const;
export type PhoneRevokeReason = (typeof PHONE_REVOKE_REASONS)[number];

export function isPhoneRevokeReason(text: string): text is PhoneRevokeReason {
  return (PHONE_REVOKE_REASONS as readonly string[]).includes(text);
}
