import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FamilyScope } from "#app/domain/family/family-link.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { revokeLink } from "#app/usecases/family/agree-to-link.server.ts";
import { answerAsFamily, rateAsFamily } from "#app/usecases/family/answer-as-family.server.ts";
import { complainAsFamily, showOwnComplaints } from "#app/usecases/family/complain-as-family.server.ts";
import type { FamilyContext } from "#app/usecases/family/family-context.server.ts";
import { showFamilyVisit, showFamilyVisits } from "#app/usecases/family/show-family-visits.server.ts";
import { bookVisit } from "#app/usecases/kiosk/book-visit.server.ts";
import { moveOwnVisit } from "#app/usecases/kiosk/move-own-visit.server.ts";
import { showRating } from "#app/usecases/kiosk/rate-visit.server.ts";
import { showBaskets, showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import { showMove } from "#app/usecases/kiosk/show-schedule.server.ts";
import { undoBooking } from "#app/usecases/kiosk/undo-booking.server.ts";
import { stepTicket } from "#app/usecases/tickets/step-ticket.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { asElder, crypto, NOW, openOnePlace, query, run, type TestElder } from "../kiosk/kiosk-district.ts";
import { familyOf, linkTo, openFamilyDistrict, signedIn, type FamilyDistrict } from "./family-people.ts";

let database: Database;
let wide: Context;
let nextElder: FamilyDistrict["nextElder"];
let nextPhone: FamilyDistrict["nextPhone"];
let minute = 0;

beforeAll(async () => {
  ({ database, wide, nextElder, nextPhone } = await openFamilyDistrict(13_600_010_000));
});
afterAll(async () => database.close());

type Signed = { readonly elder: TestElder; readonly memberId: string; readonly linkId: string; readonly now: Context };

async function signed(scopes: readonly FamilyScope[], elder = nextElder()): Promise<Signed> {
  const phone = nextPhone();
  const now = testContext(database, { now: plusMinutes(NOW, (minute += 2)) });
  const linkId = await linkTo(now, elder, { phone, scopes });
  const { memberId } = await signedIn(now, phone);
  return { elder, memberId, linkId, now };
}

const as = ({ memberId, linkId, now }: Signed, scope: FamilyScope | null): Promise<FamilyContext> =>
  familyOf(now, { memberId, linkId, scope });

/** A visit of the elder that took place yesterday and of which nobody has spoken. */
async function served(elder: TestElder): Promise<string> {
  const [visit] = await query<{ visitNo: string; id: string }>(
    wide,
    `select visit_no as "visitNo", id from visit where elder_id = '${elder.id}' and planned_start < '2026-11-15' order by planned_start desc limit 1`,
  );
  await run(wide, `update visit set delivery_state = 'done' where id = '${visit?.id ?? ""}'`);
  return visit?.visitNo ?? "";
}

const eventsOf = (visitNo: string) =>
  query<{ kind: string; device: string; body: Record<string, unknown> }>(
    wide,
    `select e.kind, e.device_id as device, e.body from visit_event e join visit v on v.id = e.visit_id where v.visit_no = '${visitNo}' order by e.event_id`,
  );

const toldOf = (elder: TestElder) =>
  query<{ kind: string; facts: Record<string, string> }>(
    wide,
    `select kind, facts from message_cause where elder_id = '${elder.id}' order by id`,
  );

describe("booking for an elder", () => {
  it("takes one of the month's four by the kiosk's own use case, with the family member's name on it, and back again", async () => {
    const one = await signed(["schedule", "book"]);
    await openOnePlace(wide, one.elder.id);
    const { context, elderId } = await as(one, "book");
    const baskets = await showBaskets(context, elderId);
    if (baskets.kind !== "what") throw new Error(baskets.kind);
    const basket = baskets.baskets[0]?.key ?? "";
    const slot = (await showTimes(context, elderId, basket))?.slots[0]?.key ?? "";
    const visitNo = await bookVisit(context, { elderId, basket, slot }, "government");
    expect(
      await query(
        wide,
        `select distinct w.assigned_by as by from visit_worker w join visit v on v.id = w.visit_id where v.visit_no = '${visitNo}'`,
      ),
    ).toEqual([{ by: `family:${one.memberId}` }]);
    expect(
      await query(wide, `select actor from audit_event where action = 'kiosk.book' and subject_id = '${visitNo}'`),
    ).toEqual([{ actor: `family:${one.memberId}` }]);
    await expect(undoBooking(asElder(database, one.elder), elderId, visitNo)).rejects.toMatchObject({
      code: "undo-too-late",
    });
    await undoBooking(context, elderId, visitNo);
    expect(await toldOf(one.elder)).toMatchObject([
      { kind: "visit_booked", facts: { visitNo, start: expect.stringMatching(/^2026-11-\d\d \d\d:\d\d$/) as string } },
      { kind: "visit_cancelled", facts: { visitNo } },
    ]);
  });

  it("moves a visit by the kiosk's own rules and is told of it, and only where the elder agreed to that", async () => {
    const one = await signed(["schedule", "book"]);
    const sister = await signed(["schedule"], one.elder);
    const coming = (await showFamilyVisits(await as(one, null))).coming ?? [];
    const visit = coming.find(({ isMovable }) => isMovable);
    if (visit === undefined) throw new Error("nothing can be moved");
    expect((await showFamilyVisits(await as(sister, null))).coming?.some(({ isMovable }) => isMovable)).toBe(false);
    const { context, within, elderId } = await as(one, "book");
    const { slots } = await showMove(context, elderId, visit.visitNo, null);
    const slot = slots.find(({ date, startMinute }) => date !== visit.date || startMinute !== visit.startMinute);
    const wish = { elderId, visitNo: visit.visitNo, slot: slot?.key ?? "" };
    await expect(moveOwnVisit((await as(sister, null)).within("book"), wish)).rejects.toMatchObject({
      code: "family-not-shared",
    });
    await moveOwnVisit(context, wish);
    const moved = (await showFamilyVisits(await as(one, null))).coming?.find(({ visitNo }) => visitNo === wish.visitNo);
    expect(moved).toMatchObject({ date: slot?.date, startMinute: slot?.startMinute });
    expect(await toldOf(one.elder)).toMatchObject([{ kind: "visit_moved", facts: { visitNo: wish.visitNo } }]);
    await expect(moveOwnVisit(within("pay"), wish)).rejects.toMatchObject({ code: "family-not-shared" });
    await revokeLink(asElder(database, one.elder), { elderId, linkId: one.linkId, device: "kiosk-1" });
    await expect(moveOwnVisit(context, wish)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is refused to whoever may only look, and paying oneself to whoever may not pay", async () => {
    const looker = await signed(["schedule"]);
    await expect(as(looker, "book")).rejects.toMatchObject({ code: "family-not-shared" });
    const booker = await signed(["book"]);
    const { within, elderId } = await as(booker, "book");
    const wish = { elderId, basket: "usual", slot: "2026-11-20T09:00" };
    await expect(bookVisit(within("pay"), wish, "elder")).rejects.toMatchObject({ code: "family-not-shared" });
  });

  it("ends between two steps when the elder ends the link", async () => {
    const one = await signed(["book"]);
    const { context, elderId } = await as(one, "book");
    await showBaskets(context, elderId);
    await revokeLink(asElder(database, one.elder), { elderId, linkId: one.linkId, device: "kiosk-1" });
    const wish = { elderId, basket: "usual", slot: "2026-11-20T09:00" };
    await expect(bookVisit(context, wish, "government")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the family's word about a visit", () => {
  it("is the family's own confirmation, on the family's own device", async () => {
    const one = await signed(["schedule", "results"]);
    const visitNo = await served(one.elder);
    const family = await as(one, "results");
    expect(await answerAsFamily(family, { memberId: one.memberId, visitNo, answer: "came" })).toBeNull();
    expect(await eventsOf(visitNo)).toMatchObject([
      {
        kind: "family_confirm",
        device: `family-${one.memberId}`,
        body: { confirmedOn: "family_device", by: "family" },
      },
    ]);
    await expect(answerAsFamily(family, { memberId: one.memberId, visitNo, answer: "unsure" })).rejects.toMatchObject({
      code: "already-answered",
    });
    const past = (await showFamilyVisits(family)).past?.find((visit) => visit.visitNo === visitNo);
    expect(past?.result).toMatchObject({ isConfirmed: true, mayRate: true });
  });

  it("rates once and leaves the elder's own rating open; who was not content is called on a ticket of the family's channel", async () => {
    const one = await signed(["results"]);
    const visitNo = await served(one.elder);
    const family = await as(one, "results");
    const said = { memberId: one.memberId, visitNo, grade: "dissatisfied", remarks: ["late"] } as const;
    const number = await rateAsFamily(family, said);
    expect(number).toMatch(/^\d{4}$/);
    expect(
      await query(
        wide,
        `select kind, channel from ticket where elder_id = '${one.elder.id}' and ticket_no like '%${number ?? ""}'`,
      ),
    ).toEqual([{ kind: "call_back", channel: "family" }]);
    await expect(rateAsFamily(family, said)).rejects.toMatchObject({ code: "already-answered" });
    const own = await showRating(asElder(database, one.elder), one.elder.id, visitNo);
    expect(own.visit?.visitNo).toBe(visitNo);
  });

  it("says that nobody came: the visit is questioned and an operator calls, and nothing is taken back by itself", async () => {
    const one = await signed(["results"]);
    const visitNo = await served(one.elder);
    const family = await as(one, "results");
    expect(await answerAsFamily(family, { memberId: one.memberId, visitNo, answer: "nobody" })).toMatch(/^\d{4}$/);
    expect(await eventsOf(visitNo)).toMatchObject([
      { kind: "callback_result", body: { served: false, askedAt: "family" } },
    ]);
    expect(await query(wide, `select delivery_state as state from visit where visit_no = '${visitNo}'`)).toEqual([
      { state: "done" },
    ]);
  });

  it("is not asked of whoever may not see results, nor about another elder's visit", async () => {
    const one = await signed(["schedule"]);
    const visitNo = await served(one.elder);
    await expect(as(one, "results")).rejects.toMatchObject({ code: "family-not-shared" });
    const past = (await showFamilyVisits(await as(one, null))).past?.find((visit) => visit.visitNo === visitNo);
    expect(past).toMatchObject({ result: null });
    const other = await signed(["results"]);
    await expect(showFamilyVisit(await as(other, "results"), visitNo)).rejects.toMatchObject({ code: "not-found" });
    await expect(
      answerAsFamily(await as(other, "results"), { memberId: other.memberId, visitNo, answer: "came" }),
    ).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a complaint of the family", () => {
  it("opens one ticket with a number however often it is sent, and tells its answer to whoever spoke up alone", async () => {
    const one = await signed(["schedule"]);
    const sister = await signed(["schedule"], one.elder);
    const family = await as(one, null);
    const said = {
      memberId: one.memberId,
      topic: "visit",
      details: ["late"],
      words: "连着两次晚到",
      requestKey: "page-0001",
    } as const;
    const first = await complainAsFamily(family, crypto, said);
    expect(await complainAsFamily(family, crypto, said)).toEqual(first);
    expect(await showOwnComplaints(family)).toMatchObject([{ number: first.number, topic: "visit", state: "new" }]);
    expect(await showOwnComplaints(await as(sister, null))).toEqual([]);
    const [ticket] = await query<{ ticketNo: string; seen: boolean; channel: string }>(
      wide,
      `select ticket_no as "ticketNo", seen_by_provider as seen, channel from ticket where elder_id = '${one.elder.id}'`,
    );
    expect(ticket).toMatchObject({ seen: true, channel: "family" });
    const desk = { ...one.now, actor: "user:street" };
    await stepTicket(desk, { ticketNo: ticket?.ticketNo ?? "", step: "start", note: "" });
    await stepTicket(desk, { ticketNo: ticket?.ticketNo ?? "", step: "answer", note: "已和机构谈过，换了护理员" });
    expect(
      await query(wide, `select link_id as "linkId" from message_cause where kind = 'complaint_answered'`),
    ).toEqual([{ linkId: one.linkId }]);
    expect(await showOwnComplaints(family)).toMatchObject([{ answer: "已和机构谈过，换了护理员" }]);
  });

  it("about money that was taken is the street's and kept from the provider", async () => {
    const one = await signed(["schedule"]);
    const told = await complainAsFamily(await as(one, null), crypto, {
      memberId: one.memberId,
      topic: "money",
      details: ["took_money"],
      words: "",
      requestKey: "page-0002",
    });
    expect(told.isProtected).toBe(true);
    expect(
      await query(wide, `select seen_by_provider as seen, desk from ticket where elder_id = '${one.elder.id}'`),
    ).toEqual([{ seen: false, desk: "street" }]);
  });
});
