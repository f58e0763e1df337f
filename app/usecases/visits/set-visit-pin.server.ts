/** The office puts on record the six digits that an elder types on the care worker's phone. Nobody can read them again. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { VISIT_PIN_TRIES, visitPinFault } from "#app/domain/visits/visit-pin.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { hashPassword } from "#app/integrations/crypto/password.server.ts";
import { findElderNumbers, type ElderNumbers } from "#db/queries/elder-numbers.ts";
import { findDisplayName } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findVisitPin, saveVisitPin } from "#db/repositories/visit-intake.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

async function elderOf(unit: Unit, elderNo: string): Promise<ElderNumbers> {
  const elder = await findElderNumbers(unit, elderNo);
  if (elder === null) throw new Refusal("not-found");
  return elder;
}

export type VisitPinState = {
  /** ISO text. */
  readonly setAt: string;
  /** The name on screens, or the audit name of a job. */
  readonly setBy: string;
  /** Closed after too many wrong tries. */
  readonly closed: boolean;
};

/** What is known of the elder's digits, never the digits. The caller has found the elder in its scope. */
export async function visitPinState(unit: Unit, elderId: string): Promise<VisitPinState | null> {
  const pin = await findVisitPin(unit, elderId);
  if (pin === null) return null;
  return {
    setAt: isoText(instant(pin.setAt)),
    setBy: (await findDisplayName(unit, pin.setBy)) ?? pin.setBy,
    closed: pin.triesLeft === 0,
  };
}

/** Refuses "not-found" for an elder outside the scope. */
export async function showVisitPin(context: Context, elderNo: string) {
  return inReading(context, async (unit) => {
    const elder = await elderOf(unit, elderNo);
    return { elderNo, name: maskName(elder.name), pin: await visitPinState(unit, elder.id) };
  });
}

/**
 * Puts the digits on record, with all tries. Refuses "not-found" for an elder outside the scope, "pin-not-repeated", and the code of
 * whatever `visitPinFault` says against the digits.
 */
export async function setVisitPin(
  context: Context,
  crypto: CryptoProvider,
  given: { readonly elderNo: string; readonly digits: string; readonly repeated: string },
): Promise<void> {
  const { elderNo, digits, repeated } = given;
  const elder = await inReading(context, (unit) => elderOf(unit, elderNo));
  const open = (column: string, cipher: string) => crypto.decrypt(cipher, { table: "elder", column, row: elder.id });
  const fault = visitPinFault(digits, {
    idNumber: open("id_number", elder.idNumberCipher),
    birthOn: elder.birthOn,
    phone: elder.phoneCipher === null ? null : open("phone", elder.phoneCipher),
  });
  if (fault !== null) throw new Refusal(fault);
  if (digits !== repeated) throw new Refusal("pin-not-repeated");
  // Slow on purpose, so it is done while no transaction is open.
  const pinHash = await hashPassword(digits);
  await inTransaction(context, async (unit) => {
    const { id } = await elderOf(unit, elderNo);
    const setAt = new Date(unit.now);
    await saveVisitPin(unit, { elderId: id, pinHash, triesLeft: VISIT_PIN_TRIES, setBy: context.actor, setAt });
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "visit-pin.set",
      subjectType: "elder",
      subjectId: id,
      facts: {},
    });
  });
}
