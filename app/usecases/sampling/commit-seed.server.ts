/** Fixes the value that a month's audit sample will be drawn with, before the month ends: its digest is shown, the value stays encrypted. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { firstDateOf, lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider, FieldContext } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findSampleSeed, insertSampleSeed } from "#db/repositories/samples.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export const seedField = (month: PlainMonth): FieldContext => ({
  table: "sample_seed",
  column: "secret_cipher",
  row: month,
});

/**
 * A month has one commitment: asked again it answers with that one.
 * @param secret at least 128 random bits as text, made by the caller
 * Refuses "sample-seed-too-late" once the month is over, and "whole-district-only".
 */
export async function commitSampleSeed(
  context: Context,
  crypto: CryptoProvider,
  month: PlainMonth,
  secret: string,
): Promise<string> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const known = await findSampleSeed(unit, month);
    if (known !== null) return known.commitment;
    if (localDateOf(unit.now) > lastDateOf(month)) throw new Refusal("sample-seed-too-late", { month });
    const commitment = sha256Hex(secret);
    const added = await insertSampleSeed(unit, {
      month: firstDateOf(month),
      commitment,
      secretCipher: crypto.encrypt(secret, seedField(month)),
      committedBy: context.actor,
      committedAt: asDate(unit.now),
    });
    if (!added) return (await findSampleSeed(unit, month))?.commitment ?? commitment;
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "sample.commit-seed",
      subjectType: "month",
      subjectId: month,
      facts: { commitment },
    });
    return commitment;
  });
}
