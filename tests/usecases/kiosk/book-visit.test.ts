import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { visitWarnings } from "#app/messages/people.ts";
import { giveWorkerVisit } from "#app/usecases/screens/give-worker-day.server.ts";
import { showProviderVisit } from "#app/usecases/screens/show-provider-visits.server.ts";
import { bookVisit, holdSlot } from "#app/usecases/kiosk/book-visit.server.ts";
import { moveOwnVisit } from "#app/usecases/kiosk/move-own-visit.server.ts";
import { showAllowance } from "#app/usecases/kiosk/show-allowance.server.ts";
import { showItems } from "#app/usecases/kiosk/show-booking-items.server.ts";
import { showBaskets, showCheck, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { showMove, showOwnVisit, showSchedule } from "#app/usecases/kiosk/show-schedule.server.ts";
import { undoBooking } from "#app/usecases/kiosk/undo-booking.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import {
  asElder,
  crypto,
  fullElders,
  NOW,
  openKioskDistrict,
  openOnePlace,
  query,
  run,
  type TestElder,
} from "./kiosk-district.ts";

let database: Database;
let wide: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  wide = testContext(database);
  elders = await fullElders(wide);
});
afterAll(async () => database.close());

async function slotOf(elder: TestElder, basket = "usual"): Promise<string> {
  const times = await showTimes(asElder(database, elder), elder.id, basket);
  const slot = times?.slots[0]?.key;
  if (slot === undefined) throw new Error(`no free time for ${elder.elderNo}`);
  return slot;
}

/** The next elder who has a free time once a place of the month is open. */
async function elderWithOnePlace(): Promise<TestElder> {
  for (let elder = elders.shift(); elder; elder = elders.shift()) {
    await openOnePlace(wide, elder.id);
    const times = await showTimes(asElder(database, elder), elder.id, "usual");
    if ((times?.slots.length ?? 0) > 2) return elder;
  }
  throw new Error("nobody has a free time");
}

async function reservedOf(elder: TestElder): Promise<number> {
  const [row] = await query<{ reserved: number }>(
    wide,
    `select visits_reserved::int as reserved from entitlement_month where elder_id = '${elder.id}' and month = '2026-11-01'`,
  );
  return row?.reserved ?? 0;
}

describe("booking the visit that is still open", () => {
  it("shows what is left, the familiar care worker first, and the whole booking before it is confirmed", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    expect(await showBaskets(context, elder.id)).toMatchObject({ kind: "what", left: 1, place: 4 });
    const slot = await slotOf(elder);
    const check = await showCheck(context, crypto, { elderId: elder.id, basket: "usual", slot });
    expect(check?.slot.key).toBe(slot);
    expect(check?.address).not.toMatch(/室/);
    expect(check?.name).toContain("*");
  });

  it("reserves the place, names the worker, keeps the provider's acceptance, and fills the month", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    const before = await reservedOf(elder);
    const visitNo = await bookVisit(
      context,
      { elderId: elder.id, basket: "usual", slot: await slotOf(elder) },
      "government",
    );
    const [visit] = await query<Record<string, unknown>>(
      wide,
      `select v.kind, v.origin, v.delivery_state, (select count(*)::int from visit_worker w where w.visit_id = v.id) as workers
         from visit v where v.visit_no = '${visitNo}'`,
    );
    expect(visit).toMatchObject({ kind: "basket", origin: "kiosk", delivery_state: "accepted" });
    expect(visit?.["workers"]).toBeGreaterThanOrEqual(1);
    expect(await reservedOf(elder)).toBe(before + 1);
    expect(await showBaskets(context, elder.id)).toMatchObject({ kind: "full", left: 0 });
  });

  it("refuses a fifth at the government's cost, and takes one that the elder pays", async () => {
    const elder = elders.shift();
    if (!elder) throw new Error("nobody is left");
    const context = asElder(database, elder);
    const wish = { elderId: elder.id, basket: "usual", slot: await slotOf(elder) };
    await expect(bookVisit(context, wish, "government")).rejects.toMatchObject({ code: "month-full" });
    const reserved = await reservedOf(elder);
    const visitNo = await bookVisit(context, wish, "elder");
    const [visit] = await query<{ kind: string }>(wide, `select kind from visit where visit_no = '${visitNo}'`);
    expect(visit?.kind).toBe("private");
    expect(await reservedOf(elder)).toBe(reserved);
  });

  it("refuses a time that has gone, a time that is none, and a basket that is not open", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    const wish = { elderId: elder.id, basket: "usual", slot: await slotOf(elder) };
    await bookVisit(context, wish, "government");
    await expect(bookVisit(context, wish, "government")).rejects.toMatchObject({ code: "slot-taken" });
    await expect(bookVisit(context, { ...wish, slot: "never" }, "government")).rejects.toMatchObject({
      code: "slot-unknown",
    });
    await expect(bookVisit(context, { ...wish, basket: "gold" }, "government")).rejects.toMatchObject({
      code: "basket-not-open",
    });
  });
});

