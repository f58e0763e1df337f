/** Rules about places, services and the elder's file: from what was stored to the finding, on both sides of each bound. */
import { afterAll, beforeAll, describe, it } from "vitest";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { pointAt } from "#app/domain/verification/location.ts";
import { named, startOf, StoredFacts, type Deed, type FactCase, type Side } from "./stored-facts.ts";
import type { AcceptedVisit } from "./visit-district.ts";

let facts: StoredFacts;

/** A case that differs in which services were done. */
function done(code: string, title: string, services: Readonly<Record<Side, readonly string[]>>, said = {}): FactCase {
  const store: FactCase["store"] = (stored, one, side) => stored.deliver(one, { done: services[side] });
  return { code, title, store, facts: () => said };
}

type Spot = { readonly metres: number; readonly accuracyM: number; readonly datum: string | null };

/** The fence is 200 m, and the position's own uncertainty is allowed beside it. */
const AT_THE_FENCE = {
  within: { metres: 218, accuracyM: 20, datum: "WGS-84" },
  beyond: { metres: 222, accuracyM: 20, datum: "WGS-84" },
} as const;

/** A case that differs in the position of the check-in; both ends need none but that. */
function placed(code: string, title: string, spots: Readonly<Record<Side, Spot>>, said = {}): FactCase {
  const store: FactCase["store"] = async (stored, one, side) => {
    const { metres, accuracyM, datum } = spots[side];
    const position = { ...pointAt(await stored.homeOf(one), metres, 1), accuracyM, ageMs: 0, datum };
    await stored.deliver(one, { position });
  };
  return { code, title, store, facts: () => said };
}

const onDay = (one: AcceptedVisit, days = 0): PlainDate => addDays(localDateOf(startOf(one)), days);

/** An ability assessment of the day that the street has on file. */
async function assess(stored: StoredFacts, one: AcceptedVisit, on: PlainDate, grade: number): Promise<void> {
  await stored.run(sql`insert into ability_assessment (id, elder_id, assessed_on, valid_until, grade, source)
    values (${v7()}, ${one.visit.elderId}, ${on}, ${addDays(on, 300)}, ${grade}, 'test')`);
}

/** A case in which the elder's grade changes from one to another: on the day of the visit beyond the bound, on the day after it within. */
function graded(code: string, title: string, grades: readonly [number, number], service: string): FactCase {
  return {
    ...{ code, title, facts: () => ({ service, grade: grades[1] }) },
    async store(stored, one, side) {
      await assess(stored, one, onDay(one, -1), grades[0]);
      await assess(stored, one, onDay(one, side === "beyond" ? 0 : 1), grades[1]);
      await stored.deliver(one, { done: [service] });
    },
  };
}

const CASES: readonly FactCase[] = [
  done(
    "R-SERVICE-UNKNOWN",
    "a subtype that no catalogue has",
    { within: ["LC04"], beyond: ["LC99"] },
    { service: "LC99" },
  ),
  done("R-SERVICE-MISSING", "no subtype done", { within: ["LC04"], beyond: [] }, { refused: 0 }),
  done(
    "R-BASKET-TOO-SMALL",
    "services of fifty typical minutes",
    { within: ["LC05", "LC07"], beyond: ["LC06", "LC07"] },
    { minutes: 50, basket_min_minutes: 60 },
  ),
  graded("R-SERVICE-GRADE", "a service that the grade of the day may not have", [3, 2], "LC03"),
  graded("R-TWO-WORKERS", "one worker where the grade of the day asks for two", [2, 3], "LC02"),
  placed(
    "R-LOCATION-IMPRECISE",
    "a position to 101 m",
    {
      within: { metres: 20, accuracyM: 100, datum: "WGS-84" },
      beyond: { metres: 20, accuracyM: 100.5, datum: "WGS-84" },
    },
    { accuracy: 101 },
  ),
  placed(
    "R-LOCATION-DATUM",
    "a position without its datum",
    { within: { metres: 20, accuracyM: 20, datum: "WGS-84" }, beyond: { metres: 20, accuracyM: 20, datum: null } },
    { end: "check_in", source: "browser" },
  ),
  placed("R-LOCATION-OUTSIDE", "a check-in 222 m away where 220 m are allowed", AT_THE_FENCE, {
    end: "check_in",
    allowed: 220,
  }),
  placed("R-NO-PLACE-PROOF", "a check-in outside the fence and nothing else that proves the place", AT_THE_FENCE, {
    proofs_required: 2,
  }),
  placed(
    "R-LOCATION-OUTSIDE",
    "the home's own coordinates in the frame of another map",
    { within: { metres: 0, accuracyM: 20, datum: "WGS-84" }, beyond: { metres: 0, accuracyM: 20, datum: "GCJ-02" } },
    { end: "check_in", allowed: 220 },
  ),
  {
    code: "R-LOCATION-MISSING",
    title: "no position at either end",
    facts: () => ({ end: "check_in", cause: "timeout" }),
    async store(stored, one, side) {
      const position = { ...(await stored.homeOf(one)), accuracyM: 20, ageMs: 0, datum: "WGS-84" };
      const known: Deed = { position };
      await stored.deliver(one, side === "within" ? known : {});
    },
  },
  {
    code: "R-BENEFIT-OVERLAP",
    title: "another benefit that is drawn on the first day of the month",
    facts: () => ({ benefit: "长期护理保险", to: "2026-12-01" }),
    apart: 0,
    async store(stored, one, side) {
      const until = side === "beyond" ? "2026-12-01" : "2026-11-30";
      await stored.run(sql`insert into elder_benefit (id, elder_id, benefit, from_on, to_on, exclusive)
        values (${v7()}, ${one.visit.elderId}, '长期护理保险', '2026-06-01', ${until}, true)`);
      await stored.deliver(one);
    },
  },
  {
    code: "R-WAITING-PERIOD",
    title: "a visit on the day before the approval",
    apart: 0,
    facts: (one) => ({ date: onDay(one, 1) }),
    async store(stored, one, side) {
      await stored.run(sql`update elder set approved_on = ${onDay(one, side === "beyond" ? 1 : 0)}
        where id = ${one.visit.elderId}`);
      await stored.deliver(one);
    },
  },
  {
    code: "R-NOT-ELIGIBLE",
    title: "a visit that was made in the first second after the last day of the assistance, for which it was planned",
    apart: 0,
    facts: (one) => ({ reason: "EL-HARDSHIP", date: onDay(one, 1) }),
    async store(stored, one, side) {
      await stored.run(sql`update assistance_status set to_on = ${onDay(one)} where elder_id = ${one.visit.elderId}`);
      const midnight = (instantAt(onDay(one, 1), 0) - startOf(one)) / 1000;
      await stored.deliver(one, { in: midnight - (side === "beyond" ? 0 : 1) });
    },
  },
];

beforeAll(async () => {
  facts = await StoredFacts.open(60);
  await facts.prove(CASES);
});
afterAll(async () => facts.database.close());

describe("stored deeds are questioned just beyond the bound and not just within it", () => {
  it.each(named(CASES))("%s: %s", async (_code, _title, one) => facts.expectFinding(one));
});
