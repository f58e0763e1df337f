/**
 * Platform certificates as `/v3/certificates` gives them (pay.weixin.qq.com): sealed with the APIv3 key, which is what makes them believed; the
 * library opens them without checking the seal's tag. The store accepts the old and the new one while both are valid, forgets one at its end, and
 * never looks for a serial because a message named it. Public keys (PUB_KEY_ID_…) have no end and are never downloaded.
 */
import { X509Certificate, type KeyObject } from "node:crypto";
import * as z from "zod";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { GatewayError } from "./gateway-error.ts";
import type { PlatformKeys } from "./message-signature.server.ts";
import { plainSerial, platformKey } from "./platform-key.server.ts";
import { openResource } from "./sealed-resource.server.ts";

export type PlatformCertificate = {
  readonly serial: string;
  readonly key: KeyObject;
  readonly from: Instant;
  readonly until: Instant;
};

const certificatesForm = z.object({
  data: z
    .array(
      z.object({
        serial_no: z.string().min(1).max(64),
        encrypt_certificate: z.object({
          algorithm: z.string(),
          nonce: z.string().min(1).max(64),
          associated_data: z.string().max(64).nullish(),
          ciphertext: z.string().min(1),
        }),
      }),
    )
    .min(1),
});

const wrong = (code: string, cause?: unknown) => new GatewayError("untrusted-answer", code, null, { cause });

function opened(sealed: z.infer<typeof certificatesForm>["data"][number], apiV3Key: string, now: Instant) {
  const { serial_no: serial, encrypt_certificate: resource } = sealed;
  const pem = openResource({ ...resource, associatedData: resource.associated_data ?? null }, apiV3Key);
  if (pem === null) throw wrong("certificate-seal-broken");
  try {
    const { validFrom, validTo } = new X509Certificate(pem);
    return {
      serial,
      key: platformKey(serial, pem, now),
      from: instant(Date.parse(validFrom)),
      until: instant(Date.parse(validTo)),
    };
  } catch (thrown) {
    throw wrong("certificate-unusable", thrown);
  }
}

/** Opens a whole answer, or throws GatewayError "untrusted-answer": one wrong certificate spoils all. */
export function openCertificates(body: Uint8Array, apiV3Key: string, now: Instant): PlatformCertificate[] {
  let answer: unknown;
  try {
    answer = JSON.parse(Buffer.from(body).toString("utf8"));
  } catch (thrown) {
    throw wrong("not-json", thrown);
  }
  const read = certificatesForm.safeParse(answer);
  if (!read.success) throw wrong("form-unknown", read.error);
  return read.data.data.map((one) => opened(one, apiV3Key, now));
}

/** As often as the channel advises: its next certificate can be had days before it is used. */
const LOOK_AGAIN_MINUTES = 12 * 60;
/** After a look that failed, and while the last certificate is about to end. */
const LOOK_SOON_MINUTES = 60;
const ENDING_MINUTES = 24 * 60;

export class PlatformKeyStore implements PlatformKeys {
  /** Public keys, and certificates of an operator's files. */
  readonly #kept: ReadonlyMap<string, KeyObject>;
  #downloaded: readonly PlatformCertificate[] = [];
  #nextLookAt: Instant | null = null;

  constructor(kept: ReadonlyMap<string, KeyObject> = new Map()) {
    this.#kept = new Map([...kept].map(([serial, key]) => [plainSerial(serial), key]));
  }

  #valid(now: Instant): readonly PlatformCertificate[] {
    return this.#downloaded.filter(({ from, until }) => from <= now && now < until);
  }

  /** The key of a serial that is known and valid now. */
  get(serial: string, now: Instant): KeyObject | undefined {
    const plain = plainSerial(serial);
    return this.#valid(now).find((one) => plainSerial(one.serial) === plain)?.key ?? this.#kept.get(plain);
  }

  /** Whether any message can be believed. */
  hasAny(now: Instant): boolean {
    return this.#kept.size > 0 || this.#valid(now).length > 0;
  }

  /** The one that ends last: which the channel is asked to sign with. */
  newest(now: Instant): string | null {
    return this.#valid(now).toSorted((left, right) => right.until - left.until)[0]?.serial ?? null;
  }

  isLookDue(now: Instant): boolean {
    return this.#nextLookAt === null || now >= this.#nextLookAt;
  }

  /** Adds what was downloaded. One that is not listed any more stays until its end. */
  add(certificates: readonly PlatformCertificate[], now: Instant): void {
    const serials = new Set(certificates.map(({ serial }) => serial));
    const before = this.#downloaded.filter(({ serial, until }) => !serials.has(serial) && now < until);
    this.#downloaded = [...before, ...certificates];
    const isEnding = this.#downloaded.every(({ until }) => until <= plusMinutes(now, ENDING_MINUTES));
    this.#nextLookAt = plusMinutes(now, isEnding ? LOOK_SOON_MINUTES : LOOK_AGAIN_MINUTES);
  }

  /** Without any valid key the next look is a minute away, so that strangers' messages cannot make us ask all the time. */
  noteFailedLook(now: Instant): void {
    this.#nextLookAt = plusMinutes(now, this.hasAny(now) ? LOOK_SOON_MINUTES : 1);
  }
}
