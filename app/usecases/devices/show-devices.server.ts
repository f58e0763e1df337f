/** The registry as staff see it: silent devices first, then what hangs and speaks, then the stock; and one device with its history. */
import { maskName } from "#app/domain/access/masking.ts";
import { silenceOf } from "#app/domain/devices/silence.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, isoText, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import {
  countRegistry,
  findRegistered,
  listBindingHistory,
  listOrdersOfDevice,
  listRegistry,
  type RegistryFilter,
  type RegistryRow,
} from "#db/queries/device-registry.ts";
import { listDeviceTypes } from "#db/repositories/devices.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { atOrNull } from "./standing-rows.ts";

export const DEVICES_A_PAGE = 100;

const textOf = (moment: Date | null) => (moment === null ? null : isoText(instant(moment)));

async function silenceLimits(unit: Unit) {
  const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
  return { warnMinutes: parameters.device_offline_warn_min, orderHours: parameters.device_offline_order_hours };
}

type Limits = Awaited<ReturnType<typeof silenceLimits>>;

function shownRow(row: RegistryRow, limits: Limits, now: Context["now"]) {
  const { seenAt, boundAt, elderName, ...rest } = row;
  const silence =
    boundAt === null ? null : silenceOf({ seenAt: atOrNull(seenAt), boundAt: instant(boundAt) }, now, limits);
  return {
    ...rest,
    silence,
    seenAt: textOf(seenAt),
    boundAt: textOf(boundAt),
    elderName: elderName === null ? null : maskName(elderName),
  };
}

export type AskedDevices = Omit<RegistryFilter, "silentBefore"> & {
  readonly onlySilent: boolean;
  readonly page: number;
};

export async function showDevices(context: Context, asked: AskedDevices) {
  return inReading(context, async (unit) => {
    const limits = await silenceLimits(unit);
    const silentBefore = asDate(plusMinutes(unit.now, -limits.warnMinutes));
    const { onlySilent, page, ...filter } = asked;
    const span = { most: DEVICES_A_PAGE + 1, from: (page - 1) * DEVICES_A_PAGE };
    const rows = await listRegistry(unit, { ...filter, silentBefore: onlySilent ? silentBefore : null }, span);
    const counts = await countRegistry(unit, silentBefore);
    const countOf = (state: string) => counts.find((one) => one.state === state)?.devices ?? 0;
    return {
      rows: rows.slice(0, DEVICES_A_PAGE).map((row) => shownRow(row, limits, unit.now)),
      hasMore: rows.length > DEVICES_A_PAGE,
      types: (await listDeviceTypes(unit)).map(({ code }) => code),
      counts: {
        ...{ bound: countOf("bound"), spare: countOf("spare"), repair: countOf("repair"), retired: countOf("retired") },
        silent: counts.find((one) => one.state === "bound")?.silent ?? 0,
      },
    };
  });
}

/** Refuses "not-found" for a device that hangs outside the scope. Homes of other streets are left out of its history. */
export async function showDevice(context: Context, deviceNo: string) {
  return inReading(context, async (unit) => {
    const found = await findRegistered(unit, deviceNo);
    if (found === null) throw new Refusal("not-found");
    const { device, ...row } = found;
    const history = await listBindingHistory(unit, device.id);
    const orders = await listOrdersOfDevice(unit, device.id);
    return {
      ...shownRow(row, await silenceLimits(unit), unit.now),
      registeredBy: device.registeredBy,
      registeredAt: isoText(instant(device.registeredAt)),
      retiredAt: textOf(device.retiredAt),
      tokenVersion: device.tokenVersion,
      history: history.map(({ fromAt, toAt, elderName, ...one }) => ({
        ...{ ...one, fromAt: isoText(instant(fromAt)), toAt: textOf(toAt), elderName: maskName(elderName) },
      })),
      orders: orders.map(({ openedAt, closedAt, ...order }) => ({
        ...{ ...order, openedAt: isoText(instant(openedAt)), closedAt: textOf(closedAt) },
      })),
    };
  });
}
