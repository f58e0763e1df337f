/** What a call's number is to the file beside it: registered there or not, and whether a linked family member speaks who may book. */
import { consentGivers, type ConsentFacts } from "#app/domain/centre/consent.ts";
import { linkAllows } from "#app/domain/family/family-link.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import type { CallElder } from "#db/queries/centre-file.ts";
import type { CallRow } from "#db/repositories/centre-calls.ts";
import { listStandingLinks } from "#db/repositories/family.ts";
import type { Unit } from "#db/transaction.ts";
import { findCallersIn } from "./find-callers.server.ts";

export type CallNumberFacts = ConsentFacts & { readonly givers: ReturnType<typeof consentGivers> };

export async function numberFactsOf(
  unit: Unit,
  crypto: CryptoProvider,
  call: Pick<CallRow, "numberIndex">,
  { elder }: CallElder,
): Promise<CallNumberFacts> {
  const { numberIndex } = call;
  if (numberIndex === null) return { isRegisteredNumber: false, bookingLink: null, givers: [] };
  const today = localDateOf(unit.now);
  const isRegisteredNumber = (await findCallersIn(unit, crypto, numberIndex)).some((one) => one.elderId === elder.id);
  // A link whose person works for the elder's provider by now allows nothing: the reading of standing links knows.
  const link = (await listStandingLinks(unit, numberIndex, today)).find(
    (one) => one.elderId === elder.id && linkAllows(one, "book", today),
  );
  const facts = { isRegisteredNumber, bookingLink: link === undefined ? null : { id: link.id, name: link.name } };
  return { ...facts, givers: consentGivers(facts) };
}
