/** Rules about times: from what a phone stored to the finding, to the minute on both sides of each bound. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { instant, instantAt, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { showCorrections } from "#app/usecases/screens/show-corrections.server.ts";
import { decideCorrection } from "#app/usecases/visits/decide-correction.server.ts";
import { requestCorrection } from "#app/usecases/visits/request-correction.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import { testContext } from "#tests/support/database.ts";
import { named, plannedSeconds, startOf, StoredFacts, type Deed, type FactCase, type Side } from "./stored-facts.ts";
import { record, type AcceptedVisit } from "./visit-district.ts";

const MINUTE = 60;
const HOUR = 3600;
const DAY_MINUTES = 24 * 60;

let facts: StoredFacts;

type Times = (one: AcceptedVisit) => Readonly<Record<Side, Deed>>;

/** A case that differs in what the phone recorded. */
function timed(code: string, title: string, times: Times, said: FactCase["facts"] = () => ({})): FactCase {
  return { code, title, facts: said, store: (store, one, side) => store.deliver(one, times(one)[side]) };
}

const untilEnd = (one: AcceptedVisit, seconds: number): Deed => ({ out: plannedSeconds(one) + seconds });

/** Seconds from the planned start to the first of the next day in the district. */
const toMidnight = (one: AcceptedVisit) => (instantAt(addDays(localDateOf(startOf(one)), 1), 0) - startOf(one)) / 1000;

type Corrected = { readonly field: "check_in_at" | "check_out_at"; readonly seconds: number };

/** A time that the provider asks for and the street approves, so many minutes after the planned start. */
async function correct(store: StoredFacts, one: AcceptedVisit, { field, seconds }: Corrected, minutes: number) {
  const now = plusMinutes(startOf(one), minutes);
  await requestCorrection(testContext(store.database, { actor: "user:manager", now }), {
    ...{ visitNo: one.visit.visitNo, field, newValue: instant(startOf(one) + seconds * 1000) },
    ...{ reason: "RC-FORGOT-OUT", memo: null, evidence: "纸质记录" },
  });
  const { corrections } = await showCorrections(testContext(store.database), one.visit.visitNo);
  await decideCorrection(testContext(store.database, { actor: "user:street", now }), {
    ...{ visitNo: one.visit.visitNo, correctionId: corrections.at(-1)?.id ?? "" },
    ...{ decision: "approved", note: null },
  });
}

