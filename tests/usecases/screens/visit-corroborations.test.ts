/** A door of the home that was opened around a visit is shown beside the proofs, and proves nothing. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { instant, instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Context } from "#db/transaction.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { hangDevice, said, say } from "#tests/support/family-bed-devices.ts";
import { plannedDistrict } from "#tests/support/small-district.ts";
import { ask, MONTH } from "../entitlement/listed-month.ts";

type Row = {
  readonly no: string;
  readonly elder: string;
  readonly came: string;
  readonly left: string;
  strength: string;
};

let database: Database;
let after: Context;
let visits: Row[];

beforeAll(async () => {
  database = await plannedDistrict(60);
  const context = testContext(database);
  after = { ...context, now: instantAt(addDays(lastDateOf(MONTH), 5), 9 * 60) };
  await playDelivery(after, MONTH, "1", after.now);
  await verifyMonth(after, MONTH);
  visits = await ask<Row>(
    after,
    `select distinct on (v.strength) v.visit_no as no, e.elder_no as elder, v.strength,
            to_char(v.effective_in at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as came,
            to_char(v.effective_out at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as left
       from visit v join elder e on e.id = v.elder_id
      where v.effective_in is not null and v.effective_out is not null and v.approval_state <> 'none'
      order by v.strength, v.visit_no`,
  );
});
afterAll(async () => database.close());

it("a visit of every strength keeps its strength and its proofs when the door agrees with it", async () => {
  expect(visits.map(({ strength }) => strength)).toContain("medium");
  for (const [index, { no, elder, came, left, strength }] of visits.entries()) {
    const before = await showVisit(after, no);
    expect(before.evidence.corroborations).toEqual([]);
    const deviceNo = `DOOR-${index}`;
    const at = (moment: string, minutes: number): Context => ({ ...after, now: plusMinutes(instant(moment), minutes) });
    await hangDevice(at(came, -600), { deviceNo, typeCode: "door", elderNo: elder });
    await say(at(came, -2), said(deviceNo, { door_open: true }));
    await say(at(left, 1), said(deviceNo, { door_open: true }));
    await verifyMonth(after, MONTH);
    const { evidence, approvalState } = await showVisit(after, no);
    expect(evidence.corroborations.map((one) => [one.class, one.deviceKind, one.end])).toEqual([
      ["corroboration", "door", "check_in"],
      ["corroboration", "door", "check_out"],
    ]);
    expect([evidence.strength, evidence.proofs, approvalState]).toEqual([
      ...[strength, before.evidence.proofs, before.approvalState],
    ]);
  }
});
