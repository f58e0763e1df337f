/** Signs and checks the codes at elders' doors, and computes the changing code of a gateway. The layout is the domain's. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Instant } from "#app/domain/time/instant.ts";
import {
  base32Text,
  DOOR_CODE_CHARACTERS,
  DOOR_KEY_CHARACTERS,
  DOOR_SIGNATURE_CHARACTERS,
  doorTokenSubject,
  normaliseDoorToken,
  readDoorToken,
  writeDoorToken,
  type DoorToken,
} from "#app/domain/visits/door-token.ts";
import { knownSteps, rotatingDigits, stepBytes } from "#app/domain/visits/rotating-code.ts";
import type { CryptoProvider, SigningKey } from "./crypto-provider.server.ts";
import { sha256Hex } from "./digest.server.ts";

type Keys = Pick<CryptoProvider, "signingKeys">;

const keyIdOf = (key: SigningKey) => base32Text(key.id, DOOR_KEY_CHARACTERS);

function signatureOf(key: SigningKey, parts: Pick<DoorToken, "keyId" | "codeId">): string {
  return base32Text(key.mac(doorTokenSubject(parts)), DOOR_SIGNATURE_CHARACTERS);
}

/** A random code id of 50 bits and the key that will sign it. */
export function makeDoorCode({ signingKeys }: Keys): Pick<DoorToken, "keyId" | "codeId"> {
  return { keyId: keyIdOf(signingKeys[0]), codeId: base32Text(randomBytes(8), DOOR_CODE_CHARACTERS) };
}

/** The whole text of a code on file. Throws when its key is no longer held: the code is then issued anew. */
export function signedDoorToken({ signingKeys }: Keys, parts: Pick<DoorToken, "keyId" | "codeId">): string {
  const key = signingKeys.find((one) => keyIdOf(one) === parts.keyId);
  if (!key) throw new Error("the key of this door code is not held any more");
  return writeDoorToken({ ...parts, signature: signatureOf(key, parts) });
}

/** What the events of phones carry: the digest of the text that was scanned or typed, in its one form. */
export function doorCodeHash(text: string): string {
  return sha256Hex(normaliseDoorToken(text));
}

/** Whether the district issued this text; says nothing about whether it still counts. */
export function isGenuineDoorToken({ signingKeys }: Keys, text: string): boolean {
  const token = readDoorToken(normaliseDoorToken(text));
  const key = signingKeys.find((one) => keyIdOf(one) === token?.keyId);
  if (token === null || !key) return false;
  return timingSafeEqual(Buffer.from(signatureOf(key, token)), Buffer.from(token.signature));
}

/** @param secret shared with the gateway alone, 32 bytes */
export function rotatingCode(secret: Uint8Array, step: number): string {
  return rotatingDigits(Uint8Array.from(createHmac("sha256", secret).update(stepBytes(step)).digest()));
}

/** The secret of one screen: the district's key makes it anew from the screen's id, so that it lies in no table. 32 bytes. */
export function displaySecret({ signingKeys }: Keys, { keyId, id }: { readonly keyId: string; readonly id: string }) {
  const key = signingKeys.find((one) => keyIdOf(one) === keyId);
  return key === undefined ? null : key.mac(`bedside door display|1|${id}`);
}

/** Names the key that a new screen's secret comes from. */
export function displayKeyId({ signingKeys }: Keys): string {
  return keyIdOf(signingKeys[0]);
}

/** What a screen is told once when it is paired: 24 characters in the alphabet without look-alikes, 120 bits. */
export function newPairingToken(): string {
  return base32Text(randomBytes(15), 24);
}

/** The step whose code was read: of those that could be known at the time the latest, so that an old code is told from one of nobody. */
export function rotatingStepRead(secret: Uint8Array, codeHash: string, readAt: Instant): number | null {
  return knownSteps(readAt).find((step) => doorCodeHash(rotatingCode(secret, step)) === codeHash) ?? null;
}
