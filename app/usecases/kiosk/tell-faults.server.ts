/**
 * Tells the people on the spot of a fault of their kiosk: once for each occurrence, and again only after it was mended. Where the record names
 * no number that takes a message, the fault stands in the list of kiosks alone.
 */
import { faultChange, messageNumberOf, type Fault } from "#app/domain/kiosk/device-faults.ts";
import type { KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import type { KioskRow } from "#db/repositories/kiosk-devices.ts";
import { insertFault, listOpenFaults, updateFaultsMended } from "#db/repositories/kiosk-faults.ts";
import { insertOutgoingMessage } from "#db/repositories/messages.ts";
import type { Unit } from "#db/transaction.ts";

export type FaultWording = (fault: Fault, kiosk: { readonly deviceNo: string; readonly place: string }) => string;
export type FaultTelling = { readonly crypto: CryptoProvider; readonly wording: FaultWording };

/** @param id of the message, and of the fault that it tells of */
async function tell(
  unit: Unit,
  { crypto, wording }: FaultTelling,
  { id, phone, fault, kiosk }: { id: string; phone: string; fault: Fault; kiosk: KioskRow },
): Promise<void> {
  const field = (column: string) => ({ table: "outgoing_message", column, row: id });
  await insertOutgoingMessage(unit, {
    id,
    kind: "kiosk_fault",
    recipientCipher: crypto.encrypt(phone, field("recipient")),
    bodyCipher: crypto.encrypt(wording(fault, kiosk), field("body")),
    createdAt: asDate(unit.now),
  });
}

/** Called with the kiosk's row locked, so that two heartbeats do not begin one fault twice. */
export async function noteFaults(
  unit: Unit,
  kiosk: KioskRow,
  { health, telling }: { readonly health: KioskHealth; readonly telling: FaultTelling },
): Promise<void> {
  const open = (await listOpenFaults(unit, [kiosk.id])).map(({ code }) => code as Fault);
  const { began, mended } = faultChange(open, health);
  await updateFaultsMended(unit, kiosk.id, mended);
  const phone = messageNumberOf(kiosk.staffCall);
  for (const fault of began) {
    const id = unit.newId();
    const at = asDate(unit.now);
    await insertFault(unit, { id, deviceId: kiosk.id, code: fault, beganAt: at, toldAt: phone === null ? null : at });
    if (phone !== null) await tell(unit, telling, { id, phone, fault, kiosk });
  }
}
