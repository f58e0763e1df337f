import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEldersByNumber, noteRefusedSearch } from "#app/usecases/elders/find-by-number.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { loggedEvents, storedElders, streetContext, type StoredElder } from "./street-office.ts";

let database: Database;
let elders: StoredElder[];
beforeAll(async () => {
  database = await smallDistrict(40);
  elders = await storedElders(database);
});
afterAll(async () => database.close());

const withPhone = () => {
  const found = elders.find(
    ({ phone }) => phone !== null && elders.filter((other) => other.phone === phone).length === 1,
  );
  if (!found || found.phone === null) throw new Error("no elder with a telephone of their own");
  return { ...found, phone: found.phone };
};
const search = (streetId: number, kind: "id-number" | "phone", normalised: string) =>
  findEldersByNumber(streetContext(database, streetId), testCrypto, { kind, normalised });

describe("a search by a personal number", () => {
  it("finds the elder by identity number and by telephone, with the name masked", async () => {
    const elder = withPhone();
    for (const [kind, number] of [
      ["id-number", elder.idNumber],
      ["phone", elder.phone],
    ] as const) {
      const found = await search(elder.streetId, kind, number);
      expect(found.map(({ elderNo }) => elderNo)).toEqual([elder.elderNo]);
      expect(found[0]?.name).toMatch(/\*/);
      expect(found[0]?.name).not.toBe(elder.name);
    }
  });
  it("finds nothing of another street, exactly as for a number nobody has", async () => {
    const elder = withPhone();
    const street = elders.find(({ streetId }) => streetId !== elder.streetId)?.streetId ?? 0;
    expect(await search(street, "id-number", elder.idNumber)).toEqual([]);
    expect(await search(street, "phone", elder.phone)).toEqual([]);
    expect(await search(elder.streetId, "phone", "13000000000")).toEqual([]);
    expect(await search(elder.streetId, "phone", elder.idNumber)).toEqual([]);
  });
  it("finds everybody who shares a telephone, in the order of the numbers", async () => {
    const elder = withPhone();
    const other = elders.find(({ id, streetId }) => id !== elder.id && streetId === elder.streetId);
    if (!other) throw new Error("the street has one elder only");
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(
        sql`update elder set phone_index = (select phone_index from elder where id = ${elder.id}) where id = ${other.id}`,
      ),
    );
    const found = await search(elder.streetId, "phone", elder.phone);
    expect(found.map(({ elderNo }) => elderNo)).toEqual([elder.elderNo, other.elderNo].toSorted());
  });
  it("is logged with what kind of number it was and who was found, and never with the number", async () => {
    const elder = withPhone();
    await search(elder.streetId, "id-number", elder.idNumber);
    const events = await loggedEvents(database, "elder.search");
    expect(events.at(-1)).toMatchObject({
      actor: "user:street",
      subjectId: elder.id,
      facts: { by: "id-number", found: [elder.id] },
    });
    expect(events.some(({ subjectId, facts }) => subjectId === "none" && String(facts["found"]) === "")).toBe(true);
    for (const value of [elder.idNumber, elder.phone]) expect(JSON.stringify(events)).not.toContain(value);
  });
  it("that is one too many for the hour is an event of its own", async () => {
    const elder = withPhone();
    await noteRefusedSearch(streetContext(database, elder.streetId, { loginName: "curious" }));
    expect(await loggedEvents(database, "elder.search-refuse")).toMatchObject([{ actor: "user:curious" }]);
  });
});
