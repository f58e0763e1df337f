/** The journals of a pack beside those that its frozen inputs and bank lines give; every journal beside its own digest. */
import { accountKey, accountText } from "../ledger/chart-of-accounts.ts";
import type { AccountKey } from "../ledger/chart-of-accounts.ts";
import type { Journal, JournalKind } from "../ledger/journal.ts";
import { canonicalText, JOURNAL_KINDS, makeJournal } from "../ledger/journal.ts";
import { makePosting } from "../ledger/posting.ts";
import { fen, fenAsNumber, sumFen } from "../money/fen.ts";
import type { CloseRun } from "../reconciliation/month-close.ts";
import {
  answerJournals,
  confirmedJournals,
  followUpJournal,
  sentJournals,
} from "../reconciliation/payment-journals.ts";
import type { PaymentAnswer } from "../reconciliation/payment-state.ts";
import { paymentState } from "../reconciliation/payment-state.ts";
import type { ClosePlan } from "../reconciliation/plan-close.ts";
import { plainMonth } from "../time/plain-month.ts";
import type { Sha256Hex } from "../sampling/seeded-draw.ts";
import { compareLists } from "./compare-settlement.ts";
import type { PackRow } from "./pack-format.ts";
import type { PackDifference } from "./read-pack.ts";

function accountOf(text: string): AccountKey {
  const [code = "", fund = "", street = "", provider = ""] = text.split("|");
  return accountKey(code, fund, {
    streetId: street === "" ? null : Number(street),
    providerCode: provider === "" ? null : provider,
  });
}

/** A journal as its row says. Refuses what no journal can be. */
export function journalOf(row: PackRow<"journals">): Journal {
  const kind = JOURNAL_KINDS.find((one) => one === row.kind);
  if (kind === undefined) throw new RangeError(`no kind of journal: ${row.kind}`);
  return makeJournal({
    idempotencyKey: row.idempotencyKey,
    kind,
    month: plainMonth(row.month),
    refersToMonth: row.refersToMonth === null ? null : plainMonth(row.refersToMonth),
    sourceType: row.sourceType,
    sourceId: row.sourceId,
    sourceVersion: row.sourceVersion,
    reverses: row.reverses,
    postings: row.postings.map((one) =>
      makePosting(accountOf(one.debit), accountOf(one.credit), fen(one.amountFen), {
        visitNo: one.visitNo,
        ruleVersion: one.ruleVersion,
        priceVersion: one.priceVersion,
      }),
    ),
  });
}

/** What of a journal is compared: amounts by posting, so that a difference names it. */
function comparable(journal: Journal): Record<string, string> {
  const postings = journal.postings.map((one, index): [string, string] => [
    `posting ${index + 1}`,
    [
      accountText(one.debit),
      accountText(one.credit),
      fenAsNumber(one.amountFen),
      one.visitNo ?? "",
      one.ruleVersion ?? "",
      one.priceVersion ?? "",
    ].join(" "),
  ]);
  return Object.fromEntries([["kind", journal.kind], ["source", journal.sourceId], ...postings]);
}

type Books = {
  readonly journals: readonly PackRow<"journals">[];
  readonly payments: readonly PackRow<"payments">[];
  readonly bank: readonly PackRow<"bank">[];
};
type PackBank = Pick<Books, "payments" | "bank">;

const keyOf = (one: { readonly batchNo: string; readonly providerCode: string | null }) =>
  `${one.batchNo}|${one.providerCode ?? ""}`;

const answerOf = (line: PackRow<"bank">): PaymentAnswer => ({
  amountFen: fen(line.amountFen),
  returnedFen: fen(line.returnedFen),
  suspenseFen: fen(line.suspenseFen),
});

export type AnsweredPayment = { readonly row: PackRow<"payments">; readonly lines: readonly PackRow<"bank">[] };

/** Every order with what the bank said of it. */
export function answeredPayments({ payments, bank }: PackBank): AnsweredPayment[] {
  return payments.map((row) => ({ row, lines: bank.filter((line) => keyOf(line) === keyOf(row)) }));
}

