/**
 * The way to WeChat and back. The browser keeps a random text in a cookie, WeChat carries its digest: whoever comes back without the text did
 * not set out from here, so nobody can be signed in to another person's account by a link.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import { WECHAT_WAY_MINUTES } from "#app/domain/family/family-session.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";

/** Digits and letters only, as WeChat asks of a state. */
const digestOf = (verifier: string) => Buffer.from(sha256Bytes(`wechat-way|${verifier}`)).toString("hex");

export function setOut(): { readonly verifier: string; readonly state: string } {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, state: digestOf(verifier) };
}

export function setOutHere(verifier: string | undefined, state: string | null): boolean {
  if (verifier === undefined || state === null) return false;
  const [expected, given] = [Buffer.from(digestOf(verifier)), Buffer.from(state)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const SEAL = { table: "family_sign_in", column: "account", row: "way" };

/** An account that was vouched for a moment ago, for the cookie: the browser cannot read, change or keep it for later. */
export function sealAccount(crypto: CryptoProvider, openid: string, now: Instant): string {
  return crypto.encrypt(JSON.stringify({ openid, at: now }), SEAL);
}

/** The account, or null when it was altered or is too old. */
export function openSealed(crypto: CryptoProvider, sealed: string | undefined, now: Instant): string | null {
  if (sealed === undefined) return null;
  try {
    const { openid, at } = JSON.parse(crypto.decrypt(sealed, SEAL)) as { openid: string; at: number };
    return now - instant(at) < WECHAT_WAY_MINUTES * 60_000 ? openid : null;
  } catch {
    return null;
  }
}
