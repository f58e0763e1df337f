import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { takeAlert } from "#app/usecases/alerts/handle-alert.server.ts";
import { closeShift, planShift, takeOverShift } from "#app/usecases/centre/shifts.server.ts";
import { showCentre } from "#app/usecases/centre/show-centre.server.ts";
import { showShifts } from "#app/usecases/centre/show-shifts.server.ts";
import { signOn } from "#app/usecases/centre/sit-at-seat.server.ts";
import { ringCall } from "#app/usecases/centre/take-calls.server.ts";
import { openTicket } from "#app/usecases/tickets/open-ticket.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";

import { hangDevice, said, say } from "#tests/support/family-bed-devices.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { query, run } from "../kiosk/kiosk-district.ts";
import { hireOperators, operatorOf, outcome } from "./centre-district.ts";

let database: Database;
let boss: Context;
let ann: Context;
let ben: Context;

const DAY = instant("2026-11-15T00:00:00Z");
const hours = (count: number) => plusMinutes(DAY, count * 60);
const at = (context: Context, hour: number): Context => ({ ...context, now: hours(hour) });

beforeAll(async () => {
  database = await smallDistrict(12);
  await hireOperators(database, ["ann", "ben"]);
  [boss, ann, ben] = [operatorOf(database, "boss"), operatorOf(database, "ann"), operatorOf(database, "ben")];
});
afterAll(async () => database.close());
beforeEach(async () => {
  await run(ann, "delete from shift_report");
  await run(ann, "delete from centre_shift");
});

const ANN = "user:ann";
const BEN = "user:ben";
const plan = (from: number, to: number, lead: string, operators: readonly string[] = [ANN, BEN]) =>
  planShift(boss, { fromAt: hours(from), toAt: hours(to), lead, operators });
const idOf = async (lead: string) =>
  (await query<{ id: string }>(ann, `select id from centre_shift where lead = '${lead}' order by from_at limit 1`))[0]
    ?.id ?? "";

describe("a plan", () => {
  it("names operators with a lead among them, in hours that no other shift has", async () => {
    await plan(0, 12, ANN);
    expect(await outcome(plan(11, 20, BEN))).toBe("shift-overlaps");
    expect(await outcome(plan(12, 20, BEN, [ANN]))).toBe("shift-lead-missing");
    expect(await outcome(plan(12, 20, BEN, [BEN, "user:nobody"]))).toBe("shift-operator-unknown");
    expect(await outcome(plan(12, 30, BEN))).toBe("shift-times");
    const both = await Promise.all([outcome(plan(12, 20, BEN)), outcome(plan(13, 21, BEN))]);
    expect(both.sort()).toEqual(["done", "shift-overlaps"]);
  });

  it("stands beside who is there", async () => {
    await plan(0, 12, ANN, [ANN]);
    await signOn(at(ben, 2), 5);
    const { shift } = await showCentre(at(ben, 2), testCrypto);
    expect(shift).toMatchObject({ lead: "ANN", absent: ["ANN"], unplanned: ["BEN"] });
    await run(ann, "delete from seat_presence");
  });
});

describe("a hand-over", () => {
  it("is written by the lead near the end, with what is open, and taken over by the next lead once", async () => {
    await plan(0, 12, ANN);
    const shiftId = await idOf(ANN);
    await ringCall(at(ann, 3), testCrypto, { number: "051323456789", source: "telephone", systemRef: null });
    const promised = { kind: "consult", streetId: 1, channel: "hotline", callBackWanted: true } as const;
    const { ticketNo } = await openTicket(at(ann, 3), promised);
    expect(await outcome(closeShift(at(ann, 5), { shiftId, note: "" }))).toBe("shift-not-over");
    expect(await outcome(closeShift(at(ben, 12), { shiftId, note: "" }))).toBe("shift-not-lead");
    expect(await outcome(takeOverShift(at(ben, 12), shiftId))).toBe("shift-not-closed");
    const both = await Promise.all([
      outcome(closeShift(at(ann, 12), { shiftId, note: "三号坐席耳机坏了 13912345678" })),
      outcome(closeShift(at(ann, 12), { shiftId, note: "again" })),
    ]);
    expect(both.sort()).toEqual(["done", "shift-closed"]);
    expect(await outcome(takeOverShift(at(ben, 12), shiftId))).toBe("shift-no-next");
    await plan(12, 24, BEN);
    expect(await outcome(takeOverShift(at(ann, 12), shiftId))).toBe("shift-not-next-lead");
    const seen = (await showShifts(at(ben, 12))).shifts.find(({ id }) => id === shiftId);
    expect(seen?.report?.open.callBacks.map((one) => one.ticketNo)).toContain(ticketNo);
    expect(seen?.report?.work).toMatchObject({ incoming: 1, missed: 1, tickets: 1 });
    expect(seen).toMatchObject({ mayTakeOver: true });
    const takes = await Promise.all([
      outcome(takeOverShift(at(ben, 12), shiftId)),
      outcome(takeOverShift(at(ben, 12), shiftId)),
    ]);
    expect(takes.sort()).toEqual(["done", "shift-taken-over"]);
    expect((await showShifts(at(ben, 12))).shifts[0]?.report?.takenOverBy).toBe("BEN");
  });

  it("is refused while a red alert has no owner", async () => {
    const [elder] = await query<{ no: string }>(ann, "select elder_no as no from elder order by elder_no limit 1");
    const { deviceNo } = await hangDevice(at(ann, 1), {
      deviceNo: "S-1",
      typeCode: "sos_button",
      elderNo: elder?.no ?? "",
    });
    await say(at(ann, 11), said(deviceNo, { sos: true }));
    await plan(0, 12, ANN);
    const shiftId = await idOf(ANN);
    const [alert] = await query<{ no: number }>(ann, "select alert_no as no from alert where kind = 'sos'");
    expect((await showShifts(at(ann, 12))).shifts[0]?.hindrance).toBe("shift-red-without-owner");
    expect(await outcome(closeShift(at(ann, 12), { shiftId, note: "" }))).toBe("shift-red-without-owner");
    await takeAlert(at(ann, 12), alert?.no ?? 0);
    await closeShift(at(ann, 12), { shiftId, note: "" });
    const report = (await showShifts(at(ann, 12))).shifts[0]?.report;
    expect(report?.open.reds).toMatchObject([{ kind: "sos", takenBy: ANN }]);
  });
});
