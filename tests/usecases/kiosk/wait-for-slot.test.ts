import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { showBaskets, showDays, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { offerFreedSlots, waitForSlot } from "#app/usecases/kiosk/wait-for-slot.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { asElder, fullElders, NOW, openKioskDistrict, openOnePlace, query, type TestElder } from "./kiosk-district.ts";

let database: Database;
let wide: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  wide = testContext(database);
  elders = await fullElders(wide);
});
afterAll(async () => database.close());

/** The next elder who has a free time once a place of the month is open. */
async function elderWithOnePlace(): Promise<TestElder> {
  for (let elder = elders.shift(); elder; elder = elders.shift()) {
    await openOnePlace(wide, elder.id);
    const times = await showTimes(asElder(database, elder), elder.id, "usual");
    if ((times?.slots.length ?? 0) > 3) return elder;
  }
  throw new Error("nobody has a free time");
}

const wishOf = (elder: TestElder) => ({ elderId: elder.id, basket: "usual", device: "k1", summary: "排队" });

const waitOf = async (elder: TestElder) =>
  (
    await query<{ state: string; slot: string | null }>(
      wide,
      `select state, slot from slot_wait where elder_id = '${elder.id}' order by id desc limit 1`,
    )
  )[0];

describe("waiting for a time", () => {
  it("keeps what is free for a day, asks an operator to call, and shows it first at the kiosk", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    const ticket = await waitForSlot(context, wishOf(elder));
    expect(await waitForSlot(context, wishOf(elder))).toBe(ticket);
    expect(await offerFreedSlots(wide)).toEqual({ waiting: 1, offered: 1 });
    const kept = await waitOf(elder);
    expect(kept).toMatchObject({ state: "offered" });
    const shown = await showBaskets(context, elder.id);
    expect(shown).toMatchObject({ kind: "what", kept: { basket: "usual", slot: { key: kept?.slot } } });
    const tickets = await query<{ kind: string }>(
      wide,
      `select kind from ticket where elder_id = '${elder.id}' order by id`,
    );
    expect(tickets.map(({ kind }) => kind)).toEqual(["wait", "book"]);
    // Looking at another time in between gives back only that one.
    const other = (await showTimes(context, elder.id, "usual"))?.slots.find(({ key }) => key !== kept?.slot);
    await holdSlot(context, { elderId: elder.id, basket: "usual", slot: other?.key ?? "" });
    await holdSlot(context, { elderId: elder.id, basket: "usual", slot: kept?.slot ?? "" });
    await bookVisit(context, { elderId: elder.id, basket: "usual", slot: kept?.slot ?? "" }, "government");
    expect(await waitOf(elder)).toMatchObject({ state: "taken" });
    expect(await query(wide, `select id from slot_hold where elder_id = '${elder.id}'`)).toEqual([]);
  });

  it("gives the time back when nobody took it within the day, and to whoever asked next", async () => {
    const elder = await elderWithOnePlace();
    await waitForSlot(asElder(database, elder), wishOf(elder));
    await offerFreedSlots(wide);
    expect(await waitOf(elder)).toMatchObject({ state: "offered" });
    await offerFreedSlots({ ...wide, now: plusMinutes(NOW, 24 * 60) });
    expect(await waitOf(elder)).toMatchObject({ state: "lapsed" });
    expect(await query(wide, `select id from slot_hold where elder_id = '${elder.id}'`)).toEqual([]);
  });

  it("is refused when the month is full: there is nothing to wait for", async () => {
    const elder = elders.shift();
    if (elder === undefined) throw new Error("nobody is left");
    await expect(waitForSlot(asElder(database, elder), wishOf(elder))).rejects.toMatchObject({ code: "month-full" });
  });
});

describe("what an elder is shown", () => {
  it("is the time most like the last visit's, when whoever came then has one", async () => {
    let found = false;
    while (!found && elders.length > 0) {
      const elder = await elderWithOnePlace();
      const shown = await showBaskets(asElder(database, elder), elder.id);
      if (shown.kind !== "what" || shown.likeLast === null) continue;
      const [last] = await query<{ workers: string[] }>(
        wide,
        `select array_agg(w.worker_no order by w.worker_no) as workers from visit v
           join visit_worker vw on vw.visit_id = v.id and not vw.released join care_worker w on w.id = vw.worker_id
          where v.elder_id = '${elder.id}' and v.delivery_state <> 'cancelled'
          group by v.id, v.planned_start order by v.planned_start desc limit 1`,
      );
      expect([...shown.likeLast.workerNos].sort()).toEqual(last?.workers);
      const wish = { elderId: elder.id, basket: "usual", slot: shown.likeLast.key };
      await holdSlot(asElder(database, elder), wish);
      found = true;
    }
    expect(found).toBe(true);
  });

  it("are the three nearest times when the wanted one has gone, and every free day otherwise", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    const [wanted] = (await showTimes(context, elder.id, "usual"))?.slots ?? [];
    const near = await showTimes(context, elder.id, "usual", { taken: wanted?.key ?? "" });
    expect(near?.slots.length).toBeLessThanOrEqual(3);
    expect(near?.slots.length).toBeGreaterThan(0);
    const days = await showDays(context, elder.id, "usual");
    expect(days?.days.reduce((sum, { count }) => sum + count, 0)).toBe(days?.slots.length);
    expect(days?.days.map(({ date }) => date)).toContain(wanted?.date);
  });
});
