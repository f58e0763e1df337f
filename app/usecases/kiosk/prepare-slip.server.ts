/**
 * A slip is prepared by whatever module has something to take away, and named by its id from then on: the screen shows it, the kiosk's
 * agent fetches and prints it. The page never holds what is printed, and what is stored is encrypted.
 */
import { randomUUID } from "node:crypto";
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { holdsWholeNumber, SLIP_MINUTES, slipSchema, type NewSlip, type Slip } from "#app/domain/kiosk/slip.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { Locale } from "#app/domain/time/date-text.ts";
import { asDate, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import {
  deleteEndedSlips,
  findDeviceOfElder,
  findSlip,
  insertSlip,
  updateSlipPrinted,
} from "#db/repositories/kiosk-slips.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";

const field = (row: string) => ({ table: "kiosk_slip", column: "content", row });

export type SlipWish = {
  /** Whose slip it is; null for one of nobody, such as the number of a ticket without a name. */
  readonly elderId: string | null;
  /** Only where nobody is identified: the paired kiosk that may print it. */
  readonly deviceId?: string | null;
  readonly locale: Locale;
  readonly slip: NewSlip;
};

/**
 * Keeps the slip for ten minutes. @returns its id, for `slipAddress`
 * Refuses "slip-holds-number" when a text of it carries a whole telephone or identity number; throws a ZodError for another shape.
 */
export async function prepareSlip(
  context: Context,
  crypto: CryptoProvider,
  { elderId, deviceId = null, locale, slip }: SlipWish,
): Promise<string> {
  const checked = slipSchema.parse(slip);
  if (holdsWholeNumber(checked)) throw new Refusal("slip-holds-number");
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    await deleteEndedSlips(unit);
    const id = randomUUID();
    await insertSlip(unit, {
      id,
      elderId,
      deviceId: elderId === null ? deviceId : await findDeviceOfElder(unit, elderId),
      kind: checked.kind,
      locale,
      contentCipher: crypto.encrypt(JSON.stringify(checked), field(id)),
      createdAt: asDate(unit.now),
      endsAt: asDate(plusMinutes(unit.now, SLIP_MINUTES)),
    });
    return id;
  });
}

export type ShownSlip = {
  readonly slipId: string;
  /** Masked name, surname and sex of whose it is; null for a slip of nobody. */
  readonly who: { readonly name: string; readonly surname: string; readonly sex: string } | null;
  readonly locale: Locale;
  readonly slip: Slip;
};

async function readSlip(unit: Unit, crypto: CryptoProvider, slipId: string) {
  const found = await findSlip(unit, slipId);
  if (found === null) throw new Refusal("not-found");
  const { slip: row, name, sex } = found;
  const shown: ShownSlip = {
    slipId,
    who: name === null ? null : { name: maskName(name), surname: [...name][0] ?? "", sex: sex ?? "" },
    locale: row.locale === "en" ? "en" : "zh-CN",
    slip: slipSchema.parse(JSON.parse(crypto.decrypt(row.contentCipher, field(slipId)))),
  };
  return { row, shown };
}

/** The slip for the screen of whose it is. Refuses "not-found" for one that ended or is somebody else's. */
export async function showSlip(
  context: Context,
  crypto: CryptoProvider,
  { slipId, elderId }: { readonly slipId: string; readonly elderId: string | null },
): Promise<ShownSlip> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const { row, shown } = await readSlip(unit, crypto, slipId);
    if (row.elderId !== null && row.elderId !== elderId) throw new Refusal("not-found");
    return shown;
  });
}

/** The slip for the printer of the kiosk at which it was prepared. Refuses "not-found" for any other. */
export async function fetchSlip(
  context: Context,
  crypto: CryptoProvider,
  { slipId, deviceId }: { readonly slipId: string; readonly deviceId: string },
): Promise<ShownSlip> {
  return inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const { row, shown } = await readSlip(unit, crypto, slipId);
    if (row.deviceId !== deviceId) throw new Refusal("not-found");
    await updateSlipPrinted(unit, slipId);
    return shown;
  });
}
