/** The registry: a device is registered into stock, hung in a home, taken down, and put out of use; what it was before stays on record. */
import { Refusal } from "#app/domain/refusal.ts";
import {
  mayBecome,
  stateAfterBinding,
  type BindingEndReason,
  type DeviceState,
} from "#app/domain/devices/device-states.ts";
import { isThresholdName, mayBeSet } from "#app/domain/devices/thresholds.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { deviceCredentials, deviceKeyId, tokenHashOf } from "#app/integrations/crypto/device-key.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  endBinding,
  findDevice,
  insertBinding,
  insertDevice,
  insertThreshold,
  listBindings,
  updateDevice,
  type DeviceRow,
} from "#db/repositories/devices.ts";
import { assertStreetsReached } from "#db/repositories/scope-conditions.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

export type NewDevice = {
  readonly deviceNo: string;
  readonly typeCode: string;
  readonly vendor: string;
  readonly externalId: string;
};

/** What is told once, to be put into the device: over MQTT the token is its password. */
export type DeviceSecrets = { readonly token: string; readonly secretHex: string };

type Facts = Readonly<Record<string, string | number | null>>;

async function log(
  unit: Unit,
  actor: string,
  action: string,
  { id, facts }: { readonly id: string; readonly facts: Facts },
) {
  await insertAuditEvent(unit, actor, { chain: "devices", action, subjectType: "device", subjectId: id, facts });
}

/** Into stock, within a unit. */
export async function registerInUnit(
  unit: Unit,
  { actor, crypto }: { readonly actor: string; readonly crypto: CryptoProvider },
  wish: NewDevice,
): Promise<DeviceSecrets> {
  const id = unit.newId();
  const keyId = deviceKeyId(crypto);
  const { token, secret } = deviceCredentials(crypto, { id, keyId, tokenVersion: 1 });
  await insertDevice(unit, {
    id,
    ...wish,
    keyId,
    tokenHash: tokenHashOf(token),
    registeredBy: actor,
    registeredAt: asDate(unit.now),
  });
  await log(unit, actor, "device.register", { id, facts: { ...wish } });
  return { token, secretHex: Buffer.from(secret).toString("hex") };
}

/** Into stock. Refuses "already-exists" for a number, or a vendor's name, that is taken; "refers-to-nothing" for an unknown type. */
export async function registerDevice(
  context: Context,
  crypto: CryptoProvider,
  wish: NewDevice,
): Promise<DeviceSecrets> {
  return inTransaction(context, (unit) => registerInUnit(unit, { actor: context.actor, crypto }, wish));
}

/** Stock is everybody's; what hangs in a home is the home's street's. Refuses "not-found". */
export async function lockDevice(unit: Unit, deviceNo: string): Promise<DeviceRow> {
  const device = await findDevice(unit, deviceNo, true);
  if (device === null) throw new Refusal("not-found");
  const open = (await listBindings(unit, [device.id])).find(({ binding }) => binding.toAt === null);
  if (open !== undefined) assertStreetsReached(unit, [open.streetId]);
  return device;
}

async function step(unit: Unit, device: DeviceRow, to: DeviceState): Promise<void> {
  if (!mayBecome(device.state as DeviceState, to)) throw new Refusal("device-not-ready", { state: device.state });
  await updateDevice(unit, device.id, { state: to, retiredAt: to === "retired" ? asDate(unit.now) : null });
}

export type BindingWish = { readonly deviceNo: string; readonly elderNo: string };

/** Hangs a device in an elder's home, now, within a unit. */
export async function bindInUnit(unit: Unit, actor: string, wish: BindingWish): Promise<void> {
  const device = await lockDevice(unit, wish.deviceNo);
  const elder = await findElderNumbers(unit, wish.elderNo);
  if (elder === null) throw new Refusal("not-found");
  await step(unit, device, "bound");
  await insertBinding(unit, {
    id: unit.newId(),
    deviceId: device.id,
    elderId: elder.id,
    fromAt: asDate(unit.now),
    boundBy: actor,
  });
  await log(unit, actor, "device.bind", { id: device.id, facts: { elder: elder.id } });
}

/** Hangs a device in an elder's home, now. Refuses "not-found", "device-not-ready" (not in stock), "overlaps-another". */
export async function bindDevice(context: Context, wish: BindingWish): Promise<void> {
  await inTransaction(context, (unit) => bindInUnit(unit, context.actor, wish));
}

/** Takes a device down, within a unit. @returns whose home it hung in */
export async function unbindInUnit(
  unit: Unit,
  actor: string,
  wish: { readonly deviceNo: string; readonly reason: BindingEndReason },
): Promise<string | null> {
  const device = await lockDevice(unit, wish.deviceNo);
  if (device.state !== "bound") throw new Refusal("device-not-ready", { state: device.state });
  const ended = await endBinding(unit, device.id, { by: actor, reason: wish.reason });
  await step(unit, device, stateAfterBinding(wish.reason));
  await log(unit, actor, "device.unbind", {
    id: device.id,
    facts: { elder: ended?.elderId ?? null, reason: wish.reason },
  });
  return ended?.elderId ?? null;
}

/** Takes a device down. Refuses "not-found", "device-not-ready" (it hangs nowhere). */
export async function unbindDevice(
  context: Context,
  wish: { readonly deviceNo: string; readonly reason: BindingEndReason },
): Promise<void> {
  await inTransaction(context, (unit) => unbindInUnit(unit, context.actor, wish));
}

/** Back into stock, to the workshop, or out of use. Refuses "not-found", "device-not-ready"; one that hangs is taken down first. */
export async function moveDevice(
  context: Context,
  wish: { readonly deviceNo: string; readonly to: "spare" | "repair" | "retired" },
) {
  await inTransaction(context, async (unit) => {
    const device = await lockDevice(unit, wish.deviceNo);
    if (device.state === "bound") throw new Refusal("device-not-ready", { state: device.state });
    await step(unit, device, wish.to);
    await log(unit, context.actor, "device.move", { id: device.id, facts: { to: wish.to } });
  });
}

export type ThresholdWish = {
  readonly elderNo: string;
  readonly name: string;
  /** null gives the type's default back. */
  readonly value: number | null;
  readonly reason: string;
};

/** Sets one threshold of one elder. Refuses "not-found", "threshold-out-of-bounds", "reason-missing". */
export async function setThreshold(context: Context, wish: ThresholdWish): Promise<void> {
  const { name, value } = wish;
  const reason = wish.reason.trim();
  if (!isThresholdName(name) || (value !== null && !mayBeSet(name, value)))
    throw new Refusal("threshold-out-of-bounds", { name });
  if (reason === "") throw new Refusal("reason-missing");
  await inTransaction(context, async (unit) => {
    const elder = await findElderNumbers(unit, wish.elderNo);
    if (elder === null) throw new Refusal("not-found");
    await insertThreshold(unit, {
      id: unit.newId(),
      elderId: elder.id,
      name,
      value,
      reason,
      setBy: context.actor,
      setAt: asDate(unit.now),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "devices",
      action: "threshold.set",
      subjectType: "elder",
      subjectId: elder.id,
      facts: { name, value, reason },
    });
  });
}
