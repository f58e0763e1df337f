import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { revealField } from "#app/usecases/elders/reveal-field.server.ts";
import type { Database } from "#db/connection.server.ts";

import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { loggedEvents, storedElders, streetContext } from "../usecases/elders/street-office.ts";

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(20);
});
afterAll(async () => database.close());

it("thirty-six values asked for at once by one person are thirty shown and six refused", async () => {
  const [elder] = await storedElders(database);
  if (!elder) throw new Error("no elder");
  const context = streetContext(database, elder.streetId, { loginName: "hasty" });
  const asked = { elderNo: elder.elderNo, field: { kind: "id-number" }, reason: "RV-CALL", note: "" } as const;
  const outcomes = await Promise.allSettled(Array.from({ length: 36 }, () => revealField(context, testCrypto, asked)));
  const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
  expect(refused.map((thrown) => isRefusal(thrown, "reveal-cap-reached"))).toEqual(refused.map(() => true));
  expect(await loggedEvents(database, "elder.reveal")).toHaveLength(30);
  expect(await loggedEvents(database, "elder.reveal-refuse")).toHaveLength(6);
});
