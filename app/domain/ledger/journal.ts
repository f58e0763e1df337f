/**
 * A journal (凭证) is one event in the books, immutable. Its source and kind make it unique; its canonical text is what
 * a retry is compared with, so the same key with other content is a conflict and not a second effect. Hashing happens
 * outside the domain.
 */
import type { Fen } from "../money/fen.ts";
import { sumFen } from "../money/fen.ts";
import { Refusal } from "../refusal.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { Posting } from "./posting.ts";
import { postingText, requireValid } from "./posting.ts";

export const JOURNAL_KINDS = [
  "appropriation",
  "reservation",
  "release",
  "settlement",
  "adjustment",
  "withholding",
  "payment_sent",
  "payment_confirmed",
  "payment_returned",
  "clawback_found",
  "clawback_netted",
  "unmatched_bank_line",
  "retrofit_subsidy",
  "bed_service",
  "self_payment",
  "self_refund",
  "self_earned",
  "self_charged",
  "channel_settled",
  "unmatched_bill_line",
  "bill_line_released",
  "reversal",
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** The database refuses longer journals; the close cuts its journals into parts. */
export const MOST_POSTINGS = 500;

export type Journal = {
  /** Made by the caller; the same key twice has one effect. */
  readonly idempotencyKey: string;
  readonly kind: JournalKind;
  /** The open month it is posted in. */
  readonly month: PlainMonth;
  /** The closed month it speaks of, when it comes late. */
  readonly refersToMonth: PlainMonth | null;
  readonly sourceType: string;
  /** Business key of the source, such as a batch number or a visit number. */
  readonly sourceId: string;
  readonly sourceVersion: number;
  /** Key of the journal this one undoes. */
  readonly reverses: string | null;
  readonly postings: readonly Posting[];
};

export type JournalDraft = Omit<Journal, "refersToMonth" | "sourceVersion" | "reverses"> &
  Partial<Pick<Journal, "refersToMonth" | "sourceVersion" | "reverses">>;

/**
 * Makes a journal of 1 to 500 valid postings.
 * Refuses "journal-without-key", "journal-without-postings", "journal-too-long", "journal-reversal-without-source",
 * and the refusals of a posting.
 */
export function makeJournal(draft: JournalDraft): Journal {
  const journal: Journal = { refersToMonth: null, sourceVersion: 1, reverses: null, ...draft };
  if (journal.idempotencyKey === "" || journal.sourceId === "") throw new Refusal("journal-without-key");
  if (journal.postings.length === 0) throw new Refusal("journal-without-postings", { key: journal.idempotencyKey });
  if (journal.postings.length > MOST_POSTINGS)
    throw new Refusal("journal-too-long", { count: journal.postings.length, most: MOST_POSTINGS });
  if ((journal.kind === "reversal") !== (journal.reverses !== null))
    throw new Refusal("journal-reversal-without-source", { key: journal.idempotencyKey });
  journal.postings.forEach(requireValid);
  return journal;
}

/**
 * The digest input of a journal: every field that means something, none that a machine made up. Order of postings is
 * part of it.
 */
export function canonicalText(journal: Journal): string {
  const head = [
    journal.idempotencyKey,
    journal.kind,
    journal.month,
    journal.refersToMonth ?? "",
    journal.sourceType,
    journal.sourceId,
    String(journal.sourceVersion),
    journal.reverses ?? "",
    String(journal.postings.length),
  ].join("\t");
  return [head, ...journal.postings.map(postingText)].join("\n");
}

/** Sum of the amounts of a journal. */
export function journalTotalFen(journal: Pick<Journal, "postings">): Fen {
  return sumFen(journal.postings.map((posting) => posting.amountFen));
}
