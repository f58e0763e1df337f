/** Who a signed request of a kiosk's agent comes from. A request counts once, within five minutes, and never of a revoked kiosk. */
import type { PublicKeyJwk } from "#app/domain/visits/sync-message.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { canonicalRequest, REQUEST_WINDOW_MINUTES, type SignedHeaders } from "#app/domain/kiosk/device-message.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { signatureChecker } from "#app/integrations/crypto/device-signature.server.ts";
import { findKiosk, insertNonce, type KioskRow } from "#db/repositories/kiosk-devices.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export type AgentCall = {
  readonly headers: SignedHeaders;
  readonly method: string;
  readonly path: string;
  readonly bodyHash: string;
};

/**
 * The kiosk that signed the call. Refuses "device-unknown", "device-signature", "device-clock", "device-replayed" and "device-revoked"; the
 * signature is checked before anything is said of the kiosk, so a stranger learns nothing.
 */
export async function admitKiosk(context: Context, { headers, ...call }: AgentCall): Promise<KioskRow> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const kiosk = await findKiosk(unit, headers.device);
    if (kiosk === null) throw new Refusal("device-unknown");
    const { at, nonce } = headers;
    const isSigned = signatureChecker(kiosk.publicKey as PublicKeyJwk);
    if (!isSigned(canonicalRequest({ ...call, at, nonce }), headers.signature)) throw new Refusal("device-signature");
    if (kiosk.revokedAt !== null) throw new Refusal("device-revoked");
    if (Math.abs(at - unit.now) > REQUEST_WINDOW_MINUTES * 60_000) throw new Refusal("device-clock");
    if (!(await insertNonce(unit, kiosk.id, nonce))) throw new Refusal("device-replayed");
    return kiosk;
  });
}
