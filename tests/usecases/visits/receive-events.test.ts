/** A phone's outbox reaches the server: each event once, with an answer, and none dropped whatever it is. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { SentEvent, SyncDevice } from "#app/domain/visits/sync-message.ts";
import { giveWorkerDay } from "#app/usecases/screens/give-worker-day.server.ts";
import { isAnythingToJudge, judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { revokeWorkerPhone } from "#app/usecases/visits/worker-phones.server.ts";
import { sealPin } from "#app/web/offline/seal-pin.ts";
import type { Database } from "#db/connection.server.ts";
import { listFindingsOfVisits } from "#db/repositories/findings.ts";
import { assignWorkersToVisit } from "#db/repositories/visit-changes.ts";
import { listEventsOfVisits, listVisitsOfMonth, updateVisits } from "#db/repositories/visits.ts";
import { listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { newKeys, signingPhone } from "#tests/support/signing-phone.ts";
import { givePin, SMALL_DISTRICT_MONTH as month, testCrypto } from "#tests/support/small-district.ts";
import { signEvent } from "#app/web/offline/event-signature.ts";
import { type AcceptedVisit, acceptedVisits, sendSigned, takeFrom } from "./visit-district.ts";

let database: Database;
let open: AcceptedVisit[];

const at = (now: Instant) => testContext(database, { now });
const start = (one: AcceptedVisit) => instant(one.visit.plannedStart);
const noPosition = { failure: "denied" };

const takeVisit = () => takeFrom(open);

type Batch = Pick<AcceptedVisit, "workerId"> &
  Omit<Parameters<typeof sendSigned>[3], "events"> & { readonly device: SyncDevice };

const send = ({ workerId, device, ...when }: Batch, ...events: unknown[]) =>
  sendSigned(database, { workerId }, device, { ...when, events });

const said = (answers: { answer: string; reason: string | null }[]) =>
  answers.map(({ answer, reason }) => reason ?? answer);

async function count(table: string, where = "true"): Promise<number> {
  return inTransaction(at(instant(0)), async (unit) => {
    const found = await unit.orm.execute(sql.raw(`select count(*)::int as rows from ${table} where ${where}`));
    return Number(rowsOf<{ rows: number }>(found)[0]?.rows);
  });
}

async function stored(one: AcceptedVisit) {
  await judgeRecorded({ ...at(plusMinutes(start(one), 600)), actor: "system:judge-recorded" });
  return inTransaction(at(instant(0)), async (unit) => {
    const visit = (await listVisitsOfMonth(unit, month)).find((row) => row.id === one.visit.id);
    const findings = await listFindingsOfVisits(unit, [one.visit.id]);
    const events = await listEventsOfVisits(unit, [one.visit.id]);
    return {
      visit,
      events,
      facts: Object.fromEntries(findings.filter((row) => row.state === "open").map((row) => [row.ruleCode, row.facts])),
    };
  });
}

/** Check-in, services and check-out of an hour, captured without a network. */
async function wholeVisit(phone: Awaited<ReturnType<typeof signingPhone>>, one: AcceptedVisit): Promise<SentEvent[]> {
  const { visitNo, subtypes } = one.visit;
  const events = [await phone.capture(visitNo, start(one), { kind: "check_in", position: noPosition })];
  for (const subtype of subtypes)
    events.push(await phone.capture(visitNo, plusMinutes(start(one), 30), { kind: "task_done", subtype }));
  events.push(await phone.capture(visitNo, plusMinutes(start(one), 61), { kind: "check_out", position: noPosition }));
  return events;
}

beforeAll(async () => {
  database = await testDatabase();
  open = await acceptedVisits(database, 20);
});
afterAll(async () => database.close());

