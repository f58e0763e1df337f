/**
 * npm run test:fleet -- [--seeds 1000] [--from 1] [--phones 300] [--minutes N] [--lanes N]
 * The fleet against the real use cases on a PostgreSQL of its own, many seeds in one process, as many at a time as there are lanes (one for
 * each core), each over copies of one prepared district. A line for each seed; at the first one that does not hold no new one begins, and it
 * ends with 1 and prints what differs and the command that does it again. With --minutes it takes no new seed after so long, and the last
 * line says how many it did. The seeds can be shared out over machines by --from and --seeds.
 */
import { availableParallelism } from "node:os";
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
    lanes: { type: "string", default: String(availableParallelism()) },
  },
});
const [seeds = 0, from = 0, phones = 0, minutes = 0, lanes = 0] = [
  values.seeds,
  values.from,
  values.phones,
  values.minutes,
  values.lanes,
].map(Number);
if (!seeds || !from || !phones || !minutes || !lanes)
  throw new RangeError("--seeds, --from, --phones, --minutes and --lanes are numbers above 0");

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

const given = district as FleetDistrict | null;
if (given === null) throw new Error("the district was not prepared");
const broken: FleetResult[] = [];
const last = from + seeds;
let next = from;

async function runLane(ground: FleetDistrict): Promise<void> {
  while (broken.length === 0 && next < last && minutesSince(started) < minutes) {
    const seed = next;
    next += 1;
    const result = await checkFleet(copies.open, { visits: ground.visits, phones, seed }, ground);
    add(result);
    console.log(lineOf(result));
    if (result.problems.length > 0) broken.push(result);
  }
}

await Promise.all(Array.from({ length: lanes }, () => runLane(given)));
const ran = minutesSince(prepared);
await copies.close();
await server.stop();
for (const { seed, problems } of broken) {
  const again = `npm run test:fleet -- --phones ${phones} --from ${seed} --seeds 1`;
  console.error([`seed ${seed} does not hold:`, ...problems.slice(0, MOST_SAID), `again: ${again}`].join("\n"));
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
process.exitCode = broken.length === 0 ? 0 : 1;
