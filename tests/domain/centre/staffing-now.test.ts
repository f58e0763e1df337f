import fc from "fast-check";
import { expect, it } from "vitest";
import { staffingNow } from "#app/domain/centre/staffing-now.ts";

const quiet = { callsLastHour: 0, middleSpokenSeconds: null, withinSeconds: 30, present: 1 };

it("asks for two at the quietest hour, and says that one answers everything then", () => {
  expect(staffingNow(quiet)).toMatchObject({ needed: 2, present: 1, share: 1 });
});

it("asks for more than the offered load when calls come", () => {
  // 60 calls of 240 s are 4 erlangs; 7 seats answer nine of ten within 30 s (Erlang C).
  expect(staffingNow({ ...quiet, callsLastHour: 60, middleSpokenSeconds: 180 })).toMatchObject({
    needed: 7,
    handleSeconds: 240,
    share: 0,
  });
});

it("never asks for fewer when more calls come", () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), (left, right) => {
      const [few, many] = [Math.min(left, right), Math.max(left, right)];
      const needed = (callsLastHour: number) => staffingNow({ ...quiet, callsLastHour }).needed;
      expect(needed(many)).toBeGreaterThanOrEqual(needed(few));
    }),
  );
});
