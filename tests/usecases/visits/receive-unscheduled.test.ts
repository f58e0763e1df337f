/** A visit that nobody had planned, recorded on a phone without a network: it is made once when its check-in arrives, and never refused by a rule. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { phoneNoOf } from "#app/domain/visits/phone-unscheduled.ts";
import type { SentEvent } from "#app/domain/visits/sync-message.ts";
import { giveWorkerDay } from "#app/usecases/screens/give-worker-day.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { showUnscheduled } from "#app/usecases/visits/justify-unscheduled.server.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { revokeWorkerPhone } from "#app/usecases/visits/worker-phones.server.ts";
import { signEvent } from "#app/web/offline/event-signature.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listEventsOfVisits, listVisitsById } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { newKeys, signingPhone } from "#tests/support/signing-phone.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits, findingsOf, workerScope, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];
beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 40);
});
afterAll(async () => database.close());

type Phone = Awaited<ReturnType<typeof signingPhone>>;

/** A worker and an elder of the same provider, at an hour when nothing is planned. */
async function takeDoor() {
  const one = visits.shift();
  if (!one) throw new Error("no visit is left");
  visits = visits.filter(({ workerId, visit }) => workerId !== one.workerId && visit.elderId !== one.visit.elderId);
  const [elder] = await inTransaction(testContext(database), (unit) => listEldersById(unit, [one.visit.elderId]));
  if (!elder) throw new Error("no elder");
  return { one, elder, at: plusMinutes(instant(one.visit.plannedStart), -24 * 60), phone: await signingPhone() };
}

type Door = Awaited<ReturnType<typeof takeDoor>>;

const REASON = { reason: "RC-ELDER-ASKED-TIME", note: "" };

/** As the phone writes it: the check-in's id is the visit's name. */
async function checkIn({ phone, at, elder }: Door, claim: object = {}) {
  const eventId = crypto.randomUUID().replace(/^(.{14})4/, "$17");
  const unscheduled = { elder: elder.elderNo, ...REASON, ...claim };
  const body = { kind: "check_in", position: { failure: "denied" }, unscheduled };
  const event = await phone.capture(phoneNoOf(eventId), at, body, { eventId });
  return { id: eventId, visitNo: phoneNoOf(eventId), event };
}

function send({ one }: Door, phone: Phone, now: Instant, ...events: SentEvent[]) {
  const context = testContext(database, { now, scope: workerScope(one), actor: "user:worker" });
  const request = { protocol: 1 as const, device: phone.device, sentAtMs: now, events };
  return receiveEvents(context, testCrypto, { workerId: one.workerId, request });
}

const said = (answers: Awaited<ReturnType<typeof send>>) => answers.map(({ reason, answer }) => reason ?? answer);
const visitById = async (id: string) =>
  (await inTransaction(testContext(database), (unit) => listVisitsById(unit, [id])))[0] ?? null;

describe("an unplanned visit that a phone recorded without a network", () => {
  it("is made when its check-in arrives, at the time of the check-in, with all that the phone recorded of it", async () => {
    const door = await takeDoor();
    const { phone, at, elder, one } = door;
    const { id, visitNo, event } = await checkIn(door);
    const done = await phone.capture(visitNo, plusMinutes(at, 30), { kind: "note", text: "送医" });
    const out = await phone.capture(visitNo, plusMinutes(at, 61), {
      kind: "check_out",
      position: { failure: "denied" },
    });
    const later = plusMinutes(at, 500);
    expect(said(await send(door, phone, later, event, done))).toEqual(["accepted", "accepted"]);
    expect(said(await send(door, phone, later, event, done, out))).toEqual(["duplicate", "duplicate", "accepted"]);
    const made = await visitById(id);
    expect(made).toMatchObject({ origin: "fact", deliveryState: "done", elderId: elder.id });
    expect(made?.plannedStart.getTime()).toBe(at);
    const events = await inTransaction(testContext(database), (unit) => listEventsOfVisits(unit, [id]));
    expect(events.map(({ kind }) => kind).sort()).toEqual(["check_in", "check_out", "note"]);
    const desk = testContext(database, { scope: { ...WHOLE_DISTRICT, provider: one.visit.providerId as never } });
    expect(await showUnscheduled(desk, made?.visitNo ?? "")).toMatchObject({ reason: REASON.reason });
    await judgeRecorded(testContext(database, { now: later }));
    expect((await findingsOf(database, { id })).get("R-UNSCHEDULED")?.state).toBe("open");
  });

  it("is told back to the phone under its own name too, beside the elders of these weeks", async () => {
    const door = await takeDoor();
    const { id, visitNo, event } = await checkIn(door);
    await send(door, door.phone, plusMinutes(door.at, 10), event);
    const context = testContext(database, { now: plusMinutes(door.at, 20), scope: workerScope(door.one) });
    const day = await giveWorkerDay(context, testCrypto, { workerId: door.one.workerId as never, displayName: "x" });
    const shown = day.visits.find((visit) => visit.phoneNo === visitNo);
    expect(shown?.visitNo).toBe((await visitById(id))?.visitNo);
    expect(shown?.recorded.checkedInMs).toBe(door.at);
    expect(day.elders?.map(({ elderNo }) => elderNo)).toContain(door.elder.elderNo);
    expect(JSON.stringify(day.elders)).not.toContain(door.elder.name);
  });

  it("is kept aside whole when nobody can tell whose door it was, or why", async () => {
    const door = await takeDoor();
    for (const claim of [{ elder: "查无此人" }, { reason: "RC-NONE" }, { reason: "RC-EMERGENCY", note: " " }]) {
      const { id, visitNo, event } = await checkIn(door, claim);
      const note = await door.phone.capture(visitNo, door.at, { kind: "note", text: "x" });
      expect(said(await send(door, door.phone, door.at, event, note))).toEqual(["not-your-visit", "not-your-visit"]);
      expect(await visitById(id)).toBeNull();
    }
  });

  it("is made by no other event, under no other id, and by no phone that was revoked", async () => {
    const door = await takeDoor();
    const claim = { elder: door.elder.elderNo, ...REASON };
    const other = phoneNoOf("0193a5e0-0000-7000-8000-000000000009");
    const body = { kind: "check_in", position: { failure: "denied" }, unscheduled: claim };
    const strange = await door.phone.capture(other, door.at, body);
    expect(said(await send(door, door.phone, door.at, strange))).toEqual(["not-your-visit"]);
    const whole = testContext(database, { now: door.at, scope: WHOLE_DISTRICT });
    await revokeWorkerPhone(whole, { deviceId: door.phone.device.deviceId, reason: "lost" });
    const { id, event } = await checkIn(door);
    expect(said(await send(door, door.phone, door.at, event))).toEqual(["revoked-device"]);
    expect(await visitById(id)).toBeNull();
  });

  it("stands on the day of its arrival when the phone's clock says nothing", async () => {
    const door = await takeDoor();
    const { id, event } = await checkIn({ ...door, at: instant("1970-01-02T00:00:00Z") });
    const now = plusMinutes(door.at, 5);
    const stray = { ...event };
    expect(said(await send(door, door.phone, now, stray))).toEqual(["accepted"]);
    expect((await visitById(id))?.plannedStart.getTime()).toBe(now);
  });
});

