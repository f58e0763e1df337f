/** A small fleet under every fault, against the real use cases. The nightly run is `npm run test:fleet` (300 phones, 1,000 seeds). */
import { afterAll, beforeAll, expect, it } from "vitest";
import { TEST_DATABASE } from "#tests/support/database.ts";
import { openCopies, type Copies } from "./district-copies.ts";
import { checkFleet } from "./fleet-check.ts";
import { prepareFleetDistrict, type FleetDistrict } from "./fleet-district.ts";

let copies: Copies;
let district: FleetDistrict;

beforeAll(async () => {
  copies = await openCopies(async (database) => {
    district = await prepareFleetDistrict(database, 8);
  });
});
afterAll(async () => copies.close());

/** Seeds that once showed a fault stay in these lists. */
const SEEDS = TEST_DATABASE === "pglite" ? [1] : [2, 3];

it.each(SEEDS)("nothing is lost, nothing is doubled, and no order changes a verdict: seed %d", async (seed) => {
  const fleet = { visits: district.visits, phones: 9, seed };
  const result = await checkFleet(copies.open, fleet, district);
  expect(result.problems).toEqual([]);
  expect(result.stored).toBe(result.saved);
  expect(result.saved).toBeGreaterThan(50);
  expect(result.pictures).toBeGreaterThan(5);
  expect(result.comparedWithoutFaults).toBeGreaterThan(10);
});
