/**
 * A reversal (冲销) undoes a journal line by line. The books only grow: a wrong journal stays, its reversal stands
 * beside it, and a new journal may follow. A journal is reversed at most once, and a reversal is not reversed: the
 * correction is a new journal.
 */
import { Refusal } from "../refusal.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { Journal } from "./journal.ts";
import { makeJournal } from "./journal.ts";
import { swapPosting } from "./posting.ts";

/**
 * The reversal of a journal, posted in the open month. When that is a later month, it names the month it speaks of.
 * Refuses "journal-is-a-reversal" and "journal-already-reversed".
 */
export function reverseJournal(
  journal: Journal,
  openMonth: PlainMonth,
  alreadyReversed: ReadonlySet<string> = new Set(),
): Journal {
  if (journal.kind === "reversal") throw new Refusal("journal-is-a-reversal", { key: journal.idempotencyKey });
  if (alreadyReversed.has(journal.idempotencyKey))
    throw new Refusal("journal-already-reversed", { key: journal.idempotencyKey });
  return makeJournal({
    idempotencyKey: `reversal:${journal.idempotencyKey}`,
    kind: "reversal",
    month: openMonth,
    refersToMonth: openMonth === journal.month ? journal.refersToMonth : (journal.refersToMonth ?? journal.month),
    sourceType: journal.sourceType,
    sourceId: journal.sourceId,
    sourceVersion: journal.sourceVersion,
    reverses: journal.idempotencyKey,
    postings: journal.postings.map(swapPosting),
  });
}