/** An order with more confirmed and returned than was ordered, and a line whose word is not what its amounts say. */
export function compareBank(books: PackBank): PackDifference[] {
  return answeredPayments(books).flatMap(({ row, lines }): PackDifference[] => {
    const { openFen, word } = paymentState(fen(row.orderedFen), lines.map(answerOf));
    const overrun: PackDifference = {
      code: "bank-line",
      where: keyOf(row),
      pack: String(row.orderedFen),
      computed: openFen.toString(),
    };
    const simulated = lines.filter((line) => line.simulated !== null && line.matchWord !== word);
    return [
      ...(openFen < 0n ? [overrun] : []),
      ...simulated.map(({ bankReference, matchWord }): PackDifference => ({
        ...{ code: "bank-line", where: bankReference, pack: matchWord, computed: word },
      })),
    ];
  });
}

/** The trial's bank is posted by the close itself, in one journal an order; a real one answers line by line, later. */
function bankJournals(run: CloseRun, { row, lines }: AnsweredPayment): Journal[] {
  const payee = { fund: row.fund, providerCode: row.providerCode };
  const step = { ...payee, run, openMonth: run.month };
  const [orderedFen, paid] = [fen(row.orderedFen), lines.map((line) => fen(line.amountFen))];
  const simulated = lines.length > 0 && lines.every((line) => line.simulated !== null);
  const confirmed = { ...payee, batchNo: row.batchNo, orderedFen, paidFen: sumFen(paid) };
  return [
    ...(row.follows === null ? [] : [followUpJournal(step, { batchNo: row.batchNo, orderedFen })]),
    ...(simulated
      ? confirmedJournals(run, [confirmed])
      : lines.flatMap((line) => answerJournals(step, { ...answerOf(line), reference: line.bankReference }))),
  ];
}

/** Kinds that follow from the inputs and the bank lines; others are held against their digests only. */
const COMPUTED: readonly JournalKind[] = [
  "settlement",
  "adjustment",
  "clawback_netted",
  "payment_sent",
  "payment_confirmed",
  "payment_returned",
  "unmatched_bank_line",
];

const expectedJournals = (books: Books, { run, journals, orders, money }: ClosePlan): Journal[] => [
  ...journals,
  ...money.nettingJournals,
  ...sentJournals(run, orders),
  ...answeredPayments(books).flatMap((payment) => bankJournals(run, payment)),
];

type Checked = { readonly journal: Journal | null; readonly differences: readonly PackDifference[] };

function checkJournal(row: PackRow<"journals">, sha256: Sha256Hex): Checked {
  try {
    const journal = journalOf(row);
    const computed = sha256(canonicalText(journal));
    const differs: PackDifference = {
      code: "journal-digest",
      where: row.idempotencyKey,
      pack: row.requestDigest,
      computed,
    };
    return { journal, differences: computed === row.requestDigest ? [] : [differs] };
  } catch (thrown) {
    const pack = thrown instanceof Error ? thrown.message : String(thrown);
    return { journal: null, differences: [{ code: "journal", where: row.idempotencyKey, pack, computed: "" }] };
  }
}

function repeatedVouchers(rows: readonly PackRow<"journals">[]): PackDifference[] {
  const seen = new Map<string, string>();
  return rows.flatMap(({ voucher, idempotencyKey }): PackDifference[] => {
    const before = seen.get(voucher);
    seen.set(voucher, idempotencyKey);
    return before === undefined
      ? []
      : [{ code: "voucher", where: voucher, pack: `${before}, ${idempotencyKey}`, computed: "1" }];
  });
}

export function compareBooks(books: Books, plan: ClosePlan, sha256: Sha256Hex): PackDifference[] {
  const checked = books.journals.map((row) => checkJournal(row, sha256));
  const stored = checked.flatMap(({ journal }) => journal ?? []);
  const own = stored.filter(
    ({ kind, sourceId }) => COMPUTED.includes(kind) && sourceId.startsWith(`${plan.run.runNo}:`),
  );
  const byKey = (journals: readonly Journal[]) =>
    new Map(journals.map((journal) => [journal.idempotencyKey, comparable(journal)]));
  return [
    ...checked.flatMap(({ differences }) => differences),
    ...repeatedVouchers(books.journals),
    ...compareLists("journal", byKey(own), byKey(expectedJournals(books, plan))),
  ];
}
