import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { escalateAlerts } from "#app/usecases/alerts/escalate-alerts.server.ts";
import { showAlertDesk } from "#app/usecases/alerts/show-alerts.server.ts";
import { demoSerial } from "#app/usecases/demo/demo-home.server.ts";
import { HUNG_DAYS, keepDevicesHeard, playDevices } from "#app/usecases/demo/play-devices.server.ts";
import { watchDevices } from "#app/usecases/devices/watch-devices.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { openBedDistrict, playTo, TODAY, type BedDistrict } from "#tests/support/bed-district.ts";

import { later } from "#tests/support/family-bed-devices.ts";
import { testCrypto } from "#tests/support/small-district.ts";

const BEDS = 6;
let district: BedDistrict;
let context: Context;
let hung: number;

beforeAll(async () => {
  district = await openBedDistrict();
  context = { ...district.context, now: instantAt(TODAY, 9 * 60) };
  for (let elder = 0; elder < BEDS; elder += 1)
    await playTo(district, elder, "active", {
      serials: ["sos_button", "sleep_mattress", "smoke"].map((kind) => ({
        ...{ kind, serial: demoSerial(district.elders[elder]?.elderNo ?? "", kind) },
      })),
      heardUntil: addDays(TODAY, -HUNG_DAYS - 1),
    });
  hung = await playDevices(context, testCrypto, TODAY);
});
afterAll(async () => district.database.close());

async function rows<Row>(query: string): Promise<Row[]> {
  return inTransaction(context, async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(query))));
}

it("devices hang in the homes of beds in service, marked as an example", async () => {
  expect(hung).toBe(BEDS * 3 + 1 + 3);
  const bound = await rows<{ no: string; bed: string | null }>(
    `select d.device_no as no, f.bed_no as bed from device_binding b join device d on d.id = b.device_id
     left join family_bed f on f.elder_id = b.elder_id and f.state = 'active' where b.to_at is null`,
  );
  expect(bound).toHaveLength(hung);
  expect(bound.every(({ no, bed }) => no.startsWith("示例-") && bed !== null)).toBe(true);
});

it("the operators see one alert that nobody took, a nearly empty and a silent device, and two that people closed", async () => {
  const { alerts } = await showAlertDesk(context);
  expect(alerts.map(({ kind, level, state }) => [kind, level, state])).toEqual([
    ["left_area", "orange", "open"],
    ["low_battery", "yellow", "open"],
    ["silent", "yellow", "open"],
  ]);
  // Each bed's button and smoke alarm were pressed before its acceptance.
  const acceptedOn = "select count(*)::int as tests from alert where outcome = 'test' and raised_at < '2026-11-01'";
  expect(await rows(acceptedOn)).toEqual([{ tests: BEDS * 2 }]);
  const inNovember = "from alert where state = 'closed' and raised_at >= '2026-11-01' order by alert_no";
  expect(await rows(`select purpose, outcome, state ${inNovember}`)).toEqual([
    { purpose: "real", outcome: "false", state: "closed" },
    { purpose: "drill", outcome: "test", state: "closed" },
  ]);
  expect(await rows("select kind, closed_at from device_work_order")).toEqual([{ kind: "silent", closed_at: null }]);
});

it("while the product runs nothing but the silent device is silent, also after it stood still for two days", async () => {
  for (const seconds of [600, 2 * 86_400]) {
    const now = later(context, seconds);
    await escalateAlerts(now);
    expect(await keepDevicesHeard(now)).toBe(hung - 1);
    expect(await watchDevices(later(now, 60))).toEqual({ raised: 0, orders: 0, cameBack: 0 });
  }
});
