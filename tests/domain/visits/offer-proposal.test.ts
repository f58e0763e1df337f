import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import {
  assertAlternatives,
  assertProposalOpen,
  isAgreeingParty,
  PROPOSAL_STATES,
  proposalAnswerBy,
} from "#app/domain/visits/offer-proposal.ts";
import { at } from "./visit-builders.ts";

const time = (date: string, minute = 540) => ({ date: plainDate(date), minute });
const asked =
  (...alternatives: ReturnType<typeof time>[]) =>
  () =>
    assertAlternatives({
      planned: time("2026-11-20"),
      month: plainMonth("2026-11"),
      alternatives,
      now: at("2026-11-15 09:00"),
    });

describe("other times for a visit", () => {
  it("are one or two, in the visit's month, and not its own", () => {
    expect(asked(time("2026-11-21"))).not.toThrow();
    expect(asked(time("2026-11-20", 600), time("2026-11-30"))).not.toThrow();
    expect(asked()).toThrow("proposal-needs-time");
    expect(asked(time("2026-11-21"), time("2026-11-22"), time("2026-11-23"))).toThrow("proposal-too-many");
    expect(asked(time("2026-11-20"))).toThrow("proposal-same-time");
    expect(asked(time("2026-11-21"), time("2026-11-21"))).toThrow("proposal-same-time");
    expect(asked(time("2026-12-01"))).toThrow("move-leaves-month");
  });
  it("are still to come: the present minute is past", () => {
    expect(asked(time("2026-11-15", 540))).toThrow("move-into-past");
    expect(asked(time("2026-11-15", 541))).not.toThrow();
  });
  it("wait for an answer no longer than until the first of the times begins", () => {
    const due = at("2026-11-16 09:00");
    expect(proposalAnswerBy(due, [at("2026-11-21 09:00")])).toBe(due);
    expect(proposalAnswerBy(due, [at("2026-11-21 09:00"), at("2026-11-15 18:00")])).toBe(at("2026-11-15 18:00"));
  });
  it("can be answered while they are open, and not at their time or later", () => {
    const answerBy = at("2026-11-16 09:00");
    expect(() => assertProposalOpen("open", answerBy, at("2026-11-16 08:59:59"))).not.toThrow();
    expect(() => assertProposalOpen("open", answerBy, answerBy)).toThrow("proposal-not-open");
    for (const state of PROPOSAL_STATES.filter((one) => one !== "open"))
      expect(() => assertProposalOpen(state, answerBy, at("2026-11-15 09:00"))).toThrow("proposal-not-open");
  });
  it("are agreed to by the elder or the family, nobody else", () => {
    expect(["elder", "family", "provider", ""].map((one) => isAgreeingParty(one))).toEqual([true, true, false, false]);
  });
});
