/** Writes domain journals into the books: business keys become account numbers, the digest is taken over the canonical text. */
import { ACCOUNTS, accountText, type AccountKey } from "#app/domain/ledger/chart-of-accounts.ts";
import { canonicalText, type Journal } from "#app/domain/ledger/journal.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { accountNumber, findJournalId, postJournal } from "#db/repositories/ledger.ts";
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

/** The id of the journal that a reversal undoes. Refuses "journal-not-posted". */
async function reversedId(unit: Unit, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const found = await findJournalId(unit, key);
  if (found === null) throw new Refusal("journal-not-posted", { key });
  return found;
}

/**
 * Posts journals in their order. The period must be locked by the caller. A journal that is in the books already adds nothing.
 * @param numbers of accounts that are known already, by their text; what is found is added
 * Refuses "journal-not-posted" for the reversal of a journal that is not in the books.
 */
export async function postJournals(
  unit: Unit,
  journals: readonly Journal[],
  place: PostingPlace,
  numbers: Map<string, number> = new Map(),
): Promise<PostedJournal[]> {
  const numberOf = async (key: AccountKey) => {
    const text = accountText(key);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const side = ACCOUNTS[key.code].side;
    const providerId = key.providerCode === null ? null : (place.providerIds.get(key.providerCode) ?? null);
    const number = await accountNumber(unit, {
      code: key.code,
      side: side === "either" ? "debit" : side,
      fund: key.fund,
      streetId: key.streetId,
      providerId,
    });
    numbers.set(text, number);
    return number;
  };
  const posted: PostedJournal[] = [];
  for (const journal of journals) {
    const postings = [];
    for (const posting of journal.postings)
      postings.push({
        debit: await numberOf(posting.debit),
        credit: await numberOf(posting.credit),
        amountFen: posting.amountFen,
        visitId: posting.visitNo === null ? null : (place.visitIds.get(posting.visitNo) ?? null),
        ruleVersion: posting.ruleVersion,
        priceVersion: posting.priceVersion,
      });
    const answer = await postJournal(unit, {
      id: unit.newId(),
      periodId: place.periodId,
      closingRun: place.closingRun,
      refersToMonth: journal.refersToMonth,
      kind: journal.kind,
      sourceType: journal.sourceType,
      sourceId: journal.sourceId,
      sourceVersion: journal.sourceVersion,
      reverses: await reversedId(unit, journal.reverses),
      idempotencyKey: journal.idempotencyKey,
      requestDigest: sha256Hex(canonicalText(journal)),
      postedBy: place.postedBy,
      postings,
    });
    posted.push({ key: journal.idempotencyKey, ...answer });
  }
  return posted;
}
