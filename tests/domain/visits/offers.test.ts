import { describe, expect, it } from "vitest";
import {
  DECLINE_CATEGORIES,
  OFFER_STATES,
  OFFER_TRIGGERS,
  answerOffer,
  isDeclineCategory,
  isOfferOverdue,
  lateAnswer,
  mayUndoAcceptance,
  offerTimes,
  UNDO_SECONDS,
} from "#app/domain/visits/offers.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { at } from "./visit-builders.ts";

const POSSIBLE = [
  ["pending", "send", "sent"],
  ["sent", "view", "viewed"],
  ["sent", "accept", "accepted"],
  ["viewed", "accept", "accepted"],
  ["accepted", "undo", "viewed"],
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

  const hours = { replyHours: 24, fillHours: 48 };
  it("are due after the hours of the policy and overdue from then on", () => {
    const { replyBy: dueAt, fillBy } = offerTimes(at("2026-11-02 09:00"), at("2026-11-09 10:00"), hours);
    expect(fillBy).toBe(at("2026-11-07 10:00"));
    expect(dueAt).toBe(at("2026-11-03 09:00"));
    expect(isOfferOverdue("viewed", dueAt, at("2026-11-03 08:59:59"))).toBe(false);
    expect(isOfferOverdue("viewed", dueAt, at("2026-11-03 09:00"))).toBe(true);
    expect(isOfferOverdue("accepted", dueAt, at("2026-11-04 09:00"))).toBe(false);
  });

  it("are due when the first visit begins if that is sooner, unless it has begun", () => {
    const sentAt = at("2026-11-02 09:00");
    expect(offerTimes(sentAt, at("2026-11-02 20:00"), hours).replyBy).toBe(at("2026-11-02 20:00"));
    expect(offerTimes(sentAt, at("2026-11-03 09:00"), hours).replyBy).toBe(at("2026-11-03 09:00"));
    expect(offerTimes(sentAt, sentAt, hours).replyBy).toBe(at("2026-11-03 09:00"));
  });

  it.each([
    ["accepted", null, "offer-already-accepted"],
    ["rejected", null, "offer-already-declined"],
    ["expired", null, "offer-expired"],
    ["withdrawn", null, "offer-withdrawn"],
    ["superseded", null, "offer-withdrawn"],
    ["expired", "2026-11-04 10:00", "offer-taken"],
    ["withdrawn", "2026-11-04 10:00", "offer-taken"],
    ["accepted", "2026-11-04 10:00", "offer-already-accepted"],
    ["sent", null, "offer-not-open"],
  ] as const)("that ended %s (taken elsewhere %s) answer a late reply with %s", (state, takenAt, code) => {
    const endedAt = at("2026-11-03 09:00");
    const refusal = lateAnswer({ state, endedAt, takenAt: takenAt === null ? null : at(takenAt) });
    expect(refusal.code).toBe(code);
    if (code !== "offer-not-open")
      expect(refusal.facts["at"]).toBe(isoText(code === "offer-taken" && takenAt !== null ? at(takenAt) : endedAt));
  });
  it("that are not there have no end to tell of", () => {
    expect(lateAnswer(null).code).toBe("offer-not-open");
  });

  it("that were accepted by a slip can be taken back for ten seconds and ten more of grace", () => {
    const acceptedAt = at("2026-11-03 09:00:00");
    expect(UNDO_SECONDS).toBe(10);
    expect(mayUndoAcceptance(acceptedAt, at("2026-11-03 09:00:20"))).toBe(true);
    expect(mayUndoAcceptance(acceptedAt, at("2026-11-03 09:00:21"))).toBe(false);
  });

  it("know seven categories of declining", () => {
    expect(DECLINE_CATEGORIES).toHaveLength(7);
    expect(isDeclineCategory("too_far")).toBe(true);
    expect(isDeclineCategory("bored")).toBe(false);
  });
});
