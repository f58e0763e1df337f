/**
 * npm run test:fleet -- [--seeds 1000] [--from 1] [--phones 300] [--minutes N]
 * The fleet against the real use cases on a PostgreSQL of its own, seed after seed in one process, each over copies of one prepared
 * district. A line for each seed; at the first one that does not hold it ends with 1 and prints what differs and the command that does it
 * again. With --minutes it takes no new seed after so long, and the last lines say how many it did.
 */
import { parseArgs } from "node:util";
import { startRealPostgres } from "#tests/support/real-postgres.ts";
import { serverCopies } from "./district-copies.ts";
import { checkFleet, type FleetResult } from "./fleet-check.ts";
import { prepareFleetDistrict, type FleetDistrict } from "./fleet-district.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    phones: { type: "string", default: "300" },
    minutes: { type: "string", default: "1000000" },
  },
});
const [seeds, from, phones, minutes] = [values.seeds, values.from, values.phones, values.minutes].map(Number);
if (!seeds || !from || !phones || !minutes)
  throw new RangeError("--seeds, --from, --phones and --minutes are whole numbers from 1");

/** Four visits a month for each elder, and about three of them to a worker who has a phone in the fleet. */
const ELDERS_A_PHONE = 0.75;
const MOST_SAID = 20;

const started = performance.now();
const minutesSince = (at: number) => (performance.now() - at) / 60_000;
console.log(`preparing a district for ${phones} phones`);
const server = await startRealPostgres();
let district: FleetDistrict | null = null;
const copies = await serverCopies(server.url, async (database) => {
  district = await prepareFleetDistrict(database, Math.ceil(phones * ELDERS_A_PHONE));
});
const prepared = performance.now();

const totals = {
  seeds: 0,
  saved: 0,
  stored: 0,
  doubled: 0,
  requests: 0,
  visits: 0,
  compared: 0,
  pictures: 0,
  faults: 0,
};

function add(result: FleetResult): void {
  totals.seeds += 1;
  totals.saved += result.saved;
  totals.stored += result.stored;
  totals.doubled += result.doubled;
  totals.requests += result.requests;
  totals.visits += result.visitsWithEvents;
  totals.compared += result.comparedWithoutFaults;
  totals.pictures += result.pictures;
  totals.faults += Object.values(result.faults).reduce((sum, times) => sum + times, 0);
}

function lineOf({ seed, problems, saved, stored, doubled, requests, visitsWithEvents }: FleetResult): string {
  const rate = (totals.seeds / minutesSince(prepared)).toFixed(2);
  const holds = problems.length === 0 ? "holds" : `BROKEN in ${problems.length} places`;
  return `seed ${seed} ${holds}: ${stored} of ${saved} events stored, ${doubled} twice, ${requests} requests, ${visitsWithEvents} visits; ${rate} seeds a minute`;
}

let broken: FleetResult | null = null;
for (let seed = from; broken === null && seed < from + seeds && minutesSince(started) < minutes; seed += 1) {
  if (district === null) throw new Error("the district was not prepared");
  const result = await checkFleet(copies.open, { visits: (district as FleetDistrict).visits, phones, seed }, district);
  add(result);
  console.log(lineOf(result));
  if (result.problems.length > 0) broken = result;
}
const ran = minutesSince(prepared);
await copies.close();
await server.stop();
if (broken !== null) {
  const said = broken.problems.slice(0, MOST_SAID);
  const again = `npm run test:fleet -- --phones ${phones} --from ${broken.seed} --seeds 1`;
  console.error([`seed ${broken.seed} does not hold:`, ...said, `again: ${again}`].join("\n"));
}
const minutesRun = Math.round(ran * 100) / 100;
console.log(
  JSON.stringify({
    phones,
    ...totals,
    minutes: minutesRun,
    seedsAMinute: Math.round((totals.seeds / ran) * 100) / 100,
  }),
);
process.exitCode = broken === null ? 0 : 1;
