import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localTimeOf, instant } from "#app/domain/time/instant.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { moveOwnVisit } from "#app/usecases/kiosk/move-own-visit.server.ts";
import { showAllowance } from "#app/usecases/kiosk/show-allowance.server.ts";
import { showBaskets, showCheck, showDays, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { showMove, showOwnVisit, showSchedule } from "#app/usecases/kiosk/show-schedule.server.ts";
import { undoBooking } from "#app/usecases/kiosk/undo-booking.server.ts";
import { offerFreedSlots, waitForSlot } from "#app/usecases/kiosk/wait-for-slot.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import {
  asElder,
  crypto,
  fullElders,
  openKioskDistrict,
  openOnePlace,
  query,
  run,
  type TestElder,
} from "./kiosk-district.ts";

const DECEMBER = plainMonth("2026-12");
const LAST_DAY = instant("2026-11-30T02:00:00Z");
const BEFORE_LAST = instant("2026-11-29T02:00:00Z");

let database: Database;
let wide: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  wide = testContext(database, { now: LAST_DAY });
  elders = await fullElders(wide);
});
afterAll(async () => database.close());

const nextElder = (): TestElder => {
  const elder = elders.shift();
  if (!elder) throw new Error("nobody is left");
  return elder;
};

const monthsOf = (slots: readonly { readonly date: string }[]) => [
  ...new Set(slots.map(({ date }) => date.slice(0, 7))),
];

async function reserved(elder: TestElder, month: string): Promise<number> {
  const [row] = await query<{ reserved: number }>(
    wide,
    `select visits_reserved::int as reserved from entitlement_month where elder_id = '${elder.id}' and month = '${month}-01'`,
  );
  return row?.reserved ?? 0;
}

/** The next elder with a place of November open and nothing of December planned. */
async function withOnePlace(): Promise<TestElder> {
  const elder = nextElder();
  await openOnePlace(wide, elder.id);
  return elder;
}

describe("before the coming month is open", () => {
  it("its times are not offered, whatever is asked for", async () => {
    const elder = await withOnePlace();
    const context = asElder(database, elder, LAST_DAY);
    expect(await showBaskets(context, elder.id)).toMatchObject({ kind: "what", monthAhead: null, otherMonth: null });
    expect((await showTimes(context, elder.id, "usual"))?.slots).toEqual([]);
    expect(await showBaskets(context, elder.id, DECEMBER)).toMatchObject({ kind: "closed" });
    expect(await showTimes(context, elder.id, "usual", { month: DECEMBER })).toBeNull();
    expect((await showAllowance(context, elder.id)).stillToBook).toEqual({ left: 1, month: null });
  });
});

