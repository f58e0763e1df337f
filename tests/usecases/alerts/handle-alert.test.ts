import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { escalateAlerts } from "#app/usecases/alerts/escalate-alerts.server.ts";
import {
  closeAlert,
  dispatch,
  noteAction,
  openDrill,
  secondAlert,
  takeAlert,
  takeOverAlert,
} from "#app/usecases/alerts/handle-alert.server.ts";
import { showAlert, showAlertDesk, showAlertVersion } from "#app/usecases/alerts/show-alerts.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { hangDevice, later, said, say } from "#tests/support/family-bed-devices.ts";
import { loadSmallDistrict, testCrypto } from "#tests/support/small-district.ts";

let database: Database;
let context: Context;
let ann: Context;
let ben: Context;
let elderNo: string;

beforeAll(async () => {
  database = await testDatabase();
  context = testContext(database);
  ann = { ...context, actor: "user:ann" };
  ben = { ...context, actor: "user:ben" };
  await loadSmallDistrict(database, 12);
  elderNo = (await rows<{ no: string }>("select elder_no as no from elder order by elder_no limit 1"))[0]?.no ?? "";
});
afterAll(async () => database.close());

async function rows<Row>(query: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(query))));
}
const outcome = async (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (thrown: unknown) => (isRefusal(thrown) ? thrown.code : thrown),
  );

let devices = 0;
async function press(now = context): Promise<number> {
  devices += 1;
  const { deviceNo } = await hangDevice(now, { deviceNo: `C${devices}`, typeCode: "sos_button", elderNo });
  await say(now, said(deviceNo, { sos: true }));
  return (await rows<{ no: number }>("select max(alert_no) as no from alert"))[0]?.no ?? 0;
}

it("an alert is taken by one seat, which ends its ladder, and another seat may go on with it", async () => {
  const alertNo = await press();
  const both = await Promise.all([outcome(takeAlert(ann, alertNo)), outcome(takeAlert(ben, alertNo))]);
  expect(both.sort()).toEqual(["alert-not-at-this-step", "done"]);
  expect(await escalateAlerts(later(context, 600))).toBe(0);
  await takeOverAlert(ben, alertNo);
  expect(await showAlert(ben, testCrypto, alertNo)).toMatchObject({ isMine: true, state: "taken" });
  expect(await outcome(takeAlert(ann, 999_999))).toBe("not-found");
});

it("the nearest free worker is sent once, and a grid worker by name", async () => {
  const alertNo = await press();
  expect(await outcome(dispatch(ann, { alertNo, workerId: null, gridWorker: "王网格" }))).toBe(
    "alert-not-at-this-step",
  );
  await takeAlert(ann, alertNo);
  const { responders } = await showAlert(ann, testCrypto, alertNo);
  const [first] = responders;
  if (!first) throw new Error("nobody is free");
  expect([...responders].sort((left, right) => left.distanceM - right.distanceM)).toEqual(responders);
  await dispatch(ann, { alertNo, workerId: first.workerId, gridWorker: "" });
  expect(await outcome(dispatch(ann, { alertNo, workerId: first.workerId, gridWorker: "" }))).toBe("not-found");
  expect(await outcome(dispatch(ann, { alertNo, workerId: null, gridWorker: " " }))).toBe("reason-missing");
  await dispatch(later(ann, 5), { alertNo, workerId: null, gridWorker: "王网格" });
  await noteAction(later(ann, 60), { alertNo, action: "on_site", note: "" });
  const shown = await showAlert(ann, testCrypto, alertNo);
  expect(shown.sent.map(({ name, arrivedAt }) => [name, arrivedAt !== null])).toEqual([
    [first.name, true],
    ["王网格", true],
  ]);
  expect(shown.responders.map(({ workerId }) => workerId)).toContain(first.workerId);
});

it("a red alert is closed by two people, and never without somebody having seen the elder", async () => {
  const alertNo = await press();
  await takeAlert(ann, alertNo);
  expect(await outcome(closeAlert(ann, { alertNo, outcome: "no_access", note: "" }))).toBe("alert-nobody-seen");
  await closeAlert(ann, { alertNo, outcome: "true", note: "跌坐，已扶起" });
  expect(await outcome(secondAlert(ann, { alertNo, agrees: true }))).toBe("alert-second-person");
  await secondAlert(ben, { alertNo, agrees: false });
  expect(await showAlert(ann, testCrypto, alertNo)).toMatchObject({ state: "taken", outcome: null });
  await closeAlert(ben, { alertNo, outcome: "false", note: "" });
  await secondAlert(ann, { alertNo, agrees: true });
  expect(await showAlert(ann, testCrypto, alertNo)).toMatchObject({ state: "closed", outcome: "false" });
  // The table itself refuses what the screen refuses.
  const bySame = rows(
    `update alert set state = 'closed', outcome = 'true', closed_by = 'user:x', closed_at = now(), second_by = 'user:x', second_at = now() where state = 'open' or state = 'taken'`,
  );
  expect(await outcome(bySame)).toBe("breaks-a-rule");
  expect(await outcome(rows(`update alert set state = 'open' where alert_no = ${alertNo}`))).toBe("closed-for-changes");
});

it("the next press of a test is the test: taken, measured and closed like any other, and the one after it is none", async () => {
  await press();
  const deviceNo = `C${devices}`;
  await openDrill(later(ann, 100), deviceNo);
  expect(await outcome(openDrill(later(ann, 110), deviceNo))).toBe("drill-open");
  await say(later(context, 200), said(deviceNo, { sos: true }));
  await say(later(context, 300), said(deviceNo, { sos: true }));
  expect(
    await rows(
      `select a.purpose from alert a join device d on d.id = a.device_id where d.device_no = '${deviceNo}' order by a.alert_no`,
    ),
  ).toEqual([{ purpose: "real" }, { purpose: "drill" }, { purpose: "real" }]);
  await openDrill(later(ann, 400), deviceNo);
  await say(later(context, 400 + 15 * 60 + 1), said(deviceNo, { sos: true }));
  expect(await rows(`select count(*)::int as n from alert where purpose = 'drill'`)).toEqual([{ n: 1 }]);
});

it("the list shows red first, and its version changes with every step", async () => {
  const before = await showAlertVersion(ann);
  const { deviceNo } = await hangDevice(context, { deviceNo: "Y1", typeCode: "sos_button", elderNo });
  await say(context, said(deviceNo, { battery_percent: 5 }));
  const withYellow = await showAlertVersion(ann);
  expect(withYellow).not.toBe(before);
  const alertNo = await press();
  const desk = await showAlertDesk(ann);
  expect(desk.alerts[0]?.level).toBe("red");
  expect(desk.alerts.at(-1)).toMatchObject({ level: "yellow", kind: "low_battery" });
  expect(desk.counts.yellow).toBe(1);
  expect(desk.alerts.every(({ name }) => name === null || name.includes("*"))).toBe(true);
  await takeAlert(ann, alertNo);
  expect(await showAlertVersion(ann)).not.toBe(desk.version);
});