describe("an unplanned visit of which something is signed by another key", () => {
  /** The same event under a signature that is not the phone's. */
  async function forge(event: SentEvent): Promise<SentEvent> {
    const { signature: _signature, ...unsigned } = event;
    return signEvent(unsigned, (await newKeys()).privateKey);
  }
  const signatureFinding = async (id: string, now: Instant) => {
    await judgeRecorded(testContext(database, { now }));
    return (await findingsOf(database, { id })).get("R-EVENT-SIGNATURE");
  };

  it("has a finding that counts it, under the name that the phone gave, whenever it arrives", async () => {
    const door = await takeDoor();
    const { id, visitNo, event } = await checkIn(door);
    const later = plusMinutes(door.at, 70);
    await send(door, door.phone, later, event);
    expect(await signatureFinding(id, later)).toBeUndefined();
    const out = await door.phone.capture(visitNo, plusMinutes(door.at, 61), {
      kind: "check_out",
      position: { failure: "denied" },
    });
    expect(said(await send(door, door.phone, later, await forge(out)))).toEqual(["bad-signature"]);
    expect(await signatureFinding(id, plusMinutes(later, 1))).toMatchObject({ state: "open", facts: { count: 1 } });
    const note = await forge(await door.phone.capture(visitNo, later, { kind: "note", text: "x" }));
    await send(door, door.phone, later, out, note);
    expect(await signatureFinding(id, plusMinutes(later, 2))).toMatchObject({ state: "open", facts: { count: 2 } });
  });

  it("has none for what somebody else's session sent under its name", async () => {
    const [door, other] = [await takeDoor(), await takeDoor()];
    const { id, visitNo, event } = await checkIn(door);
    await send(door, door.phone, plusMinutes(door.at, 10), event);
    const note = await forge(await other.phone.capture(visitNo, door.at, { kind: "note", text: "x" }));
    expect(said(await send(other, other.phone, plusMinutes(door.at, 20), note))).toEqual(["bad-signature"]);
    expect(await signatureFinding(id, plusMinutes(door.at, 30))).toBeUndefined();
  });
});

describe("a planned visit of which nothing but a wrong signature arrives last", () => {
  it("is judged anew for it", async () => {
    const { one, phone } = await takeDoor();
    const start = instant(one.visit.plannedStart);
    const door = { one, phone, at: start } as Door;
    const begun = await phone.capture(one.visit.visitNo, start, { kind: "check_in", position: { failure: "denied" } });
    await send(door, phone, plusMinutes(start, 1), begun);
    await judgeRecorded(testContext(database, { now: plusMinutes(start, 2) }));
    const out = await phone.capture(one.visit.visitNo, plusMinutes(start, 61), { kind: "note", text: "x" });
    const { signature: _signature, ...unsigned } = out;
    await send(door, phone, plusMinutes(start, 62), await signEvent(unsigned, (await newKeys()).privateKey));
    await judgeRecorded(testContext(database, { now: plusMinutes(start, 63) }));
    expect((await findingsOf(database, one.visit)).get("R-EVENT-SIGNATURE")?.facts).toEqual({ count: 1 });
  });
});