describe("once the coming month is judged and allocated", () => {
  beforeAll(async () => {
    const [former] = await query<{ id: string }>(
      wide,
      "update policy_version set effective_to = '2026-11-30' where effective_from <= '2026-11-30' and coalesce(effective_to, '2026-11-30') >= '2026-11-30' returning id",
    );
    await run(
      wide,
      `insert into policy_version (id, effective_from, effective_to, source_document, confirmed, parameters, rule_modes)
         select 'december', '2026-12-01', null, source_document, confirmed,
                jsonb_set(jsonb_set(parameters, '{visits_per_month}', '3'), '{visit_min_minutes}', '90'), rule_modes
           from policy_version where id = '${former?.id ?? ""}'`,
    );
    await judgeMonth(wide, DECEMBER);
    await allocateMonth(wide, DECEMBER, "1");
  });

  it("a full month leads straight to it, by its own number of visits", async () => {
    const elder = nextElder();
    const context = asElder(database, elder, BEFORE_LAST);
    expect(await showBaskets(context, elder.id)).toMatchObject({
      ...{ kind: "what", monthAhead: "2026-12", allowed: 3, left: 3, place: 1 },
      otherMonth: { month: "2026-11", left: null },
    });
    expect(await showBaskets(context, elder.id, plainMonth("2026-11"))).toMatchObject({
      ...{ kind: "full", monthAhead: null, allowed: 4 },
      otherMonth: { month: "2026-12", left: 3 },
    });
    expect((await showSchedule(context, elder.id)).stillToBook).toEqual({ left: 3, month: "2026-12" });
  });

  it("a month with a place and a day keeps to itself, and names the coming one beside it", async () => {
    const elder = await withOnePlace();
    const context = asElder(database, elder, instant("2026-11-15T02:00:00Z"));
    expect(await showBaskets(context, elder.id)).toMatchObject({ kind: "what", monthAhead: null, left: 1 });
    const days = await showDays(context, elder.id, "usual");
    expect(monthsOf(days?.slots ?? [])).toEqual(["2026-11"]);
    expect(days?.otherMonth).toEqual({ month: "2026-12", left: 3 });
    const ahead = await showDays(context, elder.id, "usual", DECEMBER);
    expect(monthsOf(ahead?.slots ?? [])).toEqual(["2026-12"]);
  });

  it("on the last day the coming month is where a booking begins, though a place is left", async () => {
    const elder = await withOnePlace();
    const context = asElder(database, elder, LAST_DAY);
    expect(await showBaskets(context, elder.id)).toMatchObject({
      kind: "what",
      monthAhead: "2026-12",
      otherMonth: null,
    });
    expect((await showAllowance(context, elder.id)).stillToBook).toEqual({ left: 3, month: "2026-12" });
  });

  it("books by the coming month's entitlement, policy, contract and price, shows it, and takes it back", async () => {
    const elder = nextElder();
    const context = asElder(database, elder, BEFORE_LAST);
    await run(
      wide,
      `update provider_contract set price_fen = 4567 where id = (select contract_id from allocation where elder_id = '${elder.id}' and month = '2026-12-01')`,
    );
    const times = await showTimes(context, elder.id, "usual");
    expect(monthsOf(times?.slots ?? [])).toEqual(["2026-12"]);
    const slot = times?.slots[0]?.key ?? "";
    const check = await showCheck(context, crypto, { elderId: elder.id, basket: "usual", slot });
    expect(check).toMatchObject({ monthAhead: "2026-12", price: "45.67" });
    expect(check?.slot.durationMinutes).toBeGreaterThanOrEqual(90);
    const before = await reserved(elder, "2026-11");
    const wish = { elderId: elder.id, basket: "usual", slot };
    await holdSlot(context, wish);
    const visitNo = await bookVisit(context, wish, "government");
    const [visit] = await query<{ month: string; policy: string; fen: string; start: string; offer: string }>(
      wide,
      `select v.service_month::text as month, v.policy_version as policy, v.planned_fen::text as fen, v.planned_start::text as start,
              o.month::text as offer from visit v join offer o on o.id = v.offer_id where v.visit_no = '${visitNo}'`,
    );
    expect(visitNo).toMatch(/^2026-12-/);
    expect(visit).toMatchObject({ month: "2026-12-01", offer: "2026-12-01", policy: "december", fen: "4567" });
    expect(localTimeOf(instant(new Date(visit?.start ?? ""))).date).toMatch(/^2026-12/);
    expect([await reserved(elder, "2026-11"), await reserved(elder, "2026-12")]).toEqual([before, 1]);
    const { visits } = await showSchedule(context, elder.id);
    expect(visits.map((one) => one.visitNo)).toContain(visitNo);
    expect(await showBaskets(context, elder.id)).toMatchObject({ left: 2, place: 2 });
    await undoBooking(context, elder.id, visitNo);
    expect(await reserved(elder, "2026-12")).toBe(0);
  });

  it("moves a visit of the coming month within it, and never over its bound", async () => {
    const elder = await withOnePlace();
    const context = asElder(database, elder, instant("2026-11-15T02:00:00Z"));
    const november = (await showTimes(context, elder.id, "usual"))?.slots[0]?.key ?? "";
    const [first, other] = (await showTimes(context, elder.id, "usual", { month: DECEMBER }))?.slots ?? [];
    const wish = { elderId: elder.id, basket: "usual", slot: first?.key ?? "" };
    const visitNo = await bookVisit(context, wish, "government");
    expect((await showOwnVisit(context, elder.id, visitNo)).visit.isMovable).toBe(true);
    const { slots } = await showMove(context, elder.id, visitNo, null);
    expect(monthsOf(slots)).toEqual(["2026-12"]);
    const over = moveOwnVisit(context, { elderId: elder.id, visitNo, slot: november });
    await expect(over).rejects.toMatchObject({ code: "visit-not-movable" });
    await moveOwnVisit(context, { elderId: elder.id, visitNo, slot: slots.at(-1)?.key ?? other?.key ?? "" });
  });

  it("gives no more than the coming month allows, and takes a further one that the elder pays", async () => {
    const elder = nextElder();
    const context = asElder(database, elder, BEFORE_LAST);
    const book = async (payer: "government" | "elder") => {
      const times = await showTimes(context, elder.id, "usual", { month: DECEMBER });
      return bookVisit(context, { elderId: elder.id, basket: "usual", slot: times?.slots.at(-1)?.key ?? "" }, payer);
    };
    for (let place = 1; place <= 3; place += 1) await book("government");
    await expect(book("government")).rejects.toMatchObject({ code: "month-full" });
    expect(await showBaskets(context, elder.id)).toMatchObject({ kind: "full", monthAhead: null });
    expect(await showBaskets(context, elder.id, DECEMBER)).toMatchObject({ kind: "full", monthAhead: "2026-12" });
    expect(await book("elder")).toMatch(/^2026-12-/);
  });

  it("refuses a time of the month after the coming one", async () => {
    const elder = nextElder();
    const context = asElder(database, elder, BEFORE_LAST);
    const slot = ((await showTimes(context, elder.id, "usual"))?.slots[0]?.key ?? "").replace("2026-12", "2027-01");
    const wish = { elderId: elder.id, basket: "usual", slot };
    await expect(bookVisit(context, wish, "government")).rejects.toMatchObject({ code: "basket-not-open" });
  });

  it("keeps who waits for a time of it in line over the month's bound, and lets go who waited for the old month", async () => {
    const [old, ahead] = [await withOnePlace(), nextElder()];
    const wish = (elder: TestElder) => ({ elderId: elder.id, basket: "usual", device: "k1", summary: "排队" });
    await waitForSlot(asElder(database, old, BEFORE_LAST), { ...wish(old), month: plainMonth("2026-11") });
    await waitForSlot(asElder(database, ahead, BEFORE_LAST), wish(ahead));
    await offerFreedSlots({ ...wide, now: instant("2026-12-01T02:00:00Z") });
    const states = await query<{ month: string; state: string }>(
      wide,
      `select month::text as month, state from slot_wait where elder_id in ('${old.id}', '${ahead.id}') order by month`,
    );
    expect(states).toEqual([
      { month: "2026-11-01", state: "lapsed" },
      { month: "2026-12-01", state: "offered" },
    ]);
  });

  it("the plan that comes after counts what was booked in", async () => {
    const elder = nextElder();
    const context = asElder(database, elder, BEFORE_LAST);
    const slot = (await showTimes(context, elder.id, "usual"))?.slots[0]?.key ?? "";
    const visitNo = await bookVisit(context, { elderId: elder.id, basket: "usual", slot }, "government");
    await planAndOfferMonth({ ...wide, now: BEFORE_LAST }, DECEMBER, "1");
    const rows = await query<{ visitNo: string; state: string }>(
      wide,
      `select visit_no as "visitNo", delivery_state as state from visit where elder_id = '${elder.id}' and service_month = '2026-12-01' and delivery_state <> 'cancelled'`,
    );
    expect(rows.map((row) => row.visitNo)).toContain(visitNo);
    const debts = await query<{ id: string }>(
      wide,
      `select id from visit_debt where elder_id = '${elder.id}' and month = '2026-12-01' and state = 'open'`,
    );
    expect(rows.length + debts.length).toBe(3);
    expect(await reserved(elder, "2026-12")).toBe(rows.length);
  });
});
