/**
 * npm run test:fleet -- [--seeds N] [--first N] [--phones N] [--minutes N]
 * The fleet against the real use cases on a PostgreSQL of its own, seed after seed; ends with 1 at the first thing that does not hold and
 * names its seed. With --minutes it stops taking new seeds after so long, and says how many it did.
 */
import { parseArgs } from "node:util";
import { startRealPostgres } from "#tests/support/real-postgres.ts";
import { serverCopies } from "./district-copies.ts";
import { checkFleet, type FleetResult } from "./fleet-check.ts";
import { prepareFleetDistrict, type FleetDistrict } from "./fleet-district.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10" },
    first: { type: "string", default: "1" },
    phones: { type: "string", default: "300" },
    minutes: { type: "string", default: "1000000" },
  },
});
const [seeds, first, phones, minutes] = [values.seeds, values.first, values.phones, values.minutes].map(Number);
if (!seeds || !first || !phones || !minutes)
  throw new RangeError("--seeds, --first, --phones and --minutes are whole numbers from 1");

/** Four visits a month for each elder, and about three of them to a worker who has a phone in the fleet. */
const ELDERS_A_PHONE = 0.75;

const started = performance.now();
const server = await startRealPostgres();
let district: FleetDistrict | null = null;
const copies = await serverCopies(server.url, async (database) => {
  district = await prepareFleetDistrict(database, Math.ceil(phones * ELDERS_A_PHONE));
});

async function one(seed: number, given: FleetDistrict): Promise<FleetResult> {
  return checkFleet(copies.open, { visits: given.visits, phones: phones ?? 1, seed }, given);
}

const totals = { seeds: 0, saved: 0, stored: 0, requests: 0, visits: 0, compared: 0, faults: 0 };
let failed = 0;
for (let seed = first; seed < first + seeds && performance.now() - started < minutes * 60_000; seed += 1) {
  if (district === null) throw new Error("the district was not prepared");
  const result = await one(seed, district);
  totals.seeds += 1;
  totals.saved += result.saved;
  totals.stored += result.stored;
  totals.requests += result.requests;
  totals.visits += result.visitsWithEvents;
  totals.compared += result.comparedWithoutFaults;
  totals.faults += Object.values(result.faults).reduce((sum, times) => sum + times, 0);
  console.log(JSON.stringify({ ...result, problems: result.problems.length }));
  if (result.problems.length === 0) continue;
  failed = 1;
  console.error([`seed ${seed} does not hold:`, ...result.problems.slice(0, 20)].join("\n"));
  break;
}
await copies.close();
await server.stop();
console.log(JSON.stringify({ ...totals, minutes: Math.round((performance.now() - started) / 600) / 100 }));
process.exitCode = failed;
