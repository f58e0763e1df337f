/**
 * Journals for tests: any sequence of the flows of the subsidy, with amounts and owners chosen by the property test.
 */
import fc from "fast-check";
import type { FlowOwner } from "#app/domain/ledger/flows.ts";
import {
  appropriation,
  bankConfirmed,
  batchSent,
  clawbackFound,
  clawbackNetted,
  released,
  reserved,
  unmatchedBankLine,
  visitApproved,
  withheld,
} from "#app/domain/ledger/flows.ts";
import type { Journal, JournalKind } from "#app/domain/ledger/journal.ts";
import { makeJournal } from "#app/domain/ledger/journal.ts";
import type { Posting } from "#app/domain/ledger/posting.ts";
import { fen } from "#app/domain/money/fen.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

export const FUND = "district_purchase";
export const OWNER: FlowOwner = { fund: FUND, streetId: 3, providerCode: "91320600MA00000001" };
export const NOVEMBER = plainMonth("2026-11");
export const DECEMBER = plainMonth("2026-12");

export function aJournal(postings: readonly Posting[], kind: JournalKind = "settlement", key = "journal-1"): Journal {
  return makeJournal({ idempotencyKey: key, kind, month: NOVEMBER, sourceType: "test", sourceId: key, postings });
}

const anyOwner: fc.Arbitrary<FlowOwner> = fc.record({
  fund: fc.constantFrom(FUND, "voucher"),
  streetId: fc.constantFrom(1, 2, 3),
  providerCode: fc.constantFrom("A", "B"),
});

const FLOWS: readonly ((owner: FlowOwner, amount: bigint) => Posting[])[] = [
  (owner, amount) => appropriation(owner.fund, fen(amount)),
  (owner, amount) => reserved(owner.fund, fen(amount)),
  (owner, amount) => released(owner.fund, fen(amount)),
  (owner, amount) => visitApproved(owner, { approvedFen: fen(amount), reservedFen: fen(amount + 7n) }),
  (owner, amount) => withheld(owner, fen(amount)),
  (owner, amount) => batchSent(owner, fen(amount)),
  (owner, amount) => bankConfirmed(owner, fen(amount)),
  (owner, amount) => unmatchedBankLine(owner.fund, fen(amount), "paid_out"),
  (owner, amount) => clawbackFound(owner, fen(amount)),
  (owner, amount) => clawbackNetted(owner, fen(amount)),
];

export const anyJournals: fc.Arbitrary<Journal[]> = fc
  .array(fc.tuple(fc.nat({ max: FLOWS.length - 1 }), anyOwner, fc.bigInt({ min: 1n, max: 10_000_000n })), {
    maxLength: 30,
  })
  .map((rows) =>
    rows.map(([flow, owner, amount], index) =>
      aJournal(FLOWS[flow]?.(owner, amount) ?? [], "settlement", `journal-${index}`),
    ),
  );
