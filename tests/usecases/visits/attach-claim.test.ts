/** A visit at a door that nobody could tell is kept aside whole; who names the elder makes it a visit with all that the phone recorded. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WHOLE_DISTRICT, type Scope } from "#app/domain/access/scope.ts";
import { instant, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { phoneNoOf } from "#app/domain/visits/phone-unscheduled.ts";
import { attachClaim, listKeptAsideClaims } from "#app/usecases/visits/attach-claim.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listEventsOfVisits, listVisitsById } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { signingPhone } from "#tests/support/signing-phone.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { acceptedVisits, findingsOf, workerScope, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];
beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 40);
});
afterAll(async () => database.close());

/** A visit with a check-in, a note and a check-out of a worker at an elder of the provider, under a name that nobody has. */
async function keptAside() {
  const one = visits.shift();
  if (!one) throw new Error("no visit is left");
  visits = visits.filter(({ workerId, visit }) => workerId !== one.workerId && visit.elderId !== one.visit.elderId);
  const [elder] = await inTransaction(testContext(database), (unit) => listEldersById(unit, [one.visit.elderId]));
  if (!elder) throw new Error("no elder");
  const phone = await signingPhone();
  const at = plusMinutes(instant(one.visit.plannedStart), -24 * 60);
  const id = crypto.randomUUID().replace(/^(.{14})4/, "$17");
  const unscheduled = { elder: "王家奶奶", reason: "RC-ELDER-ASKED-TIME", note: "" };
  const position = { failure: "denied" };
  const events = [
    await phone.capture(phoneNoOf(id), at, { kind: "check_in", position, unscheduled }, { eventId: id }),
    await phone.capture(phoneNoOf(id), plusMinutes(at, 30), { kind: "note", text: "门口遇到" }),
    await phone.capture(phoneNoOf(id), plusMinutes(at, 61), { kind: "check_out", position }),
  ];
  const now = plusMinutes(at, 70);
  const request = { protocol: 1 as const, device: phone.device, sentAtMs: now, events };
  const context = testContext(database, { now, scope: workerScope(one), actor: "user:worker" });
  const answers = await receiveEvents(context, testCrypto, { workerId: one.workerId, request });
  expect(answers.map(({ reason }) => reason)).toEqual(["not-your-visit", "not-your-visit", "not-your-visit"]);
  const later = plusMinutes(now, 60 * 24);
  const desk = (scope: Partial<Scope>) =>
    testContext(database, { now: later, scope: { ...WHOLE_DISTRICT, ...scope }, actor: "user:desk" });
  return { one, elder, id, at, now, events, request, context, desk, later };
}

const REASON = { reason: "RC-ELDER-ASKED-TIME", note: "" };
const ofProvider = ({ visit }: AcceptedVisit) => ({ provider: visit.providerId as never });
const idsOf = async (context: ReturnType<typeof testContext>) =>
  (await listKeptAsideClaims(context)).map((claim) => claim.id);

describe("a claim of an unplanned visit that stands aside", () => {
  it("is listed to the worker's provider and to the offices, with what was typed and when, and to no other provider", async () => {
    const { one, id, at, now, desk } = await keptAside();
    const [claim] = (await listKeptAsideClaims(desk(ofProvider(one)))).filter((shown) => shown.id === id);
    expect(claim).toMatchObject({ typed: "王家奶奶", events: 3, candidates: [], reason: REASON.reason });
    expect(claim?.findings).toEqual([{ code: "R-UNKNOWN-ELDER", level: "fix", facts: { ref: "王家奶奶" } }]);
    expect([claim?.checkedInAt, claim?.receivedAt]).toEqual([isoText(at), isoText(now)]);
    expect(await idsOf(desk({ streets: [one.visit.streetId as never] }))).toContain(id);
    expect(await idsOf(desk({ provider: "0193a5e0-0000-7000-8000-0000000000ff" as never }))).not.toContain(id);
  });

  it("becomes the elder's visit with all events as they arrived, is judged, and leaves the list", async () => {
    const { one, elder, id, at, now, desk, later } = await keptAside();
    const visitNo = await attachClaim(desk(ofProvider(one)), { id, elderNo: elder.elderNo.toLowerCase(), ...REASON });
    const [made] = await inTransaction(testContext(database), (unit) => listVisitsById(unit, [id]));
    expect(made).toMatchObject({ visitNo, elderId: elder.id, origin: "fact", deliveryState: "done" });
    expect(made?.plannedStart.getTime()).toBe(at);
    const stored = await inTransaction(testContext(database), (unit) => listEventsOfVisits(unit, [id]));
    expect(stored.map(({ kind }) => kind).sort()).toEqual(["check_in", "check_out", "note"]);
    expect(stored.every((event) => event.receivedAt.getTime() === now && event.workerId === one.workerId)).toBe(true);
    await judgeRecorded(testContext(database, { now: later }));
    const findings = await findingsOf(database, { id });
    expect(findings.get("R-UNSCHEDULED")?.state).toBe("open");
    expect([findings.has("R-EVENT-GAP"), findings.has("R-EVENT-SIGNATURE")]).toEqual([false, false]);
    expect(await idsOf(desk(ofProvider(one)))).not.toContain(id);
  });

  it("is all duplicates when the phone sends it once more", async () => {
    const { one, elder, id, desk, context, request } = await keptAside();
    await attachClaim(desk({}), { id, elderNo: elder.elderNo, ...REASON });
    const answers = await receiveEvents(context, testCrypto, { workerId: one.workerId, request });
    expect(answers.map(({ answer }) => answer)).toEqual(["duplicate", "duplicate", "duplicate"]);
  });

  it("is attached once: the second who does it is told so", async () => {
    const { one, elder, id, desk } = await keptAside();
    const wish = { id, elderNo: elder.elderNo, ...REASON };
    await attachClaim(desk(ofProvider(one)), wish);
    await expect(attachClaim(desk(ofProvider(one)), wish)).rejects.toMatchObject({ code: "claim-attached" });
  });

  it("goes to no elder of another provider, to none out of the scope, and without its reason nowhere", async () => {
    const { one, elder, id, desk } = await keptAside();
    const refused = (scope: Partial<Scope>, wish: object) =>
      expect(attachClaim(desk(scope), { id, elderNo: elder.elderNo, ...REASON, ...wish })).rejects;
    await refused(ofProvider(one), { elderNo: "E9999" }).toMatchObject({ code: "claim-elder-unknown" });
    await refused({ streets: [999 as never] }, {}).toMatchObject({ code: "claim-not-found" });
    await refused({ provider: "0193a5e0-0000-7000-8000-0000000000ff" as never }, {}).toMatchObject({
      code: "claim-not-found",
    });
    await refused({}, { reason: "RC-OTHER" }).toMatchObject({ code: "unscheduled-needs-note" });
    await refused({}, { reason: "RC-NONE" }).toMatchObject({ code: "unscheduled-reason-unknown" });
    await refused({}, { id: crypto.randomUUID() }).toMatchObject({ code: "claim-not-found" });
    expect(await idsOf(desk(ofProvider(one)))).toContain(id);
  });
});
