import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOTHING } from "#app/domain/access/scope.ts";
import { requestHelp } from "#app/usecases/help/request-help.server.ts";
import type { Database } from "#db/connection.server.ts";
import { findHelpByKey, listHelpSteps } from "#db/repositories/help-requests.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict } from "#tests/support/small-district.ts";

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(3);
});
afterAll(async () => database.close());

const nobody = () => testContext(database, { actor: "anonymous", scope: NOTHING });
const find = (key: string) => inTransaction(testContext(database), (unit) => findHelpByKey(unit, key));

describe("the first touch on the red button", () => {
  it("stores the request of somebody who has not signed in, with its deadlines", async () => {
    const { helpNo } = await requestHelp(nobody(), { requestKey: "touch-1", streetId: 2, device: "kiosk-2" });
    expect(helpNo).toMatch(/^20261115-\d{4}$/);
    const row = await find("touch-1");
    const touched = row?.touchedAt.getTime() ?? 0;
    expect(row).toMatchObject({ state: "open", want: null, elderId: null, streetId: 2 });
    expect(
      [row?.confirmAt, row?.hotlineAt, row?.bothAt, row?.nextStepAt].map((at) => (at?.getTime() ?? 0) - touched),
    ).toEqual([10_000, 30_000, 60_000, 10_000]);
    const steps = await inTransaction(testContext(database), (unit) => listHelpSteps(unit, [row?.id ?? ""]));
    expect(steps.map(({ step }) => step)).toEqual(["requested"]);
  });

  it("is stored once, however often the page sends it", async () => {
    const wish = { requestKey: "touch-2", streetId: 1, device: "kiosk-1" };
    const first = await requestHelp(nobody(), wish);
    expect(await requestHelp(nobody(), wish)).toEqual(first);
    const stored = await inTransaction(testContext(database), async (unit) =>
      rowsOf(await unit.orm.execute(sql`select id from help_request where request_key = 'touch-2'`)),
    );
    expect(stored).toHaveLength(1);
  });

  it("counts from the touch when the network was away, and knows whom the kiosk dialled", async () => {
    const wish = {
      requestKey: "kept-1",
      streetId: 1,
      device: "kiosk-1",
      touchedAgoMs: 90_000,
      dialledByKiosk: "staff",
    } as const;
    await requestHelp(nobody(), wish);
    const row = await find("kept-1");
    expect((row?.receivedAt.getTime() ?? 0) - (row?.touchedAt.getTime() ?? 0)).toBe(90_000);
    expect(row?.dialledByKiosk).toBe("staff");
  });

  it("does not believe a clock that says the touch was next year or last year", async () => {
    await requestHelp(nobody(), { requestKey: "ahead", streetId: 1, device: "k", touchedAgoMs: -5_000_000_000 });
    await requestHelp(nobody(), { requestKey: "long-ago", streetId: 1, device: "k", touchedAgoMs: 5_000_000_000_000 });
    const ageOf = async (key: string) => {
      const row = await find(key);
      return (row?.receivedAt.getTime() ?? 0) - (row?.touchedAt.getTime() ?? 0);
    };
    expect(await ageOf("ahead")).toBe(0);
    expect(await ageOf("long-ago")).toBe(24 * 60 * 60_000);
  });
});
