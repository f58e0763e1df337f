import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type ProviderId, type StreetId } from "#app/domain/identifiers.ts";
import { instant } from "#app/domain/time/instant.ts";
import { askAboutTicket, speakUp } from "#app/usecases/kiosk/speak-up.server.ts";
import { openTicket } from "#app/usecases/tickets/open-ticket.server.ts";
import { recordTicket } from "#app/usecases/tickets/record-ticket.server.ts";
import { revealCallBackPhone, showTicket, showTickets } from "#app/usecases/tickets/show-tickets.server.ts";
import { stepTicket } from "#app/usecases/tickets/step-ticket.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";

let database: Database;
let elder: { id: string; no: string; street: number };
let provider: string;

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}
beforeAll(async () => {
  database = await smallDistrict(6);
  [elder = { id: "", no: "", street: 0 }] = await rows<typeof elder>(
    "select id, elder_no as no, street_id as street from elder limit 1",
  );
  provider = (await rows<{ id: string }>("select id from provider order by id limit 1"))[0]?.id ?? "";
});
afterAll(async () => database.close());

const clerk = (changes: Partial<Context> = {}) => testContext(database, { actor: "user:clerk", ...changes });
const kiosk = () => testContext(database, { actor: "anonymous" });
const ofProvider = () =>
  clerk({ actor: "user:manager", scope: { streets: "all", provider: identify<ProviderId>(provider), worker: "all" } });

const complaint = (details: readonly ("late" | "took_money")[]) =>
  openTicket(kiosk(), {
    kind: "complaint",
    topic: "worker",
    details,
    streetId: elder.street,
    elderId: elder.id,
    providerId: provider,
    channel: "kiosk",
  });

describe("working on a ticket", () => {
  it("keeps every step with who took it, and answers before it closes", async () => {
    const { ticketNo } = await complaint(["late"]);
    await expect(stepTicket(clerk(), { ticketNo, step: "close", note: "" })).rejects.toThrow(
      "ticket-step-not-possible",
    );
    await stepTicket(clerk(), { ticketNo, step: "assign", note: "", desk: "provider" });
    await stepTicket(ofProvider(), { ticketNo, step: "start", note: "" });
    await stepTicket(ofProvider(), { ticketNo, step: "answer", note: "已道歉，电话 13812345678" });
    await stepTicket(clerk(), { ticketNo, step: "close", note: "" });
    const { ticket, events } = await showTicket(clerk(), ticketNo);
    expect(ticket).toMatchObject({ state: "closed", desk: "provider", answer: "已道歉，电话 138****5678" });
    expect(events.map(({ step, by }) => [step, by])).toEqual([
      ["open", "anonymous"],
      ["assign", "user:clerk"],
      ["start", "user:manager"],
      ["answer", "user:manager"],
      ["close", "user:clerk"],
    ]);
    await stepTicket(clerk(), { ticketNo, step: "reopen", note: "老人说没解决" });
    expect((await showTicket(clerk(), ticketNo)).ticket).toMatchObject({ state: "in_progress", answer: null });
  });

  it("never gives the provider what is about money that was taken, not even by hand", async () => {
    const { ticketNo } = await complaint(["took_money"]);
    const giving = stepTicket(clerk(), { ticketNo, step: "assign", note: "", desk: "provider" });
    await expect(giving).rejects.toThrow("ticket-protected");
    await expect(showTicket(ofProvider(), ticketNo)).rejects.toThrow("not-found");
    await expect(stepTicket(ofProvider(), { ticketNo, step: "answer", note: "没有" })).rejects.toThrow("not-found");
    const listed = await showTickets(ofProvider(), { show: "open", desk: null, kind: null });
    expect(listed.rows.map((row) => row.ticketNo)).not.toContain(ticketNo);
  });

  it("lists what is overdue first, for the street's own only", async () => {
    const later = clerk({ now: instant("2026-12-24T02:00:00Z") });
    const { rows: shown, counts } = await showTickets(later, { show: "late", desk: null, kind: null });
    expect(shown.every(({ isLate }) => isLate)).toBe(true);
    expect(shown.map(({ dueAt }) => dueAt)).toEqual(shown.map(({ dueAt }) => dueAt).toSorted());
    expect(counts.reduce((sum, one) => sum + one.late, 0)).toBe(shown.length);
    const elsewhere = clerk({
      scope: { streets: [identify<StreetId>(elder.street === 1 ? 2 : 1)], provider: "all", worker: "all" },
    });
    expect((await showTickets(elsewhere, { show: "open", desk: null, kind: null })).rows).toEqual([]);
  });
});