describe("a phone that was without a network", () => {
  it("is emptied once: the same batch again is all duplicates, and the visit is done and judged", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const events = await wholeVisit(phone, one);
    const batch = { workerId: one.workerId, device: phone.device, now: plusMinutes(start(one), 300) };
    expect(said(await send(batch, ...events))).toEqual(events.map(() => "accepted"));
    expect(said(await send({ ...batch, now: plusMinutes(start(one), 301) }, ...events))).toEqual(
      events.map(() => "duplicate"),
    );
    const after = await stored(one);
    expect(after.events).toHaveLength(events.length);
    expect(after.visit).toMatchObject({ deliveryState: "done", minutes: 61, effectiveIn: one.visit.plannedStart });
    expect(after.facts).not.toHaveProperty("R-EVENT-GAP");
    expect(await isAnythingToJudge(at(start(one)))).toBe(false);
  });

  it("has the record of each event kept as it was signed, with what the server measured", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const event = await phone.capture(one.visit.visitNo, start(one), { kind: "en_route" }, { serverOffsetMs: 2000 });
    const now = plusMinutes(start(one), 100);
    await send({ workerId: one.workerId, device: phone.device, now, sentAtMs: now - 5000 }, event);
    const [row] = (await stored(one)).events;
    expect(row).toMatchObject({
      deviceSeq: 1,
      runtimeId: event.runtimeId,
      network: "offline",
      appBuild: "test",
      prevHash: null,
      serverOffsetMs: 2000,
      skewMs: 3000,
      offlineMs: 100 * 60_000 - 2000,
    });
    const { signature, ...signed } = event;
    expect(JSON.parse(row?.signedText ?? "")).toEqual(signed);
    expect(Buffer.from(row?.signature ?? []).toString("base64url")).toBe(signature);
  });

  it("has a clock that was never compared put right by what the batch shows", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const wrongBy = 3 * 3_600_000;
    const event = await phone.capture(
      one.visit.visitNo,
      start(one) - wrongBy,
      { kind: "check_in", position: noPosition },
      { serverOffsetMs: null },
    );
    const now = plusMinutes(start(one), 20);
    await send({ workerId: one.workerId, device: phone.device, now, sentAtMs: now - wrongBy }, event);
    expect((await stored(one)).visit?.effectiveIn).toEqual(one.visit.plannedStart);
  });
});

describe("an event that no visit can take", () => {
  it("is kept aside with its reason, once, and holds up nothing behind it", async () => {
    const [one, other, phone] = [takeVisit(), takeVisit(), await signingPhone()];
    const theirs = open.find((visit) => visit.workerId !== one.workerId) ?? other;
    const [foreign, unknown, strange, altered, good] = [
      await phone.capture(theirs.visit.visitNo, start(one), { kind: "en_route" }),
      await phone.capture("no such visit\u0000\ud800", start(one), { kind: "en_route" }),
      await phone.capture(one.visit.visitNo, start(one), { kind: "teleport" }),
      { ...(await phone.capture(one.visit.visitNo, start(one), { kind: "en_route" })), deviceMs: 1 },
      await phone.capture(one.visit.visitNo, start(one), { kind: "note", text: "a\u0000b\ud800" }),
    ];
    const batch = { workerId: one.workerId, device: phone.device, now: plusMinutes(start(one), 5) };
    const depth = 20_000;
    const nested = JSON.parse("[".repeat(depth) + "]".repeat(depth)) as unknown;
    const sent = [foreign, unknown, strange, altered, "rubbish", 7, null, nested, good];
    const wanted = [
      "not-your-visit",
      "not-your-visit",
      "malformed",
      "bad-signature",
      "malformed",
      "malformed",
      "malformed",
      "malformed",
      "accepted",
    ];
    const before = await count("visit_event_quarantine");
    expect(said(await send(batch, ...sent))).toEqual(wanted);
    expect(said(await send(batch, ...sent))).toEqual([...wanted.slice(0, -1), "duplicate"]);
    expect((await count("visit_event_quarantine")) - before).toBe(8);
    const after = await stored(one);
    expect(after.events.map((row) => row.body)).toEqual([{ kind: "note", text: "a\ufffdb\ufffd" }]);
    // What the device signed has its place in the sequence; the altered one, which it did not sign, is missing from it.
    expect(after.facts).toMatchObject({});
    expect(after.visit?.deliveryState).toBe("accepted");
  });

  it("with an id that is known with other content is no duplicate, because that would lose what it says", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const eventId = v7();
    const first = await phone.capture(one.visit.visitNo, start(one), { kind: "note", text: "one" }, { eventId });
    const second = await phone.capture(one.visit.visitNo, start(one), { kind: "note", text: "two" }, { eventId });
    const batch = { workerId: one.workerId, device: phone.device, now: plusMinutes(start(one), 5) };
    expect(said(await send(batch, first, second, first))).toEqual(["accepted", "malformed", "duplicate"]);
    expect(await count("visit_event_quarantine", `event_id = '${eventId}'`)).toBe(1);
  });
});

