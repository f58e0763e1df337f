/** Draws for the demonstration district: weighted choices, bell-shaped scatter, days. All repeatable by seed. */
import type { Random } from "#app/domain/seeded-random.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { Point } from "#app/domain/verification/location.ts";
import { roundedDegrees } from "#app/domain/imports/cells/coordinates.ts";

/** One value, as likely as its weight. */
export function drawWeighted<T>(random: Random, choices: readonly (readonly [value: T, weight: number])[]): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random.next() * total;
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError("nothing to draw from");
  return last[0];
}

/** True with a probability. */
export function drawYes(random: Random, probability: number): boolean {
  return random.next() < probability;
}

/** A whole number from `least` to `most`, both included. */
export function drawBetween(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1);
}

/** A date so many days before another one. */
export function drawDaysBefore(random: Random, date: PlainDate, [least, most]: readonly [number, number]): PlainDate {
  return addDays(date, -drawBetween(random, least, most));
}

/** One character of a text; rare characters outside the basic plane count as one. */
export function drawCharacter(random: Random, characters: string): string {
  return random.pick(Array.from(characters));
}

/** Metres of one degree of latitude. */
const DEGREE_M = 111_195;

/** A point scattered around another with the given spread in metres (standard deviation in each direction). */
export function drawAround(random: Random, centre: Point, spreadM: number): Point {
  const radius = spreadM * Math.sqrt(-2 * Math.log(1 - random.next()));
  return pointAt(centre, radius, random.next() * 2 * Math.PI);
}

/** The point at a distance in metres and an angle in radians from another. */
export function pointAt(centre: Point, metres: number, angle: number): Point {
  const latitude = centre.latitude + (metres * Math.cos(angle)) / DEGREE_M;
  const eastDegreeM = DEGREE_M * Math.cos((centre.latitude * Math.PI) / 180);
  return {
    latitude: roundedDegrees(latitude),
    longitude: roundedDegrees(centre.longitude + (metres * Math.sin(angle)) / eastDegreeM),
  };
}

/** The earlier of two dates: nothing in a roster was signed after the day it was written. */
export function notAfter(date: PlainDate, latest: PlainDate): PlainDate {
  return date < latest ? date : latest;
}
