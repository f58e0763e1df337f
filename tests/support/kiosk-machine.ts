/** A kiosk's agent without a network: keys, signed calls, and a machine that a clerk has paired. */
import { createHash, randomUUID, sign, generateKeyPairSync, randomBytes, type KeyObject } from "node:crypto";
import { canonicalRequest, pairingSubject, type SignedHeaders } from "#app/domain/kiosk/device-message.ts";
import { kioskRecordSchema, type KioskRecord } from "#app/domain/kiosk/device-record.ts";
import type { PublicKeyJwk } from "#app/domain/visits/sync-message.ts";
import type { AgentCall } from "#app/usecases/kiosk/admit-kiosk.server.ts";
import { askToPair, pairKiosk } from "#app/usecases/kiosk/pair-kiosk.server.ts";
import { bootKiosk } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { findKiosk, type KioskRow } from "#db/repositories/kiosk-devices.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testCrypto } from "./small-district.ts";

export type TestMachine = { readonly publicKey: PublicKeyJwk; readonly privateKey: KeyObject };

export function newMachine(): TestMachine {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  return { publicKey: { kty: "EC", crv: "P-256", x, y }, privateKey };
}

export function signed(text: string, { privateKey }: TestMachine): string {
  return sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
}

export function pairingAsk(machine: TestMachine, at: number, address = "192.0.2.1") {
  return { publicKey: machine.publicKey, at, signature: signed(pairingSubject(at), machine), address };
}

export function recordOf(changes: Partial<KioskRecord> = {}): KioskRecord {
  const equipment = {
    reader: true,
    scanner: true,
    printer: true,
    earphone: false,
    handset: true,
    keypad: false,
    helpButton: false,
  };
  return kioskRecordSchema.parse({
    streetId: 1,
    place: "一楼大厅",
    panelTenthInch: 270,
    orientation: "portrait",
    bottomEdgeMm: 800,
    defaultStep: null,
    equipment,
    staffCall: null,
    ...changes,
  });
}

/** A machine that was paired by the context's actor, as its row. */
export async function pairedMachine(context: Context, changes: Partial<KioskRecord> = {}) {
  const machine = newMachine();
  const asked = await askToPair(context, testCrypto, pairingAsk(machine, context.now));
  if (asked.state !== "code") throw new Error("a new machine is asked for its code");
  const deviceNo = await pairKiosk(context, asked.code, recordOf(changes));
  const paired = await askToPair(context, testCrypto, pairingAsk(machine, context.now));
  if (paired.state !== "paired") throw new Error("a machine whose code was entered is paired");
  return { machine, deviceNo, deviceId: paired.deviceId };
}

export async function rowOf(context: Context, deviceId: string): Promise<KioskRow> {
  const row = await inTransaction(context, (unit) => findKiosk(unit, deviceId));
  if (row === null) throw new Error("there is no such kiosk");
  return row;
}

export const newBoot = () => ({
  build: "test",
  bootId: randomUUID(),
  secret: randomBytes(32).toString("base64url"),
  port: 8787,
});

/** A paired machine that has started. */
export async function startedMachine(context: Context, changes: Partial<KioskRecord> = {}) {
  const paired = await pairedMachine(context, changes);
  const boot = newBoot();
  const ticket = await bootKiosk(context, testCrypto, { kiosk: await rowOf(context, paired.deviceId), boot });
  return { ...paired, boot, ticket };
}

/** A call as the agent signs it. */
export function signedCall(
  machine: TestMachine,
  deviceId: string,
  { at, nonce = randomBytes(16).toString("base64url"), body = "" }: { at: number; nonce?: string; body?: string },
): AgentCall {
  const call = {
    method: "POST",
    path: "/device/heartbeat",
    bodyHash: createHash("sha256").update(body).digest("hex"),
  };
  const headers: SignedHeaders = {
    device: deviceId,
    at,
    nonce,
    signature: signed(canonicalRequest({ ...call, at, nonce }), machine),
  };
  return { ...call, headers };
}