describe("a device", () => {
  it("is enrolled by what it signs, and the same id with another key is unknown", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const thief = await signingPhone(phone.device.deviceId);
    const batch = { workerId: one.workerId, now: plusMinutes(start(one), 5) };
    const mine = await phone.capture(one.visit.visitNo, start(one), { kind: "en_route" });
    const stolen = await thief.capture(one.visit.visitNo, start(one), { kind: "check_in", position: noPosition });
    expect(said(await send({ ...batch, device: phone.device }, mine))).toEqual(["accepted"]);
    expect(said(await send({ ...batch, device: thief.device }, stolen))).toEqual(["unknown-device"]);
    expect((await stored(one)).visit?.deliveryState).toBe("en_route");
  });

  it("is not enrolled by a signature that is not its own", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const { privateKey } = await newKeys();
    const { signature: _signature, ...unsigned } = await phone.capture(one.visit.visitNo, start(one), {
      kind: "en_route",
    });
    const forged = await signEvent(unsigned, privateKey);
    const batch = { workerId: one.workerId, device: phone.device, now: start(one) };
    expect(said(await send(batch, forged))).toEqual(["bad-signature"]);
    expect(await count("worker_device", `device_id = '${phone.device.deviceId}'`)).toBe(0);
  });

  it("that was revoked has its later events kept aside, and those that were stored stay duplicates", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const batch = { workerId: one.workerId, device: phone.device, now: plusMinutes(start(one), 5) };
    const events = await wholeVisit(phone, one);
    const [first, ...rest] = events;
    await send(batch, first);
    const provider = { ...WHOLE_DISTRICT, provider: one.visit.providerId as never };
    const lost = { deviceId: phone.device.deviceId, reason: "lost" };
    await expect(
      revokeWorkerPhone({ ...at(start(one)), scope: { ...provider, provider: v7() as never } }, lost),
    ).rejects.toMatchObject({ code: "not-found" });
    await revokeWorkerPhone({ ...at(start(one)), scope: provider }, lost);
    await revokeWorkerPhone({ ...at(start(one)), scope: provider }, lost);
    expect(said(await send({ ...batch, now: plusMinutes(start(one), 70) }, ...events))).toEqual([
      "duplicate",
      ...rest.map(() => "revoked-device"),
    ]);
    expect((await stored(one)).facts).toMatchObject({ "R-EVENT-SIGNATURE": { count: rest.length } });
  });
});

