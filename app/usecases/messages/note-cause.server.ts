/**
 * Writes down, in the unit of what happened, that people are to be told of it, and the job that tells them: both are there when the unit ends
 * well, and neither when it does not. Who is told is looked up by the job.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { MAX_TRIES } from "#app/domain/jobs/job.ts";
import { SCOPE_TOLD, type CauseKind } from "#app/domain/messages/outgoing-message.ts";
import { asDate, localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { insertJob } from "#db/repositories/jobs.ts";
import { eldersWhoShare, insertCauses } from "#db/repositories/messages.ts";
import type { Unit } from "#db/transaction.ts";

export type Cause = {
  readonly kind: CauseKind;
  /** Number of the order, refund, visit or ticket, or the alert's id: the same one twice is told once. */
  readonly subject: string;
  readonly elderId: string;
  /** The one person whom it is for, where that is a member of the family. */
  readonly linkId?: string | null;
  /** No personal data. */
  readonly facts: Readonly<Record<string, string>>;
  readonly happenedAt: Instant;
};

/** Causes that nobody is to be told of by any consent are not written: most visits are of elders who share with nobody. */
async function withListeners(unit: Unit, causes: readonly Cause[]): Promise<readonly Cause[]> {
  const kept: Cause[] = [];
  for (const kind of new Set(causes.map((one) => one.kind))) {
    const alike = causes.filter((one) => one.kind === kind);
    const scope = SCOPE_TOLD[kind];
    if (scope === null) kept.push(...alike);
    else {
      const elders = [...new Set(alike.map(({ elderId }) => elderId))];
      const sharing = await eldersWhoShare(unit, elders, scope, localDateOf(unit.now));
      kept.push(...alike.filter(({ elderId }) => sharing.has(elderId)));
    }
  }
  return kept;
}

export async function noteCauses(unit: Unit, causes: readonly Cause[]): Promise<void> {
  if (causes.length === 0) return;
  const rows = (await withListeners(unit, causes)).map((cause) => ({
    ...cause,
    id: unit.newId(),
    linkId: cause.linkId ?? null,
    happenedAt: asDate(cause.happenedAt),
  }));
  for (const id of await insertCauses(unit, rows))
    await insertJob(unit, {
      id: unit.newId(),
      kind: "send-messages",
      subject: id,
      runKey: id,
      payload: {},
      scope: WHOLE_DISTRICT,
      createdBy: "system:send-messages",
      maxAttempts: MAX_TRIES,
    });
}
