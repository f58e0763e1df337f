import { describe, expect, it } from "vitest";
import {
  DECLINE_CATEGORIES,
  OFFER_STATES,
  OFFER_TRIGGERS,
  answerOffer,
  isDeclineCategory,
  isOfferOverdue,
  offerReplyDueAt,
} from "#app/domain/visits/offers.ts";
import { at } from "./visit-builders.ts";

const POSSIBLE = [
  ["pending", "send", "sent"],
  ["sent", "view", "viewed"],
  ["sent", "accept", "accepted"],
  ["viewed", "accept", "accepted"],
  ["sent", "reject", "rejected"],
  ["viewed", "reject", "rejected"],
  ["sent", "expire", "expired"],
  ["viewed", "expire", "expired"],
  ["pending", "supersede", "superseded"],
  ["sent", "supersede", "superseded"],
  ["viewed", "supersede", "superseded"],
  ["pending", "withdraw", "withdrawn"],
  ["sent", "withdraw", "withdrawn"],
  ["viewed", "withdraw", "withdrawn"],
] as const;

describe("offers", () => {
  it.each(POSSIBLE)("from %s, %s leads to %s", (from, trigger, to) => {
    expect(answerOffer(from, trigger)).toBe(to);
  });

  it("refuse every other answer, so a second click or a late accept changes nothing", () => {
    const allowed = new Set(POSSIBLE.map(([from, trigger]) => `${from} ${trigger}`));
    for (const state of OFFER_STATES)
      for (const trigger of OFFER_TRIGGERS)
        if (!allowed.has(`${state} ${trigger}`))
          expect(() => answerOffer(state, trigger)).toThrow(`offer-cannot-${trigger}`);
  });

  it("are due after the hours of the policy and overdue from then on", () => {
    const dueAt = offerReplyDueAt(at("2026-11-02 09:00"), 24);
    expect(dueAt).toBe(at("2026-11-03 09:00"));
    expect(isOfferOverdue("viewed", dueAt, at("2026-11-03 08:59:59"))).toBe(false);
    expect(isOfferOverdue("viewed", dueAt, at("2026-11-03 09:00"))).toBe(true);
    expect(isOfferOverdue("accepted", dueAt, at("2026-11-04 09:00"))).toBe(false);
  });

  it("know seven categories of declining", () => {
    expect(DECLINE_CATEGORIES).toHaveLength(7);
    expect(isDeclineCategory("too_far")).toBe(true);
    expect(isDeclineCategory("bored")).toBe(false);
  });
});
