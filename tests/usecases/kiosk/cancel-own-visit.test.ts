import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plusMinutes, instant } from "#app/domain/time/instant.ts";
import { askForOwnCall } from "#app/usecases/kiosk/ask-for-call.server.ts";
import { cancelOwnVisit } from "#app/usecases/kiosk/cancel-own-visit.server.ts";
import { showAllowance } from "#app/usecases/kiosk/show-allowance.server.ts";
import { showOwnVisit, showSchedule } from "#app/usecases/kiosk/show-schedule.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { asElder, fullElders, openKioskDistrict, query, run, type TestElder } from "./kiosk-district.ts";

let database: Database;
let wide: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  wide = testContext(database);
  elders = await fullElders(wide);
});
afterAll(async () => database.close());

/** The next elder with a visit of the month still ahead, and that visit. */
async function elderWithVisitAhead(): Promise<{ elder: TestElder; visitNo: string; start: Date }> {
  for (let elder = elders.shift(); elder; elder = elders.shift()) {
    const { visits } = await showSchedule(asElder(database, elder), elder.id);
    const visit = visits.find((one) => one.isCancellable && one.isMovable);
    if (visit === undefined) continue;
    const [row] = await query<{ start: Date | string }>(
      wide,
      `select planned_start as start from visit where visit_no = '${visit.visitNo}'`,
    );
    return { elder, visitNo: visit.visitNo, start: new Date(row?.start ?? "") };
  }
  throw new Error("nobody has a visit ahead");
}

const ticketsOf = (elder: TestElder) =>
  query<{ kind: string; desk: string; source: string; summary: string | null }>(
    wide,
    `select kind, desk, source_kind as source, summary from ticket where elder_id = '${elder.id}' order by id`,
  );