const CASES: readonly FactCase[] = [
  timed("R-IN-OUT-REVERSED", "a check-out a second before the check-in", () => ({
    within: { in: 10, out: 10 },
    beyond: { in: 10, out: 9 },
  })),
  timed(
    "R-OVER-24H",
    "1,441 whole minutes",
    () => ({ within: { out: 24 * HOUR + 59 }, beyond: { out: 24 * HOUR + MINUTE } }),
    () => ({ minutes: 1441 }),
  ),
  {
    code: "R-SHORTER-THAN-PLAN",
    title: "sixteen minutes less than the ninety planned",
    facts: () => ({ gap: 16 }),
    async store(store, one, side) {
      await store.run(
        sql`update visit set planned_end = planned_start + interval '90 minutes' where id = ${one.visit.id}`,
      );
      await store.deliver(one, { out: 75 * MINUTE - (side === "beyond" ? 1 : 0) });
    },
  },
  timed(
    "R-TOO-SHORT",
    "59 minutes and 59 seconds",
    () => ({ within: { out: HOUR }, beyond: { out: HOUR - 1 } }),
    () => ({ minutes: 59 }),
  ),
  timed(
    "R-TOO-LONG",
    "181 whole minutes",
    () => ({ within: { out: 3 * HOUR + 59 }, beyond: { out: 3 * HOUR + MINUTE } }),
    () => ({ minutes: 181 }),
  ),
  timed(
    "R-EARLY-START",
    "31 whole minutes early",
    () => ({ within: { in: -31 * MINUTE + 1 }, beyond: { in: -31 * MINUTE } }),
    () => ({ gap: 31 }),
  ),
  timed(
    "R-LATE-START",
    "sixteen whole minutes late",
    () => ({ within: { in: 16 * MINUTE - 1 }, beyond: { in: 16 * MINUTE } }),
    () => ({ gap: 16 }),
  ),
  timed(
    "R-EARLY-END",
    "an end sixteen whole minutes early",
    (one) => ({ within: untilEnd(one, -16 * MINUTE + 1), beyond: untilEnd(one, -16 * MINUTE) }),
    () => ({ gap: 16 }),
  ),
  timed(
    "R-LATE-END",
    "an end 31 whole minutes late",
    (one) => ({ within: untilEnd(one, 31 * MINUTE - 1), beyond: untilEnd(one, 31 * MINUTE) }),
    () => ({ gap: 31 }),
  ),
  timed(
    "R-START-FAR-OFF",
    "61 whole minutes early on the same date",
    () => ({ within: { in: -61 * MINUTE + 1 }, beyond: { in: -61 * MINUTE } }),
    () => ({ gap: 61 }),
  ),
  timed(
    "R-WRONG-DATE",
    "a start at the first second of the next day in the district",
    (one) => ({ within: { in: toMidnight(one) - 1 }, beyond: { in: toMidnight(one) } }),
    (one) => ({ planned_date: localDateOf(startOf(one)), date: addDays(localDateOf(startOf(one)), 1) }),
  ),
  timed(
    "R-LATE-UPLOAD",
    "a check-in that is heard of 24 hours and a minute later",
    () => ({ within: { heard: DAY_MINUTES - 60 }, beyond: { heard: DAY_MINUTES - 59 } }),
    () => ({ hours: 24 }),
  ),
  timed(
    "R-CLOCK-SKEW",
    "a phone's clock more than five minutes off since it was last compared",
    () => ({ within: { lagMs: 5 * MINUTE * 1000 }, beyond: { lagMs: 5 * MINUTE * 1000 + 1 } }),
    () => ({ minutes: 5 }),
  ),
  timed(
    "R-EXTRA-EVENTS",
    "a second check-in on one phone",
    () => ({ within: {}, beyond: { also: { at: 60 } } }),
    () => ({ count: 1 }),
  ),
  {
    code: "R-MANUAL-TIME",
    title: "an end corrected by more than five minutes",
    facts: () => ({ who: "user:manager", ends: "out" }),
    async store(store, one, side) {
      await store.deliver(one, { out: 70 * MINUTE });
      const seconds = 65 * MINUTE - (side === "beyond" ? 1 : 0);
      await correct(store, one, { field: "check_out_at", seconds }, 120);
    },
  },
  {
    code: "R-BACKFILLED",
    title: "a record of which nothing existed for 24 hours and a minute after the end",
    facts: () => ({ hours: 24 }),
    async store(store, one, side) {
      const minutes = 60 + DAY_MINUTES + (side === "beyond" ? 1 : 0);
      await correct(store, one, { field: "check_in_at", seconds: 0 }, minutes);
      await correct(store, one, { field: "check_out_at", seconds: HOUR }, minutes);
    },
  },
];

type Wait = {
  readonly code: string;
  readonly title: string;
  readonly events: readonly unknown[];
  /** From when on it is questioned, seconds after the planned start. */
  readonly from: (one: AcceptedVisit) => number;
};

const NOWHERE = { position: { failure: "timeout" } };

/** Questions that only time raises, of what is recorded at the planned start. */
const WAITS: readonly Wait[] = [
  {
    code: "R-PRESUMED-MISSED",
    title: "an hour after the planned start without a check-in",
    events: [],
    from: () => HOUR,
  },
  {
    code: "R-NO-CHECKOUT",
    title: "two hours after the planned end without a check-out",
    events: [{ kind: "check_in", ...NOWHERE }],
    from: (one) => plannedSeconds(one) + 2 * HOUR,
  },
  {
    code: "R-NO-PERSON-PROOF",
    title: "72 hours after the end without anybody's confirmation",
    events: [
      { kind: "check_in", ...NOWHERE },
      { kind: "check_out", ...NOWHERE },
    ],
    from: () => 72 * HOUR,
  },
];

beforeAll(async () => {
  facts = await StoredFacts.open(60);
  await facts.prove(CASES);
});
afterAll(async () => facts.database.close());

describe("stored times are questioned just beyond the bound and not just within it", () => {
  it.each(named(CASES))("%s: %s", async (_code, _title, one) => facts.expectFinding(one));
});

describe("what only time raises is questioned from its second on and not a second before", () => {
  it.each(WAITS.map((one) => [one.code, one.title, one] as const))("%s: %s", async (code, _title, { events, from }) => {
    const [one] = facts.take(1);
    if (!one) throw new Error("no visit is left");
    if (events.length > 0) await record(facts.database, one, startOf(one), events);
    const stateAt = async (seconds: number) => {
      const now = instant(startOf(one) + seconds * 1000);
      await verifyVisitAgain(testContext(facts.database, { now }), one.visit.visitNo);
      return (await facts.finding(one, code))?.state;
    };
    expect(await stateAt(from(one) - 1)).toBeUndefined();
    expect(await stateAt(from(one))).toBe("open");
  });
});
