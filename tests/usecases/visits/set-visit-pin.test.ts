import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { hashPassword, verifyPassword } from "#app/integrations/crypto/password.server.ts";
import { setVisitPin, showVisitPin } from "#app/usecases/visits/set-visit-pin.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertUsers } from "#db/repositories/access.ts";
import { lockVisitPin, saveVisitPin } from "#db/repositories/visit-intake.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { loggedEvents, storedElders, streetContext, type StoredElder } from "../elders/street-office.ts";

let database: Database;
let elders: StoredElder[];
let elder: StoredElder & { phone: string };

beforeAll(async () => {
  database = await smallDistrict(40);
  elders = await storedElders(database);
  const found = elders.find(({ phone, idNumber }) => phone !== null && /\d$/.test(idNumber));
  if (!found || found.phone === null) throw new Error("no elder with a telephone");
  elder = { ...found, phone: found.phone };
  const passwordHash = await hashPassword("a long enough password");
  await inTransaction(testContext(database), (unit) =>
    insertUsers(unit, [
      { loginName: "street", displayName: "城东街道", role: "street_lead", streetId: elder.streetId, passwordHash },
    ]),
  );
});
afterAll(async () => database.close());

const own = (now = instant("2026-11-15T02:00:00Z")) => streetContext(database, elder.streetId, { now });
const set = (digits: string, repeated = digits, elderNo = elder.elderNo) =>
  setVisitPin(own(), testCrypto, { elderNo, digits, repeated });
const storedPin = () => inTransaction(testContext(database), (unit) => lockVisitPin(unit, elder.id));

describe("the elder's digits for a visit", () => {
  it("are not set for another street's elder, exactly as for nobody", async () => {
    const other = elders.find(({ streetId }) => streetId !== elder.streetId);
    for (const elderNo of [other?.elderNo ?? "", "E999999"]) {
      await expect(set("135790", "135790", elderNo)).rejects.toMatchObject({ code: "not-found" });
      await expect(showVisitPin(own(), elderNo)).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await loggedEvents(database, "visit-pin.set")).toEqual([]);
  });
  it("are refused when they are easy to guess, stand in the elder's papers, or were typed differently", async () => {
    for (const [digits, repeated, code] of [
      ["13579", "13579", "pin-not-six-digits"],
      ["777777", "777777", "pin-all-equal"],
      ["123456", "123456", "pin-in-sequence"],
      ["654321", "654321", "pin-in-sequence"],
      [elder.idNumber.slice(-6), elder.idNumber.slice(-6), "pin-from-id-number"],
      [elder.idNumber.slice(8, 14), elder.idNumber.slice(8, 14), "pin-from-birth-date"],
      [elder.phone.slice(-6), elder.phone.slice(-6), "pin-from-phone"],
      ["135790", "135791", "pin-not-repeated"],
    ] as const)
      await expect(set(digits, repeated)).rejects.toMatchObject({ code });
    expect(await storedPin()).toBeNull();
    expect((await showVisitPin(own(), elder.elderNo)).pin).toBeNull();
  });
  it("are stored as a hash, with all tries, and say when they were set and by whom", async () => {
    await set("135790");
    const pin = await storedPin();
    expect(pin?.triesLeft).toBe(5);
    expect(await verifyPassword(pin?.pinHash ?? null, "135790")).toBe(true);
    const shown = await showVisitPin(own(), elder.elderNo);
    expect(shown.pin).toEqual({ setAt: "2026-11-15T02:00:00.000Z", setBy: "城东街道", closed: false });
    expect(JSON.stringify(shown)).not.toMatch(/135790|argon2/);
    expect(await loggedEvents(database, "visit-pin.set")).toMatchObject([
      { actor: "user:street", subjectId: elder.id, facts: {} },
    ]);
  });
  it("that were closed by wrong tries say so, and new ones open them again", async () => {
    const pin = await storedPin();
    if (pin === null) throw new Error("no digits");
    await inTransaction(testContext(database), (unit) => saveVisitPin(unit, { ...pin, triesLeft: 0 }));
    expect((await showVisitPin(own(), elder.elderNo)).pin?.closed).toBe(true);
    await set("246813");
    expect((await storedPin())?.triesLeft).toBe(5);
    expect((await showVisitPin(own(), elder.elderNo)).pin?.closed).toBe(false);
  });
  it("keep the audit name of whoever has no account any more", async () => {
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`update elder_visit_pin set set_by = 'system:import' where elder_id = ${elder.id}`),
    );
    expect((await showVisitPin(own(), elder.elderNo)).pin?.setBy).toBe("system:import");
  });
});
