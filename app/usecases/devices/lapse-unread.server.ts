/**
 * Deletes messages of devices that nobody could read and that were kept as long as the policy says: they may tell of people, and whoever was
 * to put a mapping file right had that long. Run again it finds nothing more to do; cut off, it goes on where it was.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { unreadKeptFrom } from "#app/domain/policy/retention.ts";
import { instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { deleteQuarantineBefore } from "#db/repositories/device-readings.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";

/** Rows of one unit of work. */
export const LAPSED_AT_ONCE = 1000;

/** @returns how many messages went */
export async function lapseUnread(given: Context): Promise<number> {
  const context = { ...given, scope: WHOLE_DISTRICT };
  const today = localDateOf(context.now);
  const { parameters } = policyInForce(await inReading(context, listPolicyVersions), today);
  const keptFrom = unreadKeptFrom(today, parameters);
  const lapseSome = () =>
    inTransaction(context, async (unit) => {
      const messages = await deleteQuarantineBefore(unit, instantAt(keptFrom, 0), LAPSED_AT_ONCE);
      if (messages > 0)
        await insertAuditEvent(unit, context.actor, {
          ...{ chain: "devices", action: "device.lapse-unread", subjectType: "day", subjectId: keptFrom },
          facts: { messages },
        });
      return messages;
    });
  for (let total = 0; ;) {
    const some = await lapseSome();
    if (some === 0) return total;
    total += some;
  }
}