describe("the numbers of a phone's events", () => {
  it("show a gap at the visit after it, until what was missing arrives at another visit", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const sibling = open.find((visit) => visit.workerId === one.workerId) ?? one;
    open = open.filter((visit) => visit !== sibling);
    const [first, missing, last] = [
      await phone.capture(one.visit.visitNo, start(one), { kind: "check_in", position: noPosition }),
      await phone.capture(sibling.visit.visitNo, start(one), { kind: "note", text: "x" }),
      await phone.capture(one.visit.visitNo, plusMinutes(start(one), 61), { kind: "check_out", position: noPosition }),
    ];
    const batch = { workerId: one.workerId, device: phone.device, now: plusMinutes(start(one), 70) };
    await send(batch, last, first);
    expect((await stored(one)).facts).toMatchObject({ "R-EVENT-GAP": { missing: "2" } });
    await send({ ...batch, now: plusMinutes(start(one), 90) }, missing);
    expect((await stored(one)).facts).not.toHaveProperty("R-EVENT-GAP");
  });
});

describe("a visit that is no longer the worker's", () => {
  it("still takes the check-in of a phone that was without a network: missed meanwhile, and given to somebody else", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    const event = await phone.capture(one.visit.visitNo, start(one), { kind: "check_in", position: noPosition });
    await inTransaction(at(start(one)), async (unit) => {
      const workers = await listWorkersWithFacts(unit);
      const other = workers.find(
        ({ worker }) => worker.id !== one.workerId && worker.providerId !== one.visit.providerId,
      );
      await assignWorkersToVisit(unit, one.visit, [other?.worker.id ?? ""], "user:desk");
      await updateVisits(unit, [one.visit.id], { deliveryState: "missed", missedSide: "worker" });
    });
    const batch = { workerId: one.workerId, device: phone.device, now: plusMinutes(start(one), 500) };
    expect(said(await send(batch, event))).toEqual(["accepted"]);
    const after = await stored(one);
    expect(after.visit).toMatchObject({ deliveryState: "in_progress", missedSide: null });
    expect(after.facts).toHaveProperty("R-WORKER-REPLACED");
  });
});

describe("the elder's digits, typed without a network", () => {
  it("are compared when they arrive: right ones prove the elder, wrong ones are kept and prove nothing", async () => {
    const [one, phone] = [takeVisit(), await signingPhone()];
    await givePin(at(start(one)), one.visit.elderId, "135790");
    const scope = { streets: "all" as const, provider: one.visit.providerId as never, worker: one.workerId as never };
    const day = await giveWorkerDay({ ...at(start(one)), scope }, testCrypto, {
      workerId: one.workerId as never,
      displayName: "x",
    });
    expect(day.visits.find((visit) => visit.visitNo === one.visit.visitNo)?.hasPin).toBe(true);
    const typed = async (digits: string, visitNo = one.visit.visitNo) => {
      const eventId = v7();
      const sealed = await sealPin(digits, { visitNo, eventId }, day.pinKey);
      return phone.capture(
        one.visit.visitNo,
        plusMinutes(start(one), 60),
        { kind: "pin_confirm", sealed },
        { eventId },
      );
    };
    const events = [await typed("000000"), await typed("135790", "another visit"), await typed("135790")];
    const bare = await phone.capture(one.visit.visitNo, plusMinutes(start(one), 60), { kind: "pin_confirm" });
    const batch = { workerId: one.workerId, device: phone.device, now: plusMinutes(start(one), 90) };
    const visitEvents = await wholeVisit(phone, one);
    expect(said(await send(batch, ...events, bare, ...visitEvents)).every((answer) => answer === "accepted")).toBe(
      true,
    );
    const after = await stored(one);
    const outcomes = after.events.flatMap((row) =>
      row.kind === "pin_confirm" ? [(row.body as { outcome: string }).outcome] : [],
    );
    expect(outcomes.sort()).toEqual(["right", "unreadable", "unreadable", "wrong"]);
    const proofs = after.visit?.proofs as { kind: string }[] | undefined;
    expect(proofs?.map((proof) => proof.kind)).toEqual(["pin_confirm"]);
    expect(await count("elder_visit_pin", `elder_id = '${one.visit.elderId}' and tries_left = 4`)).toBe(1);
    expect(JSON.stringify(after.events.map((row) => row.body))).not.toContain("135790");
  });
});
