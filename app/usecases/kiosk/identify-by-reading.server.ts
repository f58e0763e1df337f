/**
 * From a card on the reader or a code before the scanner to an elder's session (user experience reference 4.9, security 4). The kiosk's agent
 * sends what was read as the authenticated machine that it is; the page is told a token that counts once, for a minute, at this machine
 * and in this start. Numbers are looked up by their blind index and kept nowhere.
 */
import { randomBytes } from "node:crypto";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { checkIdNumber } from "#app/domain/elders/id-number.ts";
import type { IdentityAnswer, IdentityRequest } from "#app/domain/kiosk/device-message.ts";
import { judgeTries, TOKEN_SECONDS, type ReadMeans } from "#app/domain/kiosk/kiosk-identity.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import type { KioskRow } from "#db/repositories/kiosk-devices.ts";
import {
  countTries,
  findElderByIdNumber,
  findLivingElder,
  findTokenElder,
  insertIdentityToken,
  insertPass,
  insertTry,
  lockTries,
  takeIdentityToken,
  takePass,
} from "#db/repositories/kiosk-identity.ts";
import type { ElderName } from "#db/repositories/kiosk.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { openSessionIn } from "./open-session.server.ts";

const TOKEN_MINUTES = TOKEN_SECONDS / 60;
const newToken = () => randomBytes(16).toString("base64url");

/** Marks codes for kiosks, so that a scanner tells them from whatever else people hold to it. */
const PASS_MARK = "BEDSIDE-KIOSK:";

/** Whom the reading names, and the blind index under which a wrong one is counted; a code of nobody counts for no person. */
async function readPerson(unit: Unit, crypto: CryptoProvider, { means, text }: IdentityRequest) {
  if (means === "qr") {
    const elderId = text.startsWith(PASS_MARK) ? await takePass(unit, sha256Bytes(text.slice(PASS_MARK.length))) : null;
    return { elder: elderId === null ? null : await findLivingElder(unit, elderId), person: null };
  }
  const number = checkIdNumber(text, localDateOf(unit.now));
  if (number.verdict === "invalid") return { elder: null, person: null };
  const person = crypto.blindIndex(number.normalised, "id-number");
  return { elder: await findElderByIdNumber(unit, person), person };
}

async function noteWrong(
  unit: Unit,
  kiosk: KioskRow,
  { means, person }: { means: ReadMeans; person: Uint8Array | null },
) {
  const kind = means === "qr" ? "qr" : "card";
  await insertTry(unit, { id: unit.newId(), kind, deviceId: kiosk.id, person, at: asDate(unit.now) });
  const verdict = judgeTries(await countTries(unit, kiosk.id));
  if (verdict === "open") return;
  await insertAuditEvent(unit, `kiosk:${kiosk.deviceNo}`, {
    chain: "access",
    action: verdict === "spray" ? "kiosk.spray" : "kiosk.tries",
    subjectType: "kiosk",
    subjectId: kiosk.deviceNo,
    facts: {},
  });
}

async function giveToken(unit: Unit, kiosk: KioskRow, of: { elder: ElderName; means: ReadMeans; bootId: string }) {
  const token = newToken();
  await insertIdentityToken(unit, {
    tokenHash: sha256Bytes(token),
    deviceId: kiosk.id,
    bootId: of.bootId,
    elderId: of.elder.id,
    means: of.means,
    createdAt: asDate(unit.now),
    endsAt: asDate(plusMinutes(unit.now, TOKEN_MINUTES)),
  });
  return token;
}

/**
 * A reading as the agent sends it. Refused "unknown" for somebody who is not on file, "staff" at a kiosk with too many wrong readings, and
 * "phone" everywhere while somebody tries many people: then the code sent to the registered telephone is asked for instead.
 * Refuses "device-boot" for a start that is not the running one.
 */
export async function readIdentity(
  context: Context,
  crypto: CryptoProvider,
  { kiosk, reading }: { readonly kiosk: KioskRow; readonly reading: IdentityRequest },
): Promise<IdentityAnswer> {
  if (kiosk.bootId !== reading.bootId) throw new Refusal("device-boot");
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    await lockTries(unit);
    const verdict = judgeTries(await countTries(unit, kiosk.id));
    if (verdict !== "open") return { refused: verdict === "spray" ? "phone" : "staff" };
    const { elder, person } = await readPerson(unit, crypto, reading);
    if (elder === null) {
      await noteWrong(unit, kiosk, { means: reading.means, person });
      return { refused: "unknown" };
    }
    return { token: await giveToken(unit, kiosk, { elder, means: reading.means, bootId: reading.bootId }) };
  });
}

export type TokenAt = { readonly token: string; readonly deviceId: string; readonly bootId: string };

const wishOf = ({ token, ...at }: TokenAt) => ({ tokenHash: sha256Bytes(token), ...at });

/** Whom a token names that was not used yet; null when it is worth nothing. Another elder may stand at the machine. */
export async function peekIdentity(context: Context, at: TokenAt): Promise<string | null> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, (unit) => findTokenElder(unit, wishOf(at)));
}

/** Uses the token up. @returns the session's token; null for a token that ended, was used, or is of another machine or start */
export async function redeemIdentity(context: Context, at: TokenAt): Promise<string | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const taken = await takeIdentityToken(unit, wishOf(at));
    const elder = taken === null ? null : await findLivingElder(unit, taken.elderId);
    if (taken === null || elder === null) return null;
    return openSessionIn(unit, elder, { means: taken.means as ReadMeans, device: at.deviceId });
  });
}

/** What the elder's own phone page, or a bound family member's, shows as a QR code: good for a minute, once, at any kiosk of the district. */
export async function issuePass(context: Context, elderId: string): Promise<string> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const token = newToken();
    await insertPass(unit, {
      tokenHash: sha256Bytes(token),
      elderId,
      issuedBy: context.actor,
      createdAt: asDate(unit.now),
      endsAt: asDate(plusMinutes(unit.now, TOKEN_MINUTES)),
    });
    return `${PASS_MARK}${token}`;
  });
}