describe("what the care worker is to mind", () => {
  it("goes with the visit to the provider's desk and the care worker's phone, each known thing once", async () => {
    const elder = await elderWithOnePlace();
    const remarks = ["has_dog", "a secret", "speak_loudly", "has_dog"];
    const wish = { elderId: elder.id, basket: "usual", slot: await slotOf(elder), remarks };
    const visitNo = await bookVisit(asElder(database, elder), wish, "government");
    const minded = { remarks: ["speak_loudly", "has_dog"] };
    expect(await showProviderVisit(wide, visitNo)).toMatchObject(minded);
    const onPhone = await giveWorkerVisit(wide, crypto, visitNo);
    expect(onPhone).toMatchObject(minded);
    expect(visitWarnings({ livingRisk: null, note: null, remarks: onPhone?.remarks }, "zh-CN")).toEqual([
      "请大声些",
      "家里有狗",
    ]);
  });
});

describe("a basket that the elder puts together", () => {
  it("completes a short item to an hour, and is booked as it was put together", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    const { items } = await showItems(context, elder.id, null);
    const short = items.find(({ basket }) => basket === null)?.code ?? "";
    const { item, ways, minMinutes } = await showItems(context, elder.id, short);
    expect(item?.code).toBe(short);
    expect(ways.length).toBeGreaterThan(0);
    for (const { minutes } of ways) expect(minutes).toBeGreaterThanOrEqual(minMinutes);
    const way = ways[0];
    const slot = await slotOf(elder, way?.basket);
    const visitNo = await bookVisit(context, { elderId: elder.id, basket: way?.basket ?? "", slot }, "government");
    const [visit] = await query<{ subtypes: string[] }>(
      wide,
      `select subtypes from visit where visit_no = '${visitNo}'`,
    );
    expect(visit?.subtypes).toEqual([short, ...(way?.added ?? [])]);
    const alone = { elderId: elder.id, basket: `own.${short}`, slot };
    await expect(bookVisit(context, alone, "government")).rejects.toMatchObject({ code: "basket-not-open" });
  });

  it("offers times of other care workers to whom wants another", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    const slot = await slotOf(elder);
    const [first] = (await showTimes(context, elder.id, "usual"))?.slots ?? [];
    const others = (await showTimes(context, elder.id, "usual", { otherThan: slot }))?.slots ?? [];
    for (const { workerNos } of others) expect(workerNos).not.toContain(first?.workerNos[0]);
  });
});

describe("a visit whose time has passed without an end", () => {
  it("stands on the schedule, so that it holds as many as the allowance counts", async () => {
    const elder = elders.shift();
    if (!elder) throw new Error("nobody is left");
    const [visit] = await query<{ id: string; end: string }>(
      wide,
      `select id, planned_end::text as "end" from visit where elder_id = '${elder.id}' and delivery_state = 'accepted'
         order by planned_start limit 1`,
    );
    await run(wide, `update visit set delivery_state = 'in_progress' where id = '${visit?.id}'`);
    const later = asElder(database, elder, plusMinutes(instant(new Date(visit?.end ?? "")), 60));
    const { visits } = await showSchedule(later, elder.id);
    const { share } = await showAllowance(later, elder.id);
    expect(visits.filter(({ isOver }) => isOver)).toMatchObject([{ state: "in_progress", isMovable: false }]);
    expect(visits).toHaveLength(share.booked);
  });
});

