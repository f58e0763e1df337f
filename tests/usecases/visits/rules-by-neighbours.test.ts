/** Rules about a visit beside others of its elder or its care worker: from what was stored to the finding, on both sides of each bound. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { instant, instantAt, isoText, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { pointAt } from "#app/domain/verification/location.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH } from "#tests/support/small-district.ts";
import { named, startOf, StoredFacts, type FactCase } from "./stored-facts.ts";
import type { AcceptedVisit } from "./visit-district.ts";

let facts: StoredFacts;
let free: string[] = [];

const DAY = plainDate("2026-12-10");

/** A care worker to whom no visit of the month has gone. */
async function freeWorker(stored: StoredFacts): Promise<string> {
  if (free.length === 0)
    free = (
      await stored.run<{ id: string }>(sql`select id from care_worker
        where not exists (select 1 from visit_worker where worker_id = care_worker.id) order by worker_no`)
    ).map(({ id }) => id);
  const worker = free.shift();
  if (worker === undefined) throw new Error("no worker is free");
  return worker;
}

/** Plans a visit anew: an hour from an instant, by one care worker. */
async function plan(stored: StoredFacts, one: AcceptedVisit, at: Instant, workerId: string) {
  const [from, to] = [isoText(at), isoText(plusMinutes(at, 60))];
  const { id } = one.visit;
  await stored.run(sql`update visit set planned_start = ${from}, planned_end = ${to} where id = ${id}`);
  await stored.run(sql`delete from visit_worker where visit_id = ${id}`);
  await stored.run(sql`insert into visit_worker (visit_id, worker_id, group_id, planned_start, planned_end, assigned_by)
    values (${id}, ${workerId}, ${v7()}, ${from}, ${to}, 'test')`);
  return { workerId, visit: { ...one.visit, plannedStart: new Date(from), plannedEnd: new Date(to) } };
}

function only(visits: readonly AcceptedVisit[]): AcceptedVisit {
  const [one] = visits;
  if (!one) throw new Error("no visit is left");
  return one;
}

const after = (at: Instant, seconds: number) => instant(at + seconds * 1000);

/** The same worker's visit before, at a home so many metres to the north, which ended so many seconds before this one begins. */
function travelled(code: string, title: string, metres: number, said: Readonly<Record<string, number>>): FactCase {
  return {
    ...{ code, title, apart: 0, facts: () => said },
    async store(stored, one, side) {
      const worker = await freeWorker(stored);
      const home = pointAt(await stored.homeOf(one), metres, 0);
      const before = only(stored.take(1));
      await stored.run(sql`update elder set latitude = ${home.latitude}, longitude = ${home.longitude}
        where id = ${before.visit.elderId}`);
      const at = instantAt(DAY, 540);
      await stored.deliver(await plan(stored, before, at, worker));
      await stored.deliver(await plan(stored, one, after(at, 3600 + (side === "beyond" ? 359 : 360)), worker));
    },
  };
}

