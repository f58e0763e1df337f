import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeptPhoto } from "#app/domain/photos/kept-photos.ts";
import {
  answered,
  backOffMs,
  isUnsent,
  nextBatch,
  outboxFacts,
  shownBy,
  waitingRow,
} from "#app/domain/visits/outbox.ts";
import type { OutboxRow } from "#app/domain/visits/outbox.ts";
import type { SentEvent, SyncAnswer } from "#app/domain/visits/sync-message.ts";

function row(deviceSeq: number, changes: Partial<OutboxRow> = {}): OutboxRow {
  const event = { eventId: `event ${deviceSeq}`, deviceSeq } as SentEvent;
  return { ...waitingRow(event, 1000), ...changes };
}

const answer = (deviceSeq: number, said: SyncAnswer["answer"]): SyncAnswer => ({
  eventId: `event ${deviceSeq}`,
  answer: said,
  reason: said === "rejected" ? "bad-signature" : null,
});

describe("a batch", () => {
  it("is the oldest that wait, in the device's order", () => {
    const rows = [row(3), row(1, { state: "sent" }), row(2), row(4, { state: "rejected" })];
    expect(nextBatch(rows).map((one) => one.event.deviceSeq)).toEqual([2, 3]);
    expect(nextBatch(rows, 1).map((one) => one.event.deviceSeq)).toEqual([2]);
  });
});

describe("an answer", () => {
  it("takes out only what it names", () => {
    const rows = [row(1), row(2), row(3), row(4)];
    const changed = answered(rows, [answer(1, "accepted"), answer(2, "duplicate"), answer(3, "rejected")], 9000);
    expect(changed.map((one) => [one.event.deviceSeq, one.state, one.reason])).toEqual([
      [1, "sent", null],
      [2, "sent", null],
      [3, "rejected", "bad-signature"],
    ]);
  });

  it("that comes a second time, or names strangers, changes nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 })), (named) => {
        const answers = named.map((seq) => answer(seq, seq % 2 === 0 ? "accepted" : "rejected"));
        const rows = [1, 2, 3].map((seq) => row(seq));
        const once = answered(rows, answers, 9000);
        const after = rows.map((one) => once.find((changed) => changed.event.eventId === one.event.eventId) ?? one);
        expect(answered(after, answers, 9999)).toEqual([]);
        expect(after.map((one) => one.event)).toEqual(rows.map((one) => one.event));
      }),
    );
  });
});

describe("what was sent", () => {
  it("stays in sight until a day shows it that was asked for after the answer", () => {
    const rows = [row(1, { state: "sent", answeredMs: 5000 }), row(2), row(3, { state: "rejected", answeredMs: 1 })];
    expect(shownBy(rows, 4999)).toEqual([]);
    expect(shownBy(rows, 5000)).toEqual(["event 1"]);
  });
});

describe("waiting before the next try", () => {
  it("doubles from two seconds to five minutes and never more", () => {
    expect([1, 2, 3, 9, 40].map((failures) => backOffMs(failures, 1))).toEqual([2000, 4000, 8000, 300_000, 300_000]);
  });

  it("is at least half of it, whatever is drawn", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, draw) => {
        const [least, wait] = [backOffMs(failures, 0), backOffMs(failures, draw)];
        expect(wait).toBeGreaterThanOrEqual(least);
        expect(wait).toBeLessThanOrEqual(2 * least);
      }),
    );
  });
});

const photo = (state: KeptPhoto["state"]): KeptPhoto => ({
  digest: "d",
  eventId: "e",
  visitNo: "V1",
  end: "photo_start",
  byteCount: 9,
  savedMs: 1000,
  state,
});

describe("a warning", () => {
  const hours = (count: number) => 1000 + count * 3_600_000;

  it.each([
    [0, "none"],
    [hours(12) - 1, "none"],
    [hours(12), "half-day"],
    [hours(24) - 1, "half-day"],
    [hours(24), "day"],
  ])("at %d ms is %s", (nowMs, warning) => {
    expect(outboxFacts([row(1)], [], nowMs).warning).toBe(warning);
    expect(outboxFacts([], [photo("waiting")], nowMs).warning).toBe(warning);
  });

  it("is about what waits: rejected and sent rows do not count", () => {
    const rows = [row(1, { state: "sent" }), row(2, { state: "rejected" })];
    const facts = outboxFacts(rows, [photo("refused")], hours(48));
    expect(facts).toEqual({ waiting: 0, photos: 0, rejected: 2, warning: "none" });
    expect(isUnsent(facts)).toBe(false);
  });

  it("is about photographs too: with one on the phone something is unsent, whatever became of its event", () => {
    const facts = outboxFacts([row(1, { state: "sent" })], [photo("waiting")], 1000);
    expect(facts).toEqual({ waiting: 0, photos: 1, rejected: 0, warning: "none" });
    expect([isUnsent(facts), isUnsent(outboxFacts([row(1)], [], 1000))]).toEqual([true, true]);
  });
});
