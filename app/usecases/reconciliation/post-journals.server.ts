/** Writes domain journals into the books: business keys become account numbers, the digest is taken over the canonical text. */
import { ACCOUNTS, accountText, type AccountKey } from "#app/domain/ledger/chart-of-accounts.ts";
import { canonicalText, type Journal } from "#app/domain/ledger/journal.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import {
  accountKeyText,
  accountNumbers,
  findJournalId,
  postEntries,
  type JournalEntry,
} from "#db/repositories/ledger.ts";
import type { Unit } from "#db/transaction.ts";

export type PostingPlace = {
  readonly periodId: number;
  /** The settlement run, when the period is closing. */
  readonly closingRun: string | null;
  readonly postedBy: string;
  readonly providerIds: ReadonlyMap<string, string>;
  readonly visitIds: ReadonlyMap<string, string>;
};

export type PostedJournal = { readonly key: string; readonly voucherNo: number; readonly duplicate: boolean };

/** The id of the journal that a reversal undoes, in the books or before it in the same call. Refuses "journal-not-posted". */
async function reversedId(unit: Unit, key: string | null, before: readonly JournalEntry[]): Promise<string | null> {
  if (key === null) return null;
  const found = (await findJournalId(unit, key)) ?? before.find((one) => one.idempotencyKey === key)?.id ?? null;
  if (found === null) throw new Refusal("journal-not-posted", { key });
  return found;
}

/** Numbers of accounts by their text, which grow as journals name accounts. */
export type AccountNumbers = Map<string, number>;

/** Finds or makes the accounts that some journals name for the first time. */
async function learnAccounts(
  unit: Unit,
  journals: readonly Journal[],
  place: PostingPlace,
  numbers: AccountNumbers,
): Promise<void> {
  const unknown = new Map<string, Parameters<typeof accountNumbers>[1][number]>();
  for (const { postings } of journals)
    for (const { debit, credit } of postings)
      for (const key of [debit, credit]) {
        const text = accountText(key);
        if (numbers.has(text) || unknown.has(text)) continue;
        const { code, fund, streetId } = key;
        const side = ACCOUNTS[code].side;
        const providerId = key.providerCode === null ? null : (place.providerIds.get(key.providerCode) ?? null);
        unknown.set(text, { code, side: side === "either" ? "debit" : side, fund, streetId, providerId });
      }
  const found = await accountNumbers(unit, [
    ...new Map([...unknown.values()].map((key) => [accountKeyText(key), key])).values(),
  ]);
  for (const [text, key] of unknown) {
    const number = found.get(accountKeyText(key));
    if (number !== undefined) numbers.set(text, number);
  }
}

/**
 * Posts journals in their order by one call of the posting function. The period must be locked by the caller. A journal that is in the
 * books already adds nothing.
 * @param numbers of accounts that are known already, by their text; what is found is added
 * Refuses "journal-not-posted" for the reversal of a journal that is not in the books.
 */
export async function postJournals(
  unit: Unit,
  journals: readonly Journal[],
  place: PostingPlace,
  numbers: AccountNumbers = new Map(),
): Promise<PostedJournal[]> {
  await learnAccounts(unit, journals, place, numbers);
  const numberOf = (key: AccountKey) => numbers.get(accountText(key)) ?? 0;
  const entries: JournalEntry[] = [];
  for (const journal of journals)
    entries.push({
      id: unit.newId(),
      periodId: place.periodId,
      closingRun: place.closingRun,
      refersToMonth: journal.refersToMonth,
      kind: journal.kind,
      sourceType: journal.sourceType,
      sourceId: journal.sourceId,
      sourceVersion: journal.sourceVersion,
      reverses: await reversedId(unit, journal.reverses, entries),
      idempotencyKey: journal.idempotencyKey,
      requestDigest: sha256Hex(canonicalText(journal)),
      postedBy: place.postedBy,
      postings: journal.postings.map((posting) => ({
        debit: numberOf(posting.debit),
        credit: numberOf(posting.credit),
        amountFen: posting.amountFen,
        visitId: posting.visitNo === null ? null : (place.visitIds.get(posting.visitNo) ?? null),
        ruleVersion: posting.ruleVersion,
        priceVersion: posting.priceVersion,
      })),
    });
  const answers = await postEntries(unit, entries);
  return answers.map((answer, index) => ({ key: entries[index]?.idempotencyKey ?? "", ...answer }));
}
