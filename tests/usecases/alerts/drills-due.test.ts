/** The operators' list of beds whose test alarm is owed by the policy's days. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDrill } from "#app/usecases/alerts/handle-alert.server.ts";
import { showAlertDesk } from "#app/usecases/alerts/show-alerts.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { openEldersAtHome, queryRows } from "#tests/support/elders-at-home.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";

let database: Database;
let context: Context;
let elders: string[];

beforeAll(async () => {
  ({ database, context, elders } = await openEldersAtHome());
});
afterAll(async () => database.close());

const onDay = (days: number, hours = 0) => later(context, (days * 24 + hours) * 3600);
const due = async (days: number) =>
  (await showAlertDesk(onDay(days))).drills.rows.map(({ elderNo, deviceNo, lastOn, dueOn }) => ({
    ...{ elderNo, deviceNo, isTested: lastOn !== null, dueOn },
  }));
const setDays = (days: number) =>
  queryRows(
    context,
    `update policy_version set parameters = parameters || '{"alert_drill_days": ${days}}' returning id`,
  );

it("holds each home once, from the day on which the policy's days are over, until a press answers its test", async () => {
  const [first = "", other = ""] = elders;
  await hangDevice(context, { deviceNo: "T2", typeCode: "pendant", elderNo: first });
  await hangDevice(context, { deviceNo: "T1", typeCode: "sos_button", elderNo: first });
  await hangDevice(context, { deviceNo: "T3", typeCode: "smoke", elderNo: other });
  expect(await due(29)).toEqual([]);
  const owed = await due(30);
  expect(owed).toMatchObject([{ elderNo: first, deviceNo: "T1", isTested: false }]);

  await openDrill(onDay(30), "T1");
  expect(await due(30)).toHaveLength(1);
  await say(onDay(30), said("T1", { sos: true }));
  expect(await due(30)).toEqual([]);
  expect(await due(59)).toEqual([]);
  expect(await due(60)).toMatchObject([{ elderNo: first, isTested: true }]);
  expect((await due(60))[0]?.dueOn).not.toBe(owed[0]?.dueOn);
});

it("follows the policy's days", async () => {
  await setDays(7);
  expect([(await due(36)).length, (await due(37)).length]).toEqual([0, 1]);
  expect(await showAlertDesk(onDay(37))).toMatchObject({ drills: { total: 1, everyDays: 7 } });
});
