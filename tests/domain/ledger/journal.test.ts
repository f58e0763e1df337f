import { describe, expect, it } from "vitest";
import { reserved } from "#app/domain/ledger/flows.ts";
import { MOST_POSTINGS, canonicalText, journalTotalFen, makeJournal } from "#app/domain/ledger/journal.ts";
import { fen } from "#app/domain/money/fen.ts";
import { DECEMBER, FUND, NOVEMBER, aJournal } from "./ledger-builders.ts";

const [posting] = reserved(FUND, fen(3500), { visitNo: "V1" });
const one = posting ? [posting] : [];
const draft = {
  idempotencyKey: "k",
  kind: "reservation",
  month: NOVEMBER,
  sourceType: "visit",
  sourceId: "V1",
  postings: one,
} as const;

describe("journal", () => {
  it("holds one to 500 postings", () => {
    expect(
      makeJournal({ ...draft, postings: Array.from({ length: MOST_POSTINGS }, () => one).flat() }).postings,
    ).toHaveLength(500);
    expect(() => makeJournal({ ...draft, postings: [] })).toThrow("journal-without-postings");
    expect(() => makeJournal({ ...draft, postings: Array.from({ length: 501 }, () => one).flat() })).toThrow(
      "journal-too-long",
    );
  });

  it("needs a key and a source, and a reversal names what it reverses", () => {
    expect(() => makeJournal({ ...draft, idempotencyKey: "" })).toThrow("journal-without-key");
    expect(() => makeJournal({ ...draft, sourceId: "" })).toThrow("journal-without-key");
    expect(() => makeJournal({ ...draft, kind: "reversal" })).toThrow("journal-reversal-without-source");
    expect(() => makeJournal({ ...draft, reverses: "x" })).toThrow("journal-reversal-without-source");
  });

  it("refuses an invalid posting that came from elsewhere", () => {
    const broken = one.map((posted) => ({ ...posted, amountFen: fen(0) }));
    expect(() => makeJournal({ ...draft, postings: broken })).toThrow("posting-amount-not-positive");
  });

  it("adds up", () => {
    expect(journalTotalFen(aJournal([...one, ...one]))).toBe(7000n);
  });
});

describe("canonical text of a journal", () => {
  const text = canonicalText(makeJournal(draft));

  it("says every field that means something", () => {
    expect(text).toBe(
      "k\treservation\t2026-11\t\tvisit\tV1\t1\t\t1\n" +
        "budget.committed|district_purchase||\tbudget.available|district_purchase||\t3500\tV1\t\t",
    );
  });

  it.each([
    { month: DECEMBER },
    { refersToMonth: NOVEMBER },
    { sourceVersion: 2 },
    { sourceId: "V2" },
    { kind: "release" as const },
    { postings: reserved(FUND, fen(3501), { visitNo: "V1" }) },
  ])("changes with %o", (change) => {
    expect(canonicalText(makeJournal({ ...draft, ...change }))).not.toBe(text);
  });

  it("is the same for the same request", () => {
    expect(canonicalText(makeJournal({ ...draft }))).toBe(text);
  });
});
