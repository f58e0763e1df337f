import { describe, expect, it } from "vitest";
import { nextOfWait } from "#app/domain/kiosk/slot-waiting.ts";

const waiting = { state: "waiting", offerEndsAt: null, isOver: false, left: 1 } as const;

describe("who waits for a time", () => {
  it("is looked for while a visit is left in the month", () => {
    expect(nextOfWait(waiting, 0)).toBe("look");
  });

  it("waits no longer once the month is full or over", () => {
    expect(nextOfWait({ ...waiting, left: 0 }, 0)).toBe("end");
    expect(nextOfWait({ ...waiting, isOver: true }, 0)).toBe("end");
  });

  it("keeps what was offered until its time is over", () => {
    const offered = { ...waiting, state: "offered", offerEndsAt: 100 } as const;
    expect([nextOfWait(offered, 99), nextOfWait(offered, 100)]).toEqual(["keep", "end"]);
  });
});
