/** The demonstration's own care workers come and go while the day runs; whoever has a sign-in makes the own visits. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant, instantAt, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { followRunningDay, playRunningDay } from "#app/usecases/demo/play-running-day.server.ts";
import { groupBy } from "#app/usecases/visits/verification-facts.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertUsers } from "#db/repositories/access.ts";
import { listEventsOfVisits, listVisitsById, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { acceptedDistrict, type AcceptedVisit } from "../visits/visit-district.ts";

let stepwise: Database;
let atOnce: Database;
let day: PlainDate;
let ofDay: AcceptedVisit[];
/** Of the care worker who has a sign-in. */
let own: AcceptedVisit[];
let calledOff: AcceptedVisit;

const PERSON = /pin|family|rating|kiosk|callback/;
const dayOf = ({ visit }: AcceptedVisit) => localDateOf(instant(visit.plannedStart));
const ids = (visits: readonly AcceptedVisit[]) => visits.map(({ visit }) => visit.id);
const at = (database: Database, now: Instant) => testContext(database, { now, actor: "demo:phones" });

async function signInFor(database: Database, { visit, workerId }: AcceptedVisit): Promise<void> {
  const names = { loginName: "worker", displayName: "护理员（示例）", role: "care_worker" as const };
  await inTransaction(at(database, instant(visit.plannedStart)), (unit) =>
    insertUsers(unit, [{ ...names, passwordHash: "-", providerId: visit.providerId, workerId }]),
  );
}

const statesOf = async (database: Database, visits: readonly AcceptedVisit[]): Promise<VisitRow[]> =>
  inTransaction(testContext(database), (unit) => listVisitsById(unit, ids(visits)));

async function eventsOf(database: Database, visits: readonly AcceptedVisit[]): Promise<string[]> {
  const rows = await inTransaction(testContext(database), (unit) => listEventsOfVisits(unit, ids(visits)));
  return rows.map(({ eventId, kind, deviceTime }) => `${eventId} ${kind} ${deviceTime.toISOString()}`).sort();
}

beforeAll(async () => {
  const first = await acceptedDistrict(60);
  [stepwise, atOnce] = [first.database, (await acceptedDistrict(60)).database];
  const [fullest] = [...groupBy(first.visits, dayOf)].sort(([, one], [, other]) => other.length - one.length);
  const [someone] = fullest?.[1] ?? [];
  if (!fullest || !someone) throw new Error("nothing is planned");
  day = dayOf(someone);
  own = fullest[1].filter(({ workerId }) => workerId === someone.workerId);
  const others = fullest[1].filter(({ workerId }) => workerId !== someone.workerId);
  const [cancelled, ...rest] = others;
  if (!cancelled) throw new Error("nobody else goes");
  [calledOff, ofDay] = [cancelled, rest];
  for (const database of [stepwise, atOnce]) {
    await signInFor(database, someone);
    await inTransaction(testContext(database), (unit) =>
      updateVisits(unit, [cancelled.visit.id], { deliveryState: "cancelled" }),
    );
  }
});
afterAll(async () => Promise.all([stepwise.close(), atOnce.close()]));

describe("the running day", () => {
  it("has nothing to say before anybody has come", async () => {
    expect(await playRunningDay(at(stepwise, instantAt(day, 7 * 60)), day)).toBe(0);
    expect(await eventsOf(stepwise, ofDay)).toEqual([]);
  });

  it("lets a visit begin when its check-in has arrived, and end when its check-out has", async () => {
    const before = instantAt(day, 7 * 60);
    const seen = new Set<string>();
    for (let now = plusMinutes(before, 20); now <= instantAt(day, 20 * 60); now = plusMinutes(now, 20)) {
      await playRunningDay(at(stepwise, now), day);
      for (const visit of await statesOf(stepwise, ofDay)) {
        seen.add(visit.deliveryState);
        // Nobody comes much before the planned start, and nobody has left before it.
        if (visit.deliveryState === "done") expect(now).toBeGreaterThan(visit.plannedStart.getTime());
        if (visit.plannedStart.getTime() > plusMinutes(now, 6)) expect(visit.deliveryState).toBe("accepted");
      }
    }
    expect([...seen].sort()).toEqual(["accepted", "done", "in_progress"]);
    const after = await statesOf(stepwise, ofDay);
    expect(after.filter(({ deliveryState }) => deliveryState === "done").length / after.length).toBeGreaterThan(0.8);
  });

  it("judges what has come: a visit that is done has its times", async () => {
    for (const visit of await statesOf(stepwise, ofDay))
      if (visit.deliveryState === "done") {
        const minutes = ((visit.effectiveOut?.getTime() ?? 0) - (visit.effectiveIn?.getTime() ?? 0)) / 60_000;
        expect(minutes).toBeGreaterThan(30);
        expect(minutes).toBeLessThan(200);
      }
  });

  it("leaves the visits of whoever has a sign-in to that person", async () => {
    expect(own.length).toBeGreaterThan(0);
    expect((await statesOf(stepwise, own)).every(({ deliveryState }) => deliveryState === "accepted")).toBe(true);
    expect(await eventsOf(stepwise, own)).toEqual([]);
  });

  it("has by the night what the elders say, and of nearly every visit", async () => {
    await playRunningDay(at(stepwise, instantAt(day, 21 * 60)), day);
    const done = (await statesOf(stepwise, ofDay)).filter(({ deliveryState }) => deliveryState === "done");
    const proven = done.filter(({ proofs }) => (proofs as { kind: string }[]).some(({ kind }) => PERSON.test(kind)));
    expect(proven.length / done.length).toBeGreaterThan(0.85);
  });

  it("comes to the same when nothing ran on that day, and again after a new start", async () => {
    const evening = instantAt(addDays(day, 2), 20 * 60);
    await followRunningDay(() => at(atOnce, evening))();
    const played = await eventsOf(stepwise, ofDay);
    expect(played.length).toBeGreaterThan(ofDay.length);
    expect(await eventsOf(atOnce, ofDay)).toEqual(played);
    // Another process begins with the morning again: what is stored is stored once.
    await followRunningDay(() => at(atOnce, evening))();
    expect(await eventsOf(atOnce, ofDay)).toEqual(played);
  });

  it("lets nobody come to a visit that was called off", async () => {
    for (const database of [stepwise, atOnce]) {
      expect((await statesOf(database, [calledOff])).map(({ deliveryState }) => deliveryState)).toEqual(["cancelled"]);
      expect(await eventsOf(database, [calledOff])).toEqual([]);
    }
  });
});
