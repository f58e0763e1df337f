/** Positions are blurred when they are needed no more: nothing else can happen to an event, and what was measured stays. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { positionsKeptUntil } from "#app/domain/policy/retention.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { chainBreaks } from "#app/domain/visits/device-chain.ts";
import { pointAt } from "#app/domain/verification/location.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { recordPhoto } from "#app/usecases/photos/record-photo.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { lapseEvidence } from "#app/usecases/visits/lapse-evidence.server.ts";
import { visitEventOf } from "#app/usecases/visits/stored-events.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listEventsOfVisits, listVisitsOfMonth } from "#db/repositories/visits.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { memoryBlobs } from "#tests/support/memory-blobs.ts";
import { photoOf } from "#tests/support/pictures.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { loggedEvents } from "../elders/street-office.ts";
import { acceptedVisits, deliver, record, sendSigned, workerScope, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let inside: AcceptedVisit;
let outside: AcceptedVisit;
let signed: AcceptedVisit;
const blobs = memoryBlobs();

const start = (one: AcceptedVisit) => instant(one.visit.plannedStart);
const keptUntil = positionsKeptUntil(month, SAMPLE_POLICY.parameters);
const lastDay = instantAt(keptUntil, 12 * 60);
const dayAfter = instantAt(addDays(keptUntil, 1), 12 * 60);
const run = (now: Instant) => lapseEvidence(testContext(database, { now, actor: "system:lapse-evidence" }), blobs);
const execute = (statement: string) =>
  inTransaction(testContext(database), (unit) => unit.orm.execute(sql.raw(statement)));

async function eventsOf(one: AcceptedVisit) {
  return inTransaction(testContext(database), (unit) => listEventsOfVisits(unit, [one.visit.id]));
}

async function fixOf(one: AcceptedVisit) {
  const [checkIn] = (await eventsOf(one)).filter((row) => row.kind === "check_in").map(visitEventOf);
  if (checkIn?.body.kind !== "check_in" || checkIn.body.position.fix === null) throw new Error("no position");
  return checkIn.body.position.fix;
}

/** What verdicts and findings say, without the times at which it was said. */
async function verdicts() {
  await judgeRecorded(testContext(database, { now: plusMinutes(dayAfter, 60) }));
  const rows = await inTransaction(testContext(database), (unit) =>
    unit.orm.execute(sql`select v.visit_no, v.approval_state, v.strength, v.minutes, f.rule_code, f.state, f.facts
      from visit v left join finding f on f.visit_id = v.id where v.delivery_state = 'done' order by 1, 5`),
  );
  return JSON.stringify(rowsOf(rows));
}

const askAgain = () =>
  execute(
    `insert into visit_to_judge (id, visit_id, since) select gen_random_uuid(), id, now() from visit where delivery_state = 'done'`,
  );

beforeAll(async () => {
  database = await testDatabase();
  const visits = await acceptedVisits(database, 20);
  const [first, second, third] = visits;
  if (!first || !second || !third) throw new Error("too few visits");
  [inside, outside, signed] = [first, second, third];
  await deliver(database, inside, { metres: 83 });
  await deliver(database, outside, { metres: 700 });
  const phone = await signingPhone();
  const [elder] = await inTransaction(testContext(database), (unit) => listEldersById(unit, [signed.visit.elderId]));
  if (!elder) throw new Error("no elder");
  const position = { ...pointAt(elder, 40, 2), accuracyM: 12.5, ageMs: 900, datum: "WGS-84" };
  const events = [
    await phone.capture(signed.visit.visitNo, start(signed), { kind: "check_in", position }),
    await phone.capture(signed.visit.visitNo, plusMinutes(start(signed), 30), { kind: "note", text: "ok" }),
    await phone.capture(signed.visit.visitNo, plusMinutes(start(signed), 61), { kind: "check_out", position }),
    await phone.capture("no such visit", plusMinutes(start(signed), 62), { kind: "check_in", position }),
  ];
  await sendSigned(database, signed, phone.device, { now: plusMinutes(start(signed), 90), events });
  const sender = { workerId: inside.workerId, deviceId: "web" };
  const context = testContext(database, { now: start(inside), scope: workerScope(inside) });
  const given = { visitNo: inside.visit.visitNo, sender, eventId: crypto.randomUUID(), end: "photo_start" as const };
  expect(await recordPhoto(context, { blobs }, { ...given, bytes: await photoOf(1) })).toBe("kept");
});
afterAll(async () => database.close());

