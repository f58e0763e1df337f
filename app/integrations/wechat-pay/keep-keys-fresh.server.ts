/**
 * Looks for platform certificates before a request when a look is due: at the first one, twice a day, and each hour while the last certificate
 * is about to end. What is downloaded is believed by its seal and by its signature. A look that fails changes nothing while any key is valid.
 */
import type { Instant } from "#app/domain/time/instant.ts";
import { GatewayError, isGatewayError } from "./gateway-error.ts";
import type { Merchant } from "./merchant.server.ts";
import { signatureFault, type SignedHeaders } from "./message-signature.server.ts";
import { openCertificates, type PlatformKeyStore } from "./platform-certificates.server.ts";

export type CertificatesAnswer = { readonly headers: SignedHeaders; readonly body: Uint8Array };

async function look(
  store: PlatformKeyStore,
  apiV3Key: string,
  now: Instant,
  download: () => Promise<CertificatesAnswer>,
): Promise<void> {
  try {
    const { headers, body } = await download();
    const found = openCertificates(body, apiV3Key, now);
    const keys = {
      get: (serial: string) => found.find((one) => one.serial === serial)?.key ?? store.get(serial, now),
    };
    const fault = signatureFault(headers, body, { keys, now });
    if (fault !== null) throw new GatewayError("untrusted-answer", fault);
    store.add(found, now);
  } catch (thrown) {
    if (!isGatewayError(thrown)) throw thrown;
    store.noteFailedLook(now);
    if (!store.hasAny(now)) throw thrown;
  }
}

/** @returns what to wait for before each request; requests that come together wait for one look. Throws GatewayError without any valid key. */
export function keptFresh(
  { certificates, apiV3Key }: Pick<Merchant, "certificates" | "apiV3Key">,
  now: () => Instant,
  download: () => Promise<CertificatesAnswer>,
): () => Promise<void> {
  let looking: Promise<void> | null = null;
  return async () => {
    if (certificates === null || !certificates.isLookDue(now())) return;
    looking ??= look(certificates, apiV3Key, now(), download).finally(() => {
      looking = null;
    });
    await looking;
  };
}
