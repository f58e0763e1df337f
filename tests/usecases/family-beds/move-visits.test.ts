/** Coming visits follow the bed: called off when it is suspended or ends, planned again when the elder comes back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { recordOrganisation } from "#app/usecases/family-beds/organisations.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { takeBedStep } from "#app/usecases/family-beds/take-step.server.ts";
import { listBedCandidates } from "#db/queries/bed-elders.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { FIRMS, playTo, STREET_ROLE, TODAY, type BedDistrict } from "#tests/support/bed-district.ts";
import { testContext } from "#tests/support/database.ts";
import { plannedDistrict } from "#tests/support/small-district.ts";
import { ask, byElder, dayAfter, dayBefore, type VisitOn, visitsOf } from "../entitlement/listed-month.ts";

type Home = { readonly bedNo: string; readonly elderId: string; readonly visits: readonly VisitOn[] };

let district: BedDistrict;
const homes: Home[] = [];

const street = (on: PlainDate = TODAY): Context => ({
  ...{ ...district.context, actor: "user:street", now: instantAt(on, 7 * 60) },
});
const home = (index: number): Home => {
  const found = homes[index];
  if (!found) throw new Error("too few homes");
  return found;
};
const dayOf = (index: number, visit: number): PlainDate => home(index).visits[visit]?.day ?? TODAY;
const take = (index: number, kind: "suspend" | "resume" | "propose_exit", facts: object, on: PlainDate = TODAY) =>
  takeBedStep(street(on), STREET_ROLE, { bedNo: home(index).bedNo, kind, occurredOn: on, note: null, facts });
const reasons = async (index: number) =>
  (await visitsOf(street(), `v.elder_id = '${home(index).elderId}'`)).map(({ reason }) => reason);
const stays = (index: number) =>
  ask<{ kind: string; from: string; to: string | null }>(
    street(),
    `select kind, from_on::text as from, to_on::text as to from elder_absence where elder_id = '${home(index).elderId}'`,
  );
const owed = async (index: number) =>
  (
    await ask<{ open: number }>(
      street(),
      `select count(*)::int as open from visit_debt where elder_id = '${home(index).elderId}' and state = 'open'`,
    )
  )[0]?.open;

beforeAll(async () => {
  const database = await plannedDistrict(60);
  const context = testContext(database, { actor: "user:clerk" });
  for (const [name, creditCode] of Object.entries(FIRMS)) await recordOrganisation(context, { name, creditCode });
  const served = new Map(byElder(await visitsOf(context), 4));
  const known = await ask<{ id: string; no: string }>(context, "select id, elder_no as no from elder");
  const idOf = new Map(known.map(({ id, no }) => [no, id]));
  district = await inReading(context, async (unit) => {
    const [first, second] = await listProviders(unit);
    return {
      ...{ database, context, providerCode: first?.creditCode ?? "", otherProviderCode: second?.creditCode ?? "" },
      elders: (await listBedCandidates(unit)).filter(({ elderNo }) => served.has(idOf.get(elderNo) ?? "")),
    };
  });
  for (const [index, { elderNo }] of district.elders.slice(0, 4).entries()) {
    const bedNo = await playTo(district, index, "active");
    const elderId = idOf.get(elderNo) ?? "";
    homes.push({ bedNo, elderId, visits: served.get(elderId) ?? [] });
  }
});
afterAll(async () => district.database.close());

describe("a stay in hospital", () => {
  it("calls the coming visits off with its reason, owes them, tells the provider, and stands on the elder's file", async () => {
    await take(0, "suspend", { reason: "hospital", until: null });
    expect(await reasons(0)).toEqual(Array.from({ length: 4 }, () => "RC-ELDER-HOSPITAL"));
    expect(await owed(0)).toBe(4);
    expect(await stays(0)).toEqual([{ kind: "hospital", from: TODAY, to: null }]);
    const numbers = home(0).visits.map(({ no }) => no);
    const { events } = await showBed(street(), STREET_ROLE, home(0).bedNo);
    expect(events.at(-1)?.body["visits"]).toEqual(numbers);
    const [told] = await ask<{ provider: number }>(
      street(),
      `select count(*)::int as provider from notice n join visit v on v.id = n.visit_id
        where v.elder_id = '${home(0).elderId}' and n.kind = 'called_off' and n.audience = 'provider'`,
    );
    expect(told?.provider).toBe(4);
  });

  it("that is over plans again what lies ahead, and leaves owed what has passed", async () => {
    const back = dayOf(0, 2);
    await take(0, "resume", {}, back);
    expect(await reasons(0)).toEqual(["RC-ELDER-HOSPITAL", "RC-ELDER-HOSPITAL", null, null]);
    expect(await owed(0)).toBe(2);
    expect(await stays(0)).toEqual([{ kind: "hospital", from: TODAY, to: dayBefore(back) }]);
    const { events } = await showBed(street(back), STREET_ROLE, home(0).bedNo);
    expect(events.at(-1)?.body["visits"]).toHaveLength(2);
  });
});

describe("a journey", () => {
  it("with an expected end leaves the visits behind it standing", async () => {
    await take(1, "suspend", { reason: "travel", until: dayAfter(dayOf(1, 1)) });
    expect(await reasons(1)).toEqual(["RC-ELDER-AWAY", "RC-ELDER-AWAY", null, null]);
    expect(await stays(1)).toEqual([{ kind: "away", from: TODAY, to: dayOf(1, 1) }]);
  });

  it("that ends on the day it began was none, and everything stands again", async () => {
    await take(1, "resume", {});
    expect(await reasons(1)).toEqual([null, null, null, null]);
    expect([await owed(1), await stays(1)]).toEqual([0, []]);
  });

  it("cannot be told to have moved other visits than it did", async () => {
    await take(1, "suspend", { reason: "other", until: dayOf(1, 0), visits: ["V-of-somebody"] });
    expect(await reasons(1)).toEqual([null, null, null, null]);
    const { events } = await showBed(street(), STREET_ROLE, home(1).bedNo);
    expect(events.at(-1)?.body).toEqual({ reason: "other", until: dayOf(1, 0) });
  });
});

describe("an end", () => {
  it("in an institution calls everything off and owes nothing", async () => {
    await take(2, "propose_exit", { reason: "institution" });
    expect(await reasons(2)).toEqual(Array.from({ length: 4 }, () => "in_institution"));
    expect([await owed(2), (await stays(2))[0]?.kind]).toEqual([0, "institution"]);
  });

  it("of the bed alone leaves the elder's monthly visits", async () => {
    await take(3, "propose_exit", { reason: "refusal" });
    expect(await reasons(3)).toEqual([null, null, null, null]);
  });
});