describe("a slot that somebody looks at", () => {
  it("is not shown to others for ten minutes, and is given back afterwards", async () => {
    const elder = await elderWithOnePlace();
    const slot = await slotOf(elder);
    await holdSlot(asElder(database, elder), { elderId: elder.id, basket: "usual", slot });
    const held = await query<{ worker: string }>(wide, "select worker_id as worker from slot_hold");
    expect(held.length).toBeGreaterThanOrEqual(1);
    expect(await slotOf(elder)).toBe(slot);
    const later = asElder(database, elder, plusMinutes(NOW, 11));
    await holdSlot(later, { elderId: elder.id, basket: "usual", slot });
    expect(await query(wide, `select id from slot_hold where elder_id = '${elder.id}'`)).toHaveLength(held.length);
  });
});

describe("taking a booking back", () => {
  it("frees place and worker within ten minutes, and not after them", async () => {
    const elder = await elderWithOnePlace();
    const context = asElder(database, elder);
    const wish = { elderId: elder.id, basket: "usual", slot: await slotOf(elder) };
    const before = await reservedOf(elder);
    const visitNo = await bookVisit(context, wish, "government");
    await undoBooking(context, elder.id, visitNo);
    expect(await reservedOf(elder)).toBe(before);
    expect(await showBaskets(context, elder.id)).toMatchObject({ left: 1 });
    const again = await bookVisit(context, wish, "government");
    // Whoever has left the last screen finds the way back on the first page and at the visit, as long as it is open.
    for (const [minutes, isOpen] of [
      [9, true],
      [10, false],
    ] as const) {
      const later = asElder(database, elder, plusMinutes(NOW, minutes));
      const { visits } = await showSchedule(later, elder.id);
      expect(visits.filter(({ mayUndo }) => mayUndo).map(({ visitNo: one }) => one)).toEqual(isOpen ? [again] : []);
      expect((await showOwnVisit(later, elder.id, again)).visit.mayUndo).toBe(isOpen);
    }
    await expect(undoBooking(asElder(database, elder, plusMinutes(NOW, 10)), elder.id, again)).rejects.toMatchObject({
      code: "undo-too-late",
    });
  });

  it("is nobody else's", async () => {
    const elder = await elderWithOnePlace();
    const other = elders[0];
    if (!other) throw new Error("nobody is left");
    const visitNo = await bookVisit(
      asElder(database, elder),
      { elderId: elder.id, basket: "usual", slot: await slotOf(elder) },
      "government",
    );
    await expect(undoBooking(asElder(database, other), other.id, visitNo)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("moving one of the four", () => {
  it("keeps the place of the month and the series' rule, and frees the old time", async () => {
    let moved = false;
    for (let elder = elders.shift(); elder && !moved; elder = elders.shift()) {
      const context = asElder(database, elder);
      const { visits } = await showSchedule(context, elder.id);
      const visit = visits.find((one) => one.isMovable);
      if (!visit) continue;
      const shown = await showMove(context, elder.id, visit.visitNo, null);
      const slot = shown.slots.find((one) => one.date !== visit.date);
      if (!slot) continue;
      await moveOwnVisit(context, { elderId: elder.id, visitNo: visit.visitNo, slot: slot.key });
      const after = (await showSchedule(context, elder.id)).visits.find((one) => one.visitNo === visit.visitNo);
      expect(after).toMatchObject({ date: slot.date, startMinute: slot.startMinute });
      expect(await showBaskets(context, elder.id)).toMatchObject({ kind: "full" });
      const exceptions = await query(
        wide,
        `select x.kind from series_exception x join visit v on v.series_id = x.series_id
          where v.visit_no = '${visit.visitNo}' and x.moved_to_on = '${slot.date}'`,
      );
      expect(exceptions).toHaveLength(1);
      moved = true;
    }
    expect(moved).toBe(true);
  });
});
