/**
 * A consent that was given at home or at a desk, before a witness. The recorder may work for the elder's provider; whoever is linked may not,
 * here and by the database, and a recorder never links the own telephone.
 */
import { maskName, maskPhone } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { CONSENT_VERSION, linkStands } from "#app/domain/family/family-link.ts";
import { assertWitnessed, type WitnessedConsent } from "#app/domain/family/witnessed-consent.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { findElderNumbers } from "#db/queries/elder-numbers.ts";
import { findDisplayName } from "#db/repositories/access.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import { insertConsent, isWorkerPhone, listLinksOfElder } from "#db/repositories/family.ts";
import { findVisit } from "#db/repositories/visits.ts";
import { inReading, insideScope, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { linkField, writeLink } from "./write-link.server.ts";

/** Whose elder it is: of a visit of today that the care worker makes, or of an elder whom the office's scope reaches. */
export type WitnessedPlace =
  | { readonly channel: "worker"; readonly visitNo: string; readonly workerId: string }
  | { readonly channel: "office"; readonly elderNo: string };

async function elderIdAt(unit: Unit, place: WitnessedPlace): Promise<string> {
  if (place.channel === "office") {
    const found = await findElderNumbers(unit, place.elderNo);
    if (found === null) throw new Refusal("not-found");
    return found.id;
  }
  const visit = await findVisit(unit, place.visitNo);
  if (visit === null || visit.deliveryState === "cancelled") throw new Refusal("not-found");
  if (localDateOf(instant(visit.plannedStart)) !== localDateOf(unit.now)) throw new Refusal("family-visit-not-today");
  return visit.elderId;
}

/** The elder and the links that stand, masked, for the page of the form. Refuses as recording does. */
export async function showWitnessed(context: Context, crypto: CryptoProvider, place: WitnessedPlace) {
  return inReading(context, async (unit) => {
    const elderId = await elderIdAt(unit, place);
    const wide = insideScope(unit, WHOLE_DISTRICT);
    const found = await findElderWithFacts(wide, elderId);
    const today = localDateOf(unit.now);
    const links = (await listLinksOfElder(wide, elderId)).filter((link) => linkStands(link, today));
    return {
      name: maskName(found?.elder.name ?? ""),
      today,
      links: links.map(({ id, name, relation, phoneCipher, scopes, toOn }) => ({
        linkId: id,
        name: maskName(name),
        relation,
        phone: maskPhone(crypto.decrypt(phoneCipher, linkField(id))),
        scopes,
        toOn,
      })),
    };
  });
}

/**
 * @returns the link's id
 * Refuses "not-found" outside the scope, "family-visit-not-today", what `assertWitnessed` and `writeLink` refuse, and "family-is-recorder".
 */
export async function recordWitnessedLink(
  context: Context,
  crypto: CryptoProvider,
  place: WitnessedPlace,
  consent: WitnessedConsent,
): Promise<string> {
  return inTransaction(context, async (unit) => {
    const elderId = await elderIdAt(unit, place);
    const wide = insideScope(unit, WHOLE_DISTRICT);
    await findElderWithFacts(wide, elderId, true);
    assertWitnessed(consent, (await findDisplayName(wide, context.actor)) ?? context.actor, localDateOf(unit.now));
    const { channel } = place;
    const isOwn =
      channel === "worker" && (await isWorkerPhone(wide, place.workerId, crypto.blindIndex(consent.phone, "phone")));
    if (isOwn) throw new Refusal("family-is-recorder");
    const { linkId, step } = await writeLink(wide, crypto, { ...consent, elderId });
    const { scopes, consentedBy, consentHow, witnessName } = consent;
    await insertConsent(wide, {
      id: unit.newId(),
      linkId,
      step,
      scopes: [...scopes],
      consentVersion: CONSENT_VERSION,
      at: asDate(unit.now),
      by: context.actor,
      channel,
      identifiedBy: channel === "worker" ? `visit ${place.visitNo}` : "staff",
      consentedBy,
      consentHow,
      witnessName,
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: `family.${step}`,
      subjectType: "elder",
      subjectId: elderId,
      facts: { link: linkId, scopes: scopes.join(","), channel, consentedBy, consentHow },
    });
    return linkId;
  });
}
