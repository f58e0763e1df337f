import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type ProviderId, type StreetId } from "#app/domain/identifiers.ts";
import { askingDigest, openTicket, openTicketIn } from "#app/usecases/tickets/open-ticket.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listTicketEvents, lockTicket } from "#db/repositories/tickets.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";

let database: Database;
let elderId: string;
let streetId: number;
let providerId: string;

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

beforeAll(async () => {
  database = await smallDistrict(6);
  const [elder] = await rows<{ id: string; street: number }>(`select id, street_id as street from elder limit 1`);
  const [provider] = await rows<{ id: string }>("select id from provider order by id limit 1");
  elderId = elder?.id ?? "";
  streetId = elder?.street ?? 0;
  providerId = provider?.id ?? "";
});
afterAll(async () => database.close());

const anonymous = (): Context => testContext(database, { actor: "anonymous" });
const find = (ticketNo: string, context: Context = testContext(database)) =>
  inTransaction(context, (unit) => lockTicket(unit, ticketNo));

describe("opening a ticket", () => {
  it("stores the first step with it, by a number of its day, due by the policy", async () => {
    const opened = await openTicket(testContext(database, { actor: "user:op" }), {
      kind: "call_back",
      streetId,
      elderId,
      channel: "kiosk",
      callBackWanted: true,
    });
    expect(opened.ticketNo).toMatch(/^20261115-\d{4}$/);
    // 2026-11-15 is a Sunday: one working day is Monday.
    expect(new Date(opened.dueAt).toISOString()).toBe("2026-11-16T09:30:00.000Z");
    expect(opened.askingCode).toBeNull();
    const ticket = await find(opened.ticketNo);
    expect(ticket).toMatchObject({ state: "new", desk: "operator", elderId, openedBy: "user:op" });
    const events = await inTransaction(testContext(database), (unit) => listTicketEvents(unit, ticket?.id ?? ""));
    expect(events.map(({ step, place, toState }) => [place, step, toState])).toEqual([[1, "open", "new"]]);
  });

  it("gives an anonymous one a code for asking, whose digest alone is stored, and names nobody", async () => {
    const opened = await openTicket(anonymous(), {
      kind: "complaint",
      topic: "worker",
      details: ["took_money"],
      streetId,
      providerId,
      channel: "kiosk",
      anonymous: true,
    });
    expect(opened.askingCode).toMatch(/^\d{6}$/);
    const ticket = await find(opened.ticketNo);
    expect(ticket).toMatchObject({ desk: "street", seenByProvider: false, openedBy: "anonymous", elderId: null });
    expect(ticket?.askingHash).toEqual(askingDigest(opened.ticketNo, opened.askingCode ?? ""));
    const naming = openTicket(anonymous(), { kind: "complaint", streetId, elderId, channel: "kiosk", anonymous: true });
    await expect(naming).rejects.toThrow();
  });

  it("is hidden from the provider concerned when money was taken, and shown to it when somebody came late", async () => {
    const about = (details: readonly ("took_money" | "late")[]) =>
      openTicket(anonymous(), {
        kind: "complaint",
        topic: "worker",
        details,
        streetId,
        elderId,
        providerId,
        channel: "kiosk",
      });
    const [grave, late] = [await about(["late", "took_money"]), await about(["late"])];
    const scope = { streets: "all", provider: identify<ProviderId>(providerId), worker: "all" } as const;
    const provider = testContext(database, { scope });
    expect(await find(grave.ticketNo, provider)).toBeNull();
    expect(await find(late.ticketNo, provider)).toMatchObject({ desk: "street" });
    const elsewhere = testContext(database, {
      scope: { streets: [identify<StreetId>(streetId === 1 ? 2 : 1)], provider: "all", worker: "all" },
    });
    expect(await find(late.ticketNo, elsewhere)).toBeNull();
  });

  it("opens one ticket for a key, however often it is sent", async () => {
    const wish = { kind: "wait", streetId, elderId, channel: "kiosk", requestKey: "page-1" } as const;
    const [first, again] = [await openTicket(anonymous(), wish), await openTicket(anonymous(), wish)];
    expect(again.ticketNo).toBe(first.ticketNo);
    expect(await rows("select id from ticket where request_key = 'page-1'")).toHaveLength(1);
  });

  it("joins a unit of work that does more: what fails after it leaves no ticket", async () => {
    const before = await rows("select id from ticket");
    const failing = inTransaction(testContext(database), async (unit) => {
      await openTicketIn(unit, "system:test", {
        kind: "consult",
        streetId,
        channel: "office",
        source: { kind: "alert", ref: "A1" },
      });
      throw new Error("afterwards");
    });
    await expect(failing).rejects.toThrow("afterwards");
    expect(await rows("select id from ticket")).toHaveLength(before.length);
  });

  it("masks numbers in what is written down and encrypts the telephone to call", async () => {
    const { ticketNo } = await openTicket(anonymous(), {
      kind: "complaint",
      streetId,
      channel: "kiosk",
      summary: "请打 13812345678",
      callBackWanted: true,
      callBackPhone: { phone: "13812345678", crypto: testCrypto },
    });
    const ticket = await find(ticketNo);
    expect(ticket?.summary).toBe("请打 138****5678");
    expect(ticket?.callBackPhoneCipher).not.toContain("13812345678");
    const field = { table: "ticket", column: "call_back_phone", row: ticket?.id ?? "" };
    expect(testCrypto.decrypt(ticket?.callBackPhoneCipher ?? "", field)).toBe("13812345678");
  });
});

describe("what the tables keep", () => {
  it("refuses to change or delete a step, and to show a provider what is kept from it", async () => {
    await expect(rows("update ticket_event set note = 'x'")).rejects.toThrow();
    await expect(rows("delete from ticket_event")).rejects.toThrow();
    await expect(rows("delete from ticket")).rejects.toThrow();
    await expect(
      rows(
        "update ticket set seen_by_provider = true where details && array['took_money'] and provider_id is not null",
      ),
    ).rejects.toThrow();
  });
});