describe("speaking up at a kiosk", () => {
  const wish = { topic: "worker", details: ["took_money"], streetId: 9999, requestKey: "k-1" } as const;

  it("tells number and code once, and answers to both later", async () => {
    const told = await speakUp(kiosk(), { ...wish, reply: { kind: "anonymous" } });
    expect(told).toMatchObject({ isProtected: true, callWithinDays: null });
    const again = await speakUp(kiosk(), { ...wish, reply: { kind: "anonymous" } });
    expect(again).toMatchObject({ number: told.number, askingCode: null });
    const digits = `${told.number}${told.askingCode ?? ""}`;
    expect(await askAboutTicket(kiosk(), digits)).toEqual({ number: told.number, state: "new", answer: null });
    const [row] = await rows<{ no: string }>("select ticket_no as no from ticket where request_key = 'k-1'");
    await stepTicket(clerk(), { ticketNo: row?.no ?? "", step: "answer", note: "钱已退回" });
    expect(await askAboutTicket(kiosk(), digits)).toMatchObject({ state: "resolved", answer: "钱已退回" });
  });

  it("stops answering after ten wrong codes, the right one included", async () => {
    const told = await speakUp(kiosk(), { ...wish, requestKey: "k-2", reply: { kind: "anonymous" } });
    const right = told.askingCode ?? "";
    const wrong = right === "000000" ? "000001" : "000000";
    for (let go = 1; go <= 10; go += 1) expect(await askAboutTicket(kiosk(), `${told.number}${wrong}`)).toBeNull();
    expect(await askAboutTicket(kiosk(), `${told.number}${right}`)).toBeNull();
  });

  it("promises a call by the policy's days to whoever gives a number, which is shown with a trace in the log", async () => {
    const reply = { kind: "phone", phone: "13800001111", crypto: testCrypto } as const;
    const told = await speakUp(kiosk(), { ...wish, details: [], requestKey: "k-3", reply });
    expect(told).toMatchObject({ callWithinDays: 3, askingCode: null });
    const [row] = await rows<{ no: string }>("select ticket_no as no from ticket where request_key = 'k-3'");
    expect(await revealCallBackPhone(clerk(), testCrypto, row?.no ?? "")).toBe("13800001111");
    const seen = await rows("select 1 from audit_event where action = 'ticket.reveal-phone' and actor = 'user:clerk'");
    expect(seen).toHaveLength(1);
  });
});

describe("a ticket that an office writes down", () => {
  const recorded = { kind: "consult", summary: "问补贴", channel: "office", callBackWanted: true } as const;
  it("is refused for a street or an elder outside the writer's area", async () => {
    const own = clerk({ scope: { streets: [identify<StreetId>(elder.street)], provider: "all", worker: "all" } });
    const other = elder.street === 1 ? 2 : 1;
    await expect(recordTicket(own, { ...recorded, streetId: other, elderNo: null })).rejects.toThrow("street-unknown");
    const lost = recordTicket(own, { ...recorded, streetId: elder.street, elderNo: "E999999" });
    await expect(lost).rejects.toThrow("elder-unknown");
    const ticketNo = await recordTicket(own, { ...recorded, streetId: elder.street, elderNo: elder.no });
    expect((await showTicket(own, ticketNo)).ticket).toMatchObject({
      elderNo: elder.no,
      desk: "operator",
      kind: "consult",
    });
  });
});
