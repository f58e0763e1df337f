import fc from "fast-check";
import { expect, it } from "vitest";
import { simulatedHour, type SimulatedHour } from "#app/domain/devices/simulated-homes.ts";

const wishes: fc.Arbitrary<SimulatedHour> = fc.record({
  homes: fc.integer({ min: 0, max: 30 }),
  hour: fc.integer({ min: 0, max: 48 }),
  seed: fc.string({ maxLength: 5 }),
  pressesPerHour: fc.double({ min: 0, max: 20, noNaN: true }),
  repeatedShare: fc.double({ min: 0, max: 1, noNaN: true }),
});

it("the same seed and hour give the same messages, in the order of their moments, all within the hour", () => {
  fc.assert(
    fc.property(wishes, (wish) => {
      const messages = simulatedHour(wish);
      expect(simulatedHour(wish)).toEqual(messages);
      const moments = messages.map(({ atMs }) => atMs);
      expect(moments).toEqual([...moments].sort((left, right) => left - right));
      expect(moments.every((atMs) => atMs >= 0 && atMs <= 3_600_000)).toBe(true);
      expect(messages.every(({ home }) => home < wish.homes)).toBe(true);
    }),
  );
});

it("every home speaks six times, presses come as often as wished, and only repeats share a name", () => {
  fc.assert(
    fc.property(wishes, (wish) => {
      const messages = simulatedHour({ ...wish, repeatedShare: 0 });
      expect(new Set(messages.map(({ name }) => name)).size).toBe(messages.length);
      const presses = messages.filter(({ measures }) => measures.sos === true).length;
      expect(messages.length - presses).toBe(wish.homes * 6);
      if (wish.homes > 0) expect([0, 1]).toContain(presses - Math.floor(wish.pressesPerHour));
      expect(simulatedHour({ ...wish, repeatedShare: 1 })).toHaveLength(messages.length * 2);
    }),
  );
});

it("another seed gives other presses", () => {
  const pressed = (seed: string) =>
    simulatedHour({ homes: 400, hour: 0, seed, pressesPerHour: 5, repeatedShare: 0 }).filter((one) => one.measures.sos);
  expect(pressed("1")).not.toEqual(pressed("2"));
});
