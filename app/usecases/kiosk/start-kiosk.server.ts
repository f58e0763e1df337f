/** A kiosk's start, its page and its heartbeat: what its agent announces, what the page's cookie says, and how it is. */
import { randomBytes } from "node:crypto";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { healthSchema, type KioskHealth } from "#app/domain/kiosk/device-health.ts";
import { REQUEST_WINDOW_MINUTES } from "#app/domain/kiosk/device-message.ts";
import { PAGE_HOURS, TOKEN_SECONDS, type Equipment } from "#app/domain/kiosk/kiosk-identity.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  deleteEndedTokens,
  deleteNoncesBefore,
  deleteRightsOfKiosk,
  findKioskOfPage,
  insertDeviceToken,
  takeTicket,
  updateKiosk,
  type KioskRow,
} from "#db/repositories/kiosk-devices.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { noteFaults, type FaultTelling } from "./tell-faults.server.ts";

const secretField = (row: string) => ({ table: "kiosk_device", column: "boot_secret", row });

async function giveToken(
  unit: Unit,
  of: { kind: "ticket" | "page"; deviceId: string; bootId: string; minutes: number },
) {
  const token = randomBytes(32).toString("base64url");
  await insertDeviceToken(unit, {
    tokenHash: sha256Bytes(token),
    kind: of.kind,
    deviceId: of.deviceId,
    bootId: of.bootId,
    createdAt: asDate(unit.now),
    endsAt: asDate(plusMinutes(unit.now, of.minutes)),
  });
  return token;
}

export type KioskBoot = {
  readonly build: string;
  readonly bootId: string;
  /** What page and agent share; kept encrypted and given to the page alone. */
  readonly secret: string;
  readonly port: number;
};

/** Announces a start: what an earlier start could still do ends. @returns the ticket that opens its page once, within a minute */
export async function bootKiosk(
  context: Context,
  crypto: CryptoProvider,
  { kiosk, boot }: { readonly kiosk: KioskRow; readonly boot: KioskBoot },
): Promise<string> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    await deleteRightsOfKiosk(unit, kiosk.id);
    await deleteEndedTokens(unit, kiosk.id);
    await updateKiosk(unit, kiosk.id, {
      bootId: boot.bootId,
      bootSecretCipher: crypto.encrypt(boot.secret, secretField(kiosk.id)),
      bootPort: boot.port,
      bootedAt: asDate(unit.now),
      seenAt: asDate(unit.now),
      // What an earlier start said of itself says nothing of this one; its own heartbeat follows at once.
      health: null,
    });
    const ticket = { kind: "ticket", deviceId: kiosk.id, bootId: boot.bootId, minutes: TOKEN_SECONDS / 60 } as const;
    const token = await giveToken(unit, ticket);
    await insertAuditEvent(unit, `kiosk:${kiosk.deviceNo}`, {
      chain: "access",
      action: "kiosk.boot",
      subjectType: "kiosk",
      subjectId: kiosk.deviceNo,
      facts: { build: boot.build },
    });
    return token;
  });
}

/** Uses the ticket of a start up. @returns what the page's cookie holds from now on, or null when the ticket says nothing */
export async function openKioskPage(context: Context, ticket: string): Promise<string | null> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const taken = await takeTicket(unit, sha256Bytes(ticket));
    return taken === null ? null : giveToken(unit, { kind: "page", ...taken, minutes: PAGE_HOURS * 60 });
  });
}

export type PairedKiosk = {
  readonly kind: "paired";
  readonly deviceId: string;
  readonly deviceNo: string;
  readonly bootId: string;
  readonly streetId: number;
  readonly orientation: "portrait" | "landscape";
  readonly defaultStep: 1 | 2 | 3;
  readonly seatedDefault: boolean;
  readonly equipment: Equipment;
  /** False when the last heartbeat said that the reader is broken. */
  readonly readerWorks: boolean;
  readonly agent: { readonly port: number; readonly secret: string };
};

function equipmentOf(row: KioskRow): Equipment {
  return {
    reader: row.hasReader,
    scanner: row.hasScanner,
    printer: row.hasPrinter,
    earphone: row.hasEarphone,
    handset: row.hasHandset,
    keypad: row.hasKeypad,
    helpButton: row.hasHelpButton,
  };
}

export function healthOf(row: Pick<KioskRow, "health">): KioskHealth | null {
  const read = healthSchema.safeParse(row.health);
  return read.success ? read.data : null;
}

function pairedKiosk(kiosk: KioskRow, crypto: CryptoProvider): PairedKiosk | null {
  if (kiosk.bootId === null || kiosk.bootSecretCipher === null || kiosk.bootPort === null) return null;
  return {
    kind: "paired",
    deviceId: kiosk.id,
    deviceNo: kiosk.deviceNo,
    bootId: kiosk.bootId,
    streetId: kiosk.streetId,
    orientation: kiosk.orientation === "landscape" ? "landscape" : "portrait",
    defaultStep: kiosk.defaultStep === 3 ? 3 : kiosk.defaultStep === 2 ? 2 : 1,
    seatedDefault: kiosk.seatedDefault,
    equipment: equipmentOf(kiosk),
    readerWorks: healthOf(kiosk)?.reader !== "broken",
    agent: { port: kiosk.bootPort, secret: crypto.decrypt(kiosk.bootSecretCipher, secretField(kiosk.id)) },
  };
}

/** The machine whose page holds this cookie. revoked: it was taken out of use. null: of no start that still runs. */
export async function recogniseKiosk(
  context: Context,
  crypto: CryptoProvider,
  pageToken: string,
): Promise<PairedKiosk | { readonly kind: "revoked" } | null> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const found = await findKioskOfPage(unit, sha256Bytes(pageToken));
    if (found === null) return null;
    if (found.kiosk.revokedAt !== null) return { kind: "revoked" };
    return found.kiosk.bootId === found.bootId ? pairedKiosk(found.kiosk, crypto) : null;
  });
}

/** Keeps what the kiosk says of itself, and tells the people on the spot of a fault that began. Refuses "device-boot" for a start that is not the running one. */
export async function takeHeartbeat(
  context: Context,
  kiosk: KioskRow,
  {
    bootId,
    health,
    telling,
  }: { readonly bootId: string; readonly health: KioskHealth; readonly telling: FaultTelling },
): Promise<void> {
  if (kiosk.bootId !== bootId) throw new Refusal("device-boot");
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    await updateKiosk(unit, kiosk.id, { seenAt: asDate(unit.now), health });
    await noteFaults(unit, kiosk, { health, telling });
    // A number is kept for longer than its request could be sent again.
    await deleteNoncesBefore(unit, kiosk.id, plusMinutes(instant(unit.now), -4 * REQUEST_WINDOW_MINUTES));
    await deleteEndedTokens(unit, kiosk.id);
  });
}
