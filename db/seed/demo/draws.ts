/** Draws for the demonstration district: scatter around a place, days before a date, characters of a name. All repeatable by seed. */
import type { Random } from "#app/domain/seeded-random.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { Point } from "#app/domain/verification/datum.ts";
import { pointAt } from "#app/domain/verification/location.ts";
import { drawBetween } from "#app/domain/seeded-draws.ts";
import { roundedDegrees } from "#app/domain/imports/cells/coordinates.ts";

/** A date so many days before another one. */
export function drawDaysBefore(random: Random, date: PlainDate, [least, most]: readonly [number, number]): PlainDate {
  return addDays(date, -drawBetween(random, least, most));
}

/** One character of a text; rare characters outside the basic plane count as one. */
export function drawCharacter(random: Random, characters: string): string {
  return random.pick(Array.from(characters));
}

/** A point scattered around another with the given spread in metres (standard deviation in each direction). */
export function drawAround(random: Random, centre: Point, spreadM: number): Point {
  const radius = spreadM * Math.sqrt(-2 * Math.log(1 - random.next()));
  return placeAt(centre, radius, random.next() * 2 * Math.PI);
}

/** The point at a distance in metres and an angle in radians from another, as a roster writes it. */
export function placeAt(centre: Point, metres: number, angle: number): Point {
  const { latitude, longitude } = pointAt(centre, metres, angle);
  return { latitude: roundedDegrees(latitude), longitude: roundedDegrees(longitude) };
}

/** The earlier of two dates: nothing in a roster was signed after the day it was written. */
export function notAfter(date: PlainDate, latest: PlainDate): PlainDate {
  return date < latest ? date : latest;
}