describe("positions after their time", () => {
  it("stay exact to the last day that the policy keeps them", async () => {
    const before = await fixOf(inside);
    expect(await run(lastDay)).toMatchObject({ positions: 0 });
    expect(await fixOf(inside)).toEqual(before);
  });

  it("cannot be changed by anything but the blurring, and by that not early and not to say something else", async () => {
    const event = (await eventsOf(inside)).find((row) => row.kind === "check_in");
    const at = `where event_id = '${event?.eventId}'`;
    const measured = `'{"distanceM": 83, "allowedM": 220, "inside": true}'`;
    for (const change of [
      `update visit_event set body = '{}' ${at}`,
      `update visit_event set body = coarse_position(body, ${measured}) ${at}`,
      `update visit_event set blurred_at = '2035-01-01' ${at}`,
      `update visit_event set body = coarse_position(body, ${measured}), blurred_at = received_at + interval '10 days' ${at}`,
      `update visit_event set body = coarse_position(body, ${measured}), blurred_at = '2035-01-01', worker_id = null ${at}`,
      `update visit_event set body = coarse_position(body, ${measured}), blurred_at = '2035-01-01', body_digest = '\\x00' ${at}`,
      `update visit_event set body = jsonb_set(coarse_position(body, ${measured}), '{position,fix,latitude}', '31.98'), blurred_at = '2035-01-01' ${at}`,
      `update visit_event set body = jsonb_set(coarse_position(body, ${measured}), '{position,fix,blurred,exact}', '1'), blurred_at = '2035-01-01' ${at}`,
      `delete from visit_event ${at}`,
    ])
      await expect(execute(change), change).rejects.toMatchObject({ code: "closed-for-changes" });
  });

  it("are coarse from the next day on, with the distance that was measured, and the verdicts are what they were", async () => {
    await askAgain();
    const before = await verdicts();
    expect(before).toContain("R-LOCATION-OUTSIDE");
    const exact = await fixOf(inside);
    const { photos, positions } = await run(dayAfter);
    expect(positions).toBe(4);
    expect(photos).toBe(0);
    const fix = await fixOf(inside);
    expect(fix).toMatchObject({ datum: "WGS-84", accuracyM: 20, ageMs: 0, blurred: { distanceM: 83, inside: true } });
    expect(fix.latitude).toBe(Number(exact.latitude.toFixed(2)));
    expect(fix.longitude).toBe(Number(exact.longitude.toFixed(2)));
    expect(await fixOf(outside)).toMatchObject({ blurred: { distanceM: 700, inside: false } });
    await askAgain();
    expect(await verdicts()).toBe(before);
  });

  it("leave no exact coordinates anywhere in the record, also not in what was signed or set aside", async () => {
    const rows = await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`select row_to_json(e)::text as text from visit_event e
        union all select row_to_json(q)::text from visit_event_quarantine q`),
    );
    const text = rowsOf<{ text: string }>(rows)
      .map((row) => row.text)
      .join("\n");
    expect(text).toContain("distanceM");
    expect(text).not.toMatch(/"l(at|ong)itude\\?"\s*:\s*-?\d+\.\d{3}/);
  });

  it("keep the chain of the device and the hash of what was signed", async () => {
    const rows = (await eventsOf(signed)).filter((row) => row.eventHash !== null);
    const hex = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString("hex");
    expect(rows).toHaveLength(3);
    const links = rows.map((row) => ({
      deviceSeq: row.deviceSeq,
      hash: hex(row.eventHash),
      prevHash: row.prevHash === null ? null : hex(row.prevHash),
    }));
    expect(chainBreaks(links)).toEqual([]);
    for (const row of rows) {
      expect(row.signature).toHaveLength(64);
      if (row.signedText === null) expect(row.blurredAt).not.toBeNull();
      else expect(sha256Hex(row.signedText)).toBe(hex(row.eventHash));
    }
    expect(rows.filter((row) => row.signedText === null).map((row) => row.kind)).toEqual(["check_in", "check_out"]);
  });

  it("are blurred once: a second night finds nothing, and the log says how many", async () => {
    expect(await run(dayAfter)).toMatchObject({ positions: 0 });
    expect(await loggedEvents(database, "position.blur")).toMatchObject([
      { subjectId: month, facts: { positions: 4 } },
    ]);
    const event = (await eventsOf(inside)).find((row) => row.kind === "check_in");
    await expect(
      execute(`update visit_event set blurred_at = '2040-01-01' where event_id = '${event?.eventId}'`),
    ).rejects.toMatchObject({ code: "closed-for-changes" });
  });
});

describe("photographs after their time", () => {
  it("are deleted, and their digest and look stay", async () => {
    expect(blobs.kept.size).toBe(1);
    const later = instant("2031-01-10T04:00:00Z");
    expect(await run(later)).toMatchObject({ photos: 1 });
    expect(blobs.kept.size).toBe(0);
    expect(await run(later)).toMatchObject({ photos: 0 });
    const rows = await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`select digest, perceptual_hash, lapsed_at from photo`),
    );
    expect(rowsOf<{ lapsed_at: unknown }>(rows)).toMatchObject([{ lapsed_at: expect.anything() }]);
    expect(await loggedEvents(database, "photo.lapse")).toMatchObject([{ facts: { photos: 1 } }]);
  });

  it("leave the visit as it was", async () => {
    const visits = await inTransaction(testContext(database), (unit) => listVisitsOfMonth(unit, month));
    expect(visits.find((one) => one.id === inside.visit.id)?.deliveryState).toBe("done");
    await record(database, inside, plusMinutes(dayAfter, 10), [{ kind: "note", text: "later" }]);
  });
});
