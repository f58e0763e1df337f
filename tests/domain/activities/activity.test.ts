import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isReminderDue,
  mayCheckIn,
  movingUp,
  placesLeft,
  requireActivity,
  requireOpen,
  stateOfNext,
  waitingPosition,
  type ActivityPlan,
} from "#app/domain/activities/activity.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const NOW = instant("2026-11-15T02:00:00Z");
const START = plusMinutes(NOW, 26 * 60);
const plan: ActivityPlan = {
  title: "书画课",
  place: "二楼",
  capacity: 12,
  startsAt: START,
  endsAt: plusMinutes(START, 90),
};
const standing = { ...plan, state: "open" as const, joinedCount: 0 };

describe("an activity", () => {
  it.each<[string, Partial<ActivityPlan>, number]>([
    ["activity-needs-title", { title: "  " }, 0],
    ["activity-title-long", { title: "一二三四五六七八九十一" }, 0],
    ["activity-needs-place", { place: "" }, 0],
    ["activity-times", { endsAt: START }, 0],
    ["activity-in-past", { startsAt: NOW, endsAt: plusMinutes(NOW, 60) }, 0],
    ["activity-capacity", { capacity: 0 }, 0],
    ["activity-capacity", { capacity: 2.5 }, 0],
    ["activity-capacity", { capacity: 501 }, 0],
    ["activity-capacity-below-joined", { capacity: 3 }, 4],
  ])("is refused as %s", (code, changes, joined) => {
    expect(() => requireActivity({ ...plan, ...changes }, NOW, joined)).toThrow(code);
  });

  it("is made when it says what, where, when and for how many", () => {
    expect(() => requireActivity(plan, NOW, 12)).not.toThrow();
  });

  it("can be joined until it begins, unless it was cancelled", () => {
    expect(() => requireOpen(standing, plusMinutes(START, -1))).not.toThrow();
    expect(() => requireOpen(standing, START)).toThrow("activity-begun");
    expect(() => requireOpen({ ...standing, state: "cancelled" }, NOW)).toThrow("activity-cancelled");
  });

  it("lets people check in from an hour before it until it ends", () => {
    expect(mayCheckIn(standing, plusMinutes(START, -61))).toBe(false);
    expect(mayCheckIn(standing, plusMinutes(START, -60))).toBe(true);
    expect(mayCheckIn(standing, plusMinutes(START, 89))).toBe(true);
    expect(mayCheckIn(standing, plusMinutes(START, 90))).toBe(false);
    expect(mayCheckIn({ ...standing, state: "cancelled" }, START)).toBe(false);
  });

  it("reminds a day before and not once it has begun", () => {
    expect(isReminderDue(standing, 24, NOW)).toBe(false);
    expect(isReminderDue(standing, 24, plusMinutes(START, -24 * 60))).toBe(true);
    expect(isReminderDue(standing, 24, START)).toBe(false);
  });
});

/** A list of people as the use cases keep it: places counted, order by asking. */
type Listed = { place: number; state: "joined" | "waiting" | "left" };

describe("places and the waiting list", () => {
  it("never hold more than the capacity and never leave a place free while somebody waits, whoever comes and goes", () => {
    const steps = fc.array(fc.oneof(fc.constant("join" as const), fc.nat({ max: 30 })), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), steps, (capacity, given) => {
        const people: Listed[] = [];
        const joined = () => people.filter(({ state }) => state === "joined").length;
        for (const step of given) {
          if (step === "join") {
            const state = stateOfNext({ ...standing, capacity, joinedCount: joined() });
            people.push({ place: people.length + 1, state });
          } else {
            const leaving = people[step];
            if (leaving === undefined || leaving.state === "left") continue;
            leaving.state = "left";
            const waiting = people.filter(({ state }) => state === "waiting");
            for (const one of movingUp(waiting, placesLeft({ capacity, joinedCount: joined() }))) one.state = "joined";
          }
          const waiting = people.filter(({ state }) => state === "waiting");
          expect(joined()).toBeLessThanOrEqual(capacity);
          if (waiting.length > 0) expect(joined()).toBe(capacity);
        }
      }),
    );
  });

  it("move up in the order of asking", () => {
    const waiting = [{ place: 9 }, { place: 4 }, { place: 7 }];
    expect(movingUp(waiting, 2)).toEqual([{ place: 4 }, { place: 7 }]);
    expect(movingUp(waiting, 0)).toEqual([]);
    expect(waitingPosition(waiting, 7)).toBe(2);
  });
});