const CASES: readonly FactCase[] = [
  {
    code: "R-DUPLICATE-VISIT",
    title: "another record of the elder by the same worker that ends a second after this one begins",
    apart: 1,
    async store(stored, one, side, rest) {
      const worker = await freeWorker(stored);
      await stored.deliver(await plan(stored, one, startOf(one), worker));
      const other = await plan(stored, only(rest), plusMinutes(startOf(one), -60), worker);
      await stored.deliver(other, { in: side === "beyond" ? 1 : 0 });
    },
  },
  {
    code: "R-MIN-GAP",
    title: "a visit two days after one at half past midnight, when it is still the day before in Greenwich",
    apart: 1,
    facts: () => ({ days: 2, min_gap_days: 3 }),
    async store(stored, one, side, rest) {
      const at = side === "beyond" ? instantAt(addDays(DAY, -2), 30) : instantAt(addDays(DAY, -3), 1380);
      await stored.deliver(await plan(stored, only(rest), at, await freeWorker(stored)));
      await stored.deliver(await plan(stored, one, instantAt(DAY, 540), await freeWorker(stored)));
    },
  },
  {
    code: "R-MIN-GAP",
    title: "a visit on the first of the month two days after the last of the month before",
    apart: 1,
    facts: () => ({ days: 2, min_gap_days: 3 }),
    async store(stored, one, side, rest) {
      const first = plainDate("2026-12-01");
      const before = await plan(
        stored,
        only(rest),
        instantAt(addDays(first, side === "beyond" ? -2 : -3), 540),
        await freeWorker(stored),
      );
      await stored.run(sql`update visit set service_month = '2026-11-01' where id = ${before.visit.id}`);
      await stored.deliver(before);
      await stored.deliver(await plan(stored, one, instantAt(first, 540), await freeWorker(stored)));
    },
  },
  travelled("R-TRAVEL-TIGHT", "two kilometres in less than six minutes", 2000, { distance: 2000, gap: 5 }),
  travelled("R-TRAVEL-IMPOSSIBLE", "eight kilometres in less than six minutes", 7999, { distance: 7999, speed: 80 }),
  {
    code: "R-WORKER-LOAD",
    title: "the ninth visit of one day",
    apart: 0,
    facts: () => ({ visits: 9 }),
    async store(stored, one, side) {
      const worker = await freeWorker(stored);
      const others = [...stored.take(4), ...stored.take(4)].slice(side === "beyond" ? 0 : 1);
      for (const [place, visit] of [one, ...others].entries())
        await stored.deliver(await plan(stored, visit, instantAt(DAY, 480 + 62 * place), worker));
    },
  },
  {
    code: "R-WORKER-LOAD",
    title: "ten hours and a minute on one day",
    apart: 0,
    facts: () => ({ visits: 1, hours: 10 }),
    async store(stored, one, side) {
      const visit = await plan(stored, one, instantAt(DAY, 480), await freeWorker(stored));
      await stored.deliver(visit, { out: 36_000 + (side === "beyond" ? 60 : 59) });
    },
  },
  {
    code: "R-WORKER-OVERLAP",
    title: "a visit of the same worker that runs a second past midnight into this one",
    apart: 0,
    async store(stored, one, side) {
      const worker = await freeWorker(stored);
      const night = await plan(stored, only(stored.take(1)), instantAt(DAY, 1380), worker);
      await stored.deliver(night, { out: 3600 + (side === "beyond" ? 1 : 0) });
      await stored.deliver(await plan(stored, one, instantAt(addDays(DAY, 1), 0), worker));
    },
  },
  {
    code: "R-WORKER-OVERLAP",
    title: "a visit that was planned for the day before and made a second into this one",
    apart: 0,
    async store(stored, one, side) {
      const worker = await freeWorker(stored);
      const at = instantAt(DAY, 540);
      const late = await plan(stored, only(stored.take(1)), plusMinutes(at, -24 * 60), worker);
      await stored.deliver(late, { in: 23 * 3600 + (side === "beyond" ? 1 : 0) });
      await stored.deliver(await plan(stored, one, at, worker));
    },
  },
  {
    code: "R-WORKER-OVERLAP",
    title: "a worker who had been taken off the visit and came a second into another",
    apart: 0,
    async store(stored, one, side) {
      const worker = await freeWorker(stored);
      const at = instantAt(DAY, 540);
      await stored.deliver(await plan(stored, only(stored.take(1)), plusMinutes(at, -60), worker));
      const replaced = await plan(stored, one, at, worker);
      await stored.run(sql`update visit_worker set released = true where visit_id = ${one.visit.id}`);
      await stored.deliver(replaced, { in: side === "beyond" ? -1 : 0 });
    },
  },
  {
    code: "R-WORKER-OVERLAP",
    title: "the check-in at another elder's door, and not the one on the way there, a second before this visit ends",
    apart: 0,
    async store(stored, one, side) {
      const worker = await freeWorker(stored);
      const at = instantAt(DAY, 540);
      await stored.deliver(await plan(stored, one, at, worker));
      const next = await plan(stored, only(stored.take(1)), plusMinutes(at, 60), worker);
      const home = await stored.homeOf(next);
      const fix = (metres: number) => ({ ...pointAt(home, metres, 0), accuracyM: 20, ageMs: 0, datum: "WGS-84" });
      const also = { at: -1800, position: fix(900) };
      await stored.deliver(next, { also, in: side === "beyond" ? -1 : 0, position: fix(0) });
    },
  },
];

const FIVE_DAYS_MIN = 5 * 24 * 60;

/** One worker's visit, and another planned five days before it and made in its hour: so many seconds into it. */
async function strayInto(stored: StoredFacts, seconds: number) {
  const worker = await freeWorker(stored);
  const at = instantAt(DAY, 540);
  const own = await plan(stored, only(stored.take(1)), at, worker);
  const stray = await plan(stored, only(stored.take(1)), plusMinutes(at, -FIVE_DAYS_MIN), worker);
  return { own, stray, made: { in: FIVE_DAYS_MIN * 60 - 3600 + seconds } };
}

const judged = async (stored: StoredFacts) =>
  judgeRecorded(testContext(stored.database, { now: instant("2027-01-05T02:00:00Z") }));

beforeAll(async () => {
  facts = await StoredFacts.open(60);
  // One at a time: what lies beside a visit is then loaded for its sake, and not because it is judged with it.
  await facts.prove(CASES, 1);
});
afterAll(async () => facts.database.close());

describe("stored visits are questioned beside others just beyond the bound and not just within it", () => {
  it.each(named(CASES))("%s: %s", async (_code, _title, one) => facts.expectFinding(one));
});

describe("a visit that was made days after its plan lies beside those of the day on which it was made", () => {
  const CODE = "R-WORKER-OVERLAP";
  const both = async (...visits: readonly AcceptedVisit[]) =>
    Promise.all(visits.map(async (one) => (await facts.finding(one, CODE))?.state));

  it("whichever of them arrives first, and when the month is judged again", async () => {
    const [first, second] = [await strayInto(facts, 1), await strayInto(facts, 1)];
    await facts.deliver(first.stray, first.made);
    await judged(facts);
    await facts.deliver(first.own);
    await judged(facts);
    expect(await both(first.own, first.stray)).toEqual(["open", "open"]);
    await facts.deliver(second.own);
    await judged(facts);
    await facts.deliver(second.stray, second.made);
    await judged(facts);
    expect(await both(second.own, second.stray)).toEqual(["open", "open"]);
    await verifyMonth(testContext(facts.database, { now: instant("2027-01-05T03:00:00Z") }), SMALL_DISTRICT_MONTH, 1);
    expect(await both(first.own, first.stray, second.own, second.stray)).toEqual(["open", "open", "open", "open"]);
  });

  it("and is not questioned when it only touches one of them", async () => {
    const { own, stray, made } = await strayInto(facts, 0);
    await facts.deliver(stray, made);
    await facts.deliver(own);
    await judged(facts);
    expect(await both(own, stray)).toEqual([undefined, undefined]);
  });
});