describe("calling one's own visit off", () => {
  it("frees the place and the care worker, tells who was to go, and owes the visit", async () => {
    const { elder, visitNo } = await elderWithVisitAhead();
    const context = asElder(database, elder);
    const before = await showAllowance(context, elder.id);
    const wish = { elderId: elder.id, visitNo, reason: "unwell", summary: "" } as const;
    expect(await cancelOwnVisit(context, wish)).toBeNull();
    const after = await showAllowance(context, elder.id);
    expect(after.left).toBe(before.left + 1);
    expect(after.share.owed).toBe(before.share.owed + 1);
    expect((await showSchedule(context, elder.id)).owed).toBe(after.share.owed);
    const told = await query<{ audience: string }>(
      wide,
      `select n.audience from notice n join visit v on v.id = n.visit_id where v.visit_no = '${visitNo}' and n.kind = 'called_off'`,
    );
    expect(told.map(({ audience }) => audience).sort()).toEqual(expect.arrayContaining(["provider", "worker"]));
    expect(await ticketsOf(elder)).toEqual([]);
    await expect(cancelOwnVisit(context, wish)).rejects.toMatchObject({ code: "visit-cannot-cancel" });
  });

  it("asks the street to let the visits rest when the elder goes to hospital", async () => {
    const { elder, visitNo } = await elderWithVisitAhead();
    const wish = { elderId: elder.id, visitNo, reason: "hospital", summary: "住院了，大概两星期" } as const;
    expect(await cancelOwnVisit(asElder(database, elder), wish)).toMatch(/^\d{4}$/);
    expect(await ticketsOf(elder)).toEqual([
      { kind: "apply", desk: "street", source: "suspension", summary: "住院了，大概两星期" },
    ]);
  });

  it("knows a visit that was to be paid from one of the four, because the first goes back in money and the second is owed", async () => {
    const { elder, visitNo } = await elderWithVisitAhead();
    const context = asElder(database, elder);
    const isPrivate = async () => (await showOwnVisit(context, elder.id, visitNo)).visit.isPrivate;
    expect(await isPrivate()).toBe(false);
    await query(wide, `update visit set kind = 'private' where visit_no = '${visitNo}'`);
    expect(await isPrivate()).toBe(true);
    const owed = (await showAllowance(context, elder.id)).share.owed;
    await cancelOwnVisit(context, { elderId: elder.id, visitNo, reason: "unwell", summary: "" });
    expect((await showAllowance(context, elder.id)).share.owed).toBe(owed);
  });

  it("is refused within two hours of the start, and for another elder's visit", async () => {
    const { elder, visitNo, start } = await elderWithVisitAhead();
    const late = asElder(database, elder, plusMinutes(instant(start), -119));
    const wish = { elderId: elder.id, visitNo, reason: "other", summary: "" } as const;
    await expect(cancelOwnVisit(late, wish)).rejects.toMatchObject({ code: "visit-too-close" });
    expect((await showOwnVisit(late, elder.id, visitNo)).visit).toMatchObject({ isClose: true, isCancellable: false });
    // A day later nobody is on the way any more.
    const over = asElder(database, elder, plusMinutes(instant(start), 24 * 60));
    expect((await showOwnVisit(over, elder.id, visitNo)).visit).toMatchObject({ isClose: false, isCancellable: false });
    const other = elders.shift();
    if (other === undefined) throw new Error("nobody is left");
    await expect(cancelOwnVisit(asElder(database, other), { ...wish, elderId: other.id })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("what the schedule says and asks", () => {
  it("asks about the latest visit of the week that nobody confirmed", async () => {
    const { elder } = await elderWithVisitAhead();
    const context = asElder(database, elder);
    expect((await showSchedule(context, elder.id)).toConfirm).toBeNull();
    await run(
      wide,
      `update visit set delivery_state = 'done', planned_start = '2026-11-14T01:00:00Z', planned_end = '2026-11-14T02:00:00Z'
        where id = (select id from visit where elder_id = '${elder.id}' order by planned_start limit 1)`,
    );
    const asked = (await showSchedule(context, elder.id)).toConfirm;
    expect(asked).toMatchObject({ date: "2026-11-14" });
    expect(await showOwnVisit(context, elder.id, asked?.visitNo ?? "")).toMatchObject({ asksPresence: true });
  });

  it("announces a care worker who has not been with the elder", async () => {
    const { elder, visitNo } = await elderWithVisitAhead();
    const context = asElder(database, elder);
    expect((await showOwnVisit(context, elder.id, visitNo)).visit.isNewcomer).toBe(true);
    await run(
      wide,
      `with one as (select id from visit where elder_id = '${elder.id}' and visit_no <> '${visitNo}' order by planned_start limit 1)
       insert into visit_worker (visit_id, worker_id, group_id, planned_start, planned_end, released, assigned_by)
         select one.id, w.worker_id, one.id, '2026-11-02T01:00:00Z', '2026-11-02T02:00:00Z', false, 'test'
           from one, visit_worker w join visit v on v.id = w.visit_id where v.visit_no = '${visitNo}'
       on conflict do nothing`,
    );
    await run(
      wide,
      `update visit set delivery_state = 'done' where id = (select id from visit where elder_id = '${elder.id}' and visit_no <> '${visitNo}' order by planned_start limit 1)`,
    );
    expect((await showOwnVisit(context, elder.id, visitNo)).visit.isNewcomer).toBe(false);
  });
});

describe("asking to be called", () => {
  it("makes one task however often the touch is sent", async () => {
    const { elder, visitNo } = await elderWithVisitAhead();
    const context = asElder(database, elder);
    const wish = { elderId: elder.id, about: "schedule", visitNo, summary: "有关日程的事", requestKey: "k1" } as const;
    const first = await askForOwnCall(context, wish);
    expect(await askForOwnCall(context, wish)).toBe(first);
    expect(await ticketsOf(elder)).toMatchObject([{ kind: "call_back", desk: "operator", source: "kiosk_call" }]);
    const [row] = await query<{ visitNo: string | null }>(
      wide,
      `select v.visit_no as "visitNo" from ticket t left join visit v on v.id = t.visit_id where t.elder_id = '${elder.id}'`,
    );
    expect(row?.visitNo).toBe(visitNo);
  });
});
