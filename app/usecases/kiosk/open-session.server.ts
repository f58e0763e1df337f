/** The elder's session at a kiosk, however somebody was recognised: one place that makes it and says how. */
import { randomBytes } from "node:crypto";
import type { IdentityMeans } from "#app/domain/kiosk/kiosk-identity.ts";
import { KIOSK_SESSION_MINUTES } from "#app/domain/kiosk/kiosk-session.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findKiosk } from "#db/repositories/kiosk-devices.ts";
import { insertKioskSession, type ElderName } from "#db/repositories/kiosk.ts";
import type { Unit } from "#db/transaction.ts";

export type Recognised = {
  readonly means: IdentityMeans;
  /** The machine: a paired kiosk's id, or the name that an unpaired one of a demonstration gave itself. */
  readonly device: string;
  /** Audit name of the clerk beside the elder, for `staff` alone. */
  readonly assistedBy?: string;
};

/** A paired kiosk's id; null for any other machine. */
async function pairedId(unit: Unit, device: string): Promise<string | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(device)) return null;
  return (await findKiosk(unit, device))?.id ?? null;
}

/** @returns the session's token, which only the machine's cookie holds */
export async function openSessionIn(
  unit: Unit,
  elder: ElderName,
  { means, device, assistedBy }: Recognised,
): Promise<string> {
  const session = randomBytes(32).toString("base64url");
  const now = asDate(unit.now);
  await insertKioskSession(unit, {
    tokenHash: sha256Bytes(session),
    elderId: elder.id,
    identifiedBy: means,
    deviceId: await pairedId(unit, device),
    assistedBy: assistedBy ?? null,
    createdAt: now,
    lastSeenAt: now,
    endsAt: asDate(plusMinutes(unit.now, KIOSK_SESSION_MINUTES)),
  });
  await insertAuditEvent(unit, assistedBy ?? `elder:${elder.elderNo}`, {
    chain: "access",
    action: "kiosk.open",
    subjectType: "elder",
    subjectId: elder.id,
    facts: { by: means },
  });
  return session;
}
