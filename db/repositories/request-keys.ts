/** Answers to requests by the key that the asker made: the same key gives the same answer, however often and however fast it comes. */
import { and, eq } from "drizzle-orm";
import { Refusal } from "#app/domain/refusal.ts";
import { idempotencyRecord } from "../schema/operation.ts";
import type { Unit } from "../transaction.ts";
import { keyOfBytes } from "./batches.ts";

export type RequestKey = {
  /** Whose key it is: what is asked, and by whom. */
  readonly scope: string;
  readonly key: string;
  /** Digest of all that was asked. */
  readonly digest: Uint8Array;
};

/**
 * Takes the key for this unit, or gives the answer that it already has. Of two units with one key the second waits here until the
 * first has ended. Refuses "request-key-reused" when something else was asked with the key before.
 */
export async function takeRequestKey(
  unit: Unit,
  { scope, key, digest }: RequestKey,
): Promise<{ readonly answer: unknown } | null> {
  const taken = await unit.orm
    .insert(idempotencyRecord)
    .values({ scope, key, requestDigest: digest, response: {} })
    .onConflictDoNothing()
    .returning({ key: idempotencyRecord.key });
  if (taken.length > 0) return null;
  const [known] = await unit.orm
    .select()
    .from(idempotencyRecord)
    .where(and(eq(idempotencyRecord.scope, scope), eq(idempotencyRecord.key, key)));
  if (!known) throw new Refusal("busy-try-again");
  if (keyOfBytes(known.requestDigest) !== keyOfBytes(digest)) throw new Refusal("request-key-reused");
  return { answer: known.response };
}

/** Writes the answer of a key that this unit has taken. */
export async function keepAnswer(unit: Unit, { scope, key }: RequestKey, answer: unknown): Promise<void> {
  await unit.orm
    .update(idempotencyRecord)
    .set({ response: answer })
    .where(and(eq(idempotencyRecord.scope, scope), eq(idempotencyRecord.key, key)));
}
