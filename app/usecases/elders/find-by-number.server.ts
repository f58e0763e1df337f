/** An elder found by identity number or telephone: the blind index is compared, and the log says that somebody searched, never for what. */
import { maskName } from "#app/domain/access/masking.ts";
import type { PersonNumber } from "#app/domain/elders/person-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listEldersByNumber } from "#db/queries/elder-numbers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

type ReadNumber = Exclude<PersonNumber, { kind: "neither" }>;

/** Elders of the scope with that number, names masked; several may share a telephone. Refuses nothing: elsewhere is nowhere. */
export async function findEldersByNumber(context: Context, crypto: CryptoProvider, number: ReadNumber) {
  return inTransaction(context, async (unit) => {
    const index = crypto.blindIndex(number.normalised, number.kind);
    const found = await listEldersByNumber(unit, { kind: number.kind, index });
    const [only] = found;
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "elder.search",
      subjectType: "elder",
      subjectId: only !== undefined && found.length === 1 ? only.id : "none",
      facts: { by: number.kind, found: found.map(({ id }) => id) },
    });
    return found.map(({ elderNo, name, streetZh, streetEn }) => ({
      elderNo,
      name: maskName(name),
      streetZh,
      streetEn,
    }));
  });
}

/** A person searched more often than an hour allows: a security event. */
export async function noteRefusedSearch(context: Context): Promise<void> {
  await inTransaction(context, (unit) =>
    insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "elder.search-refuse",
      subjectType: "user",
      subjectId: context.actor,
      facts: {},
    }),
  );
}
