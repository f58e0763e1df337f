/** The form of a consent before a witness, read and recorded: one for the care worker's phone and the office's desk. */
import * as z from "zod";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { FAMILY_RELATIONS, FAMILY_SCOPES, readScopes } from "#app/domain/family/family-link.ts";
import { CONSENT_SPEAKERS, CONSENT_WAYS } from "#app/domain/family/witnessed-consent.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { recordWitnessedLink, type WitnessedPlace } from "#app/usecases/family/record-witnessed-link.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";

const form = z.strictObject({
  name: z.string().trim().min(1).max(20),
  relation: z.enum(FAMILY_RELATIONS),
  phone: z.string().max(20),
  consentedBy: z.enum(CONSENT_SPEAKERS),
  consentHow: z.enum(CONSENT_WAYS),
  witnessName: z.string().trim().min(1).max(20),
  scope: z.array(z.enum(FAMILY_SCOPES)),
  toOn: z.iso.date(),
});

/** @returns why nothing was written down, or null. Throws the refusal "not-found", which is a page of its own. */
export async function recordWitnessed(
  { request, context, services }: Pick<Guarded, "request" | "context" | "services">,
  place: WitnessedPlace,
): Promise<string | null> {
  const { value } = await readForm(request, form, ["scope"]);
  if (value === null) return "missing";
  const phone = normalisePhone(value.phone);
  if (phone?.kind !== "mobile") return "bad_phone";
  const { scope, toOn, ...given } = value;
  const consent = { ...given, phone: phone.normalised, scopes: readScopes(scope), toOn: plainDate(toOn) };
  try {
    await recordWitnessedLink(context, services.crypto, place, consent);
    return null;
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return thrown.code;
  }
}
