import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { revealField, showMaskedField } from "#app/usecases/elders/reveal-field.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { loggedEvents, storedElders, streetContext, type StoredElder } from "./street-office.ts";

let database: Database;
let elders: StoredElder[];
let elder: StoredElder;

beforeAll(async () => {
  database = await smallDistrict(40);
  elders = await storedElders(database);
  const found = elders.find(({ phone }) => phone !== null);
  if (!found) throw new Error("no elder with a telephone");
  elder = found;
});
afterAll(async () => database.close());

const idNumber = { kind: "id-number" } as const;
const asked = (changes: Partial<Parameters<typeof revealField>[2]> = {}) => ({
  elderNo: elder.elderNo,
  field: idNumber,
  reason: "RV-CALL",
  note: "",
  ...changes,
});
const own = (loginName: string) => streetContext(database, elder.streetId, { loginName });

describe("a masked field", () => {
  it("is shown in full for a reason, and the log says who, which field and why, and no value", async () => {
    const context = own("liu");
    const before = await showMaskedField(context, testCrypto, asked());
    expect(before).toMatchObject({ left: 30, masked: expect.stringMatching(/^\d{3}\*{11}[\dX]{4}$/) as unknown });
    const shown = await revealField(context, testCrypto, asked({ reason: "RV-CHECK-PAPERS" }));
    expect(shown).toEqual({ value: elder.idNumber, at: context.now });
    expect((await revealField(context, testCrypto, asked({ field: { kind: "phone" } }))).value).toBe(elder.phone);
    expect((await showMaskedField(context, testCrypto, asked())).left).toBe(28);
    const events = (await loggedEvents(database, "elder.reveal")).filter(({ actor }) => actor === "user:liu");
    expect(events).toMatchObject([
      { subjectId: elder.id, facts: { field: "id-number", reason: "RV-CHECK-PAPERS", note: null } },
      { subjectId: elder.id, facts: { field: "phone", reason: "RV-CALL", note: null } },
    ]);
    for (const value of [elder.idNumber, elder.phone]) expect(JSON.stringify(events)).not.toContain(value);
  });
  it("of a contact is that contact's telephone, and there is none of a contact who is not on the list", async () => {
    const [contact] = await inTransaction(testContext(database), async (unit) =>
      rowsOf<{ id: string; elder_no: string; street_id: number; ordinal: number; phone_cipher: string; name: string }>(
        await unit.orm.execute(
          sql`select c.id, e.elder_no, e.street_id, c.ordinal, c.phone_cipher, c.name from elder_contact c
              join elder e on e.id = c.elder_id where c.phone_cipher is not null order by e.elder_no, c.ordinal limit 1`,
        ),
      ),
    );
    if (!contact) throw new Error("no contact with a telephone");
    const context = streetContext(database, contact.street_id, { loginName: "contact" });
    const of = (ordinal: number) =>
      asked({ elderNo: contact.elder_no, field: { kind: "contact-phone", ordinal }, reason: "RV-EMERGENCY" });
    const phone = testCrypto.decrypt(contact.phone_cipher, {
      table: "elder_contact",
      column: "phone",
      row: contact.id,
    });
    expect((await revealField(context, testCrypto, of(contact.ordinal))).value).toBe(phone);
    const masked = await showMaskedField(context, testCrypto, of(contact.ordinal));
    expect(JSON.stringify(masked)).not.toContain(phone);
    expect(masked.contact?.name).not.toBe(contact.name);
    await expect(revealField(context, testCrypto, of(98))).rejects.toMatchObject({ code: "not-found" });
  });
  it("of another street's elder is not found, exactly like that of nobody, and nothing is logged", async () => {
    const other = elders.find(({ streetId }) => streetId !== elder.streetId);
    const context = own("neighbour");
    for (const elderNo of [other?.elderNo ?? "", "E999999"]) {
      await expect(revealField(context, testCrypto, asked({ elderNo }))).rejects.toMatchObject({ code: "not-found" });
      await expect(showMaskedField(context, testCrypto, asked({ elderNo }))).rejects.toMatchObject({
        code: "not-found",
      });
    }
    expect((await loggedEvents(database, "elder.reveal")).filter(({ actor }) => actor === "user:neighbour")).toEqual(
      [],
    );
  });
  it("stays masked without a reason, or with another reason that is not explained", async () => {
    const context = own("silent");
    for (const [reason, code] of [
      ["", "reason-unknown"],
      ["RV-OTHER", "reason-needs-text"],
    ] as const)
      await expect(revealField(context, testCrypto, asked({ reason }))).rejects.toMatchObject({ code });
    expect((await showMaskedField(context, testCrypto, asked())).left).toBe(30);
  });
  it("keeps the explanation in the log, with every number in it masked", async () => {
    const note = `家属 13912345678 来访，核对 ${elder.idNumber}`;
    await revealField(own("wordy"), testCrypto, asked({ reason: "RV-OTHER", note }));
    const [event] = (await loggedEvents(database, "elder.reveal")).filter(({ actor }) => actor === "user:wordy");
    expect(event?.facts["note"]).toContain("家属 139****5678 来访");
    expect(JSON.stringify(event)).not.toContain(elder.idNumber);
  });
});

describe("the daily cap", () => {
  const day = (text: string) => ({ ...own("busy"), now: instant(text) });

  it("shows thirty values a day to one person, refuses the next, notes that, and starts again at midnight", async () => {
    for (let shown = 1; shown <= 30; shown += 1)
      await revealField(day("2026-11-15T02:00:00Z"), testCrypto, asked({ reason: "RV-CALL" }));
    const late = day("2026-11-15T15:59:59Z");
    expect((await showMaskedField(late, testCrypto, asked())).left).toBe(0);
    for (let further = 0; further < 2; further += 1)
      await expect(revealField(late, testCrypto, asked())).rejects.toMatchObject({
        code: "reveal-cap-reached",
        facts: { cap: 30 },
      });
    const of = async (action: string) =>
      (await loggedEvents(database, action)).filter(({ actor }) => actor === "user:busy");
    expect(await of("elder.reveal")).toHaveLength(30);
    expect(await of("elder.reveal-refuse")).toMatchObject([
      { subjectId: elder.id, facts: { field: "id-number" } },
      { subjectId: elder.id, facts: { field: "id-number" } },
    ]);
    expect((await revealField(own("colleague"), testCrypto, asked())).value).toBe(elder.idNumber);
    expect((await revealField(day("2026-11-15T16:00:00Z"), testCrypto, asked())).value).toBe(elder.idNumber);
    expect((await showMaskedField(day("2026-11-15T16:00:00Z"), testCrypto, asked())).left).toBe(29);
  });
});
