/** Somebody says that they know of a notice. The first one stands. */
import { Refusal } from "#app/domain/refusal.ts";
import type { Audience } from "#app/domain/visits/late-ladder.ts";
import { acknowledgeNotice } from "#db/repositories/notices.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Refuses "not-found" for a notice that the scope is not told. */
export async function acknowledge(context: Context, noticeId: string, audience: Audience): Promise<void> {
  const known = await inTransaction(context, (unit) => acknowledgeNotice(unit, noticeId, audience, context.actor));
  if (!known) throw new Refusal("not-found");
}
