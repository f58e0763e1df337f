/** The offices' forms about kiosks: pairing one, taking one out of use. What is wrong comes back as a sentence. */
import * as z from "zod";
import { EQUIPMENT_NAMES, kioskRecordSchema, type KioskRecord } from "#app/domain/kiosk/device-record.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { Locale } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { pairKiosk } from "#app/usecases/kiosk/pair-kiosk.server.ts";
import { revokeKiosk } from "#app/usecases/kiosk/watch-kiosks.server.ts";
import type { Context } from "#db/transaction.ts";
import { readForm } from "./guard.server.ts";

const box = z.literal("yes").optional();
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);

const pairForm = z.strictObject({
  code: z.string().max(40),
  streetId: z.coerce.number().int(),
  place: z.string().max(60),
  panel: z.coerce.number().int(),
  orientation: z.string(),
  edge: z.string().max(6),
  step: z.enum(["", "1", "2", "3"]),
  reader: box,
  scanner: box,
  printer: box,
  earphone: box,
  handset: box,
  keypad: box,
  helpButton: box,
  staffCall: z.string().max(20),
  opens: clock,
  closes: clock,
});
type PairForm = z.infer<typeof pairForm>;

function minuteOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

function recordOf(value: PairForm): KioskRecord | null {
  const read = kioskRecordSchema.safeParse({
    streetId: value.streetId,
    place: value.place,
    panelTenthInch: value.panel,
    orientation: value.orientation,
    bottomEdgeMm: /^\d{1,4}$/.test(value.edge.trim()) ? Number(value.edge) : NaN,
    defaultStep: value.step === "" ? null : Number(value.step),
    equipment: Object.fromEntries(EQUIPMENT_NAMES.map((name) => [name, value[name] === "yes"])),
    staffCall: value.staffCall.trim() === "" ? null : value.staffCall,
    opensMinute: minuteOf(value.opens),
    closesMinute: minuteOf(value.closes),
  });
  return read.success ? read.data : null;
}

/** The sentence of a refusal; throws whatever is none. */
function sentenceOf(thrown: unknown, locale: Locale): string {
  if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
  return refusalSentence(thrown.code, thrown.facts, locale);
}

/** @returns the number of the paired kiosk, or the sentence that says why not, with what was filled in */
export async function takePairForm(request: Request, context: Context, locale: Locale) {
  const { value } = await readForm(request, pairForm);
  const record = value === null ? null : recordOf(value);
  if (value === null || record === null)
    return { problem: refusalSentence("kiosk-record-wrong", {}, locale), typed: value };
  try {
    return { deviceNo: await pairKiosk(context, value.code, record) };
  } catch (thrown) {
    return { problem: sentenceOf(thrown, locale), typed: value };
  }
}

const revokeForm = z.strictObject({ deviceNo: z.string().max(10), reason: z.string().max(20).default("") });

/** @returns why it was not done; null when it was */
export async function takeRevokeForm(request: Request, context: Context, locale: Locale): Promise<string | null> {
  const { value } = await readForm(request, revokeForm);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    await revokeKiosk(context, value);
    return null;
  } catch (thrown) {
    return sentenceOf(thrown, locale);
  }
}
