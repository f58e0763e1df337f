/** A care worker's phone tells of visits; what it says is kept once, moves the visit, and is judged. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { WHOLE_DISTRICT, type Scope } from "#app/domain/access/scope.ts";
import { identify, type ProviderId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { confirmByPin } from "#app/usecases/visits/confirm-by-pin.server.ts";
import { contestFinding } from "#app/usecases/visits/contest-finding.server.ts";
import { recordVisitEvents } from "#app/usecases/visits/record-visit-events.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listFindingChanges, listFindingsOfVisits } from "#db/repositories/findings.ts";
import { listVisitsOfMonth, listWorkersOfVisits, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { givePin, SMALL_DISTRICT_MONTH as month, smallDistrict } from "#tests/support/small-district.ts";

type Open = { readonly visit: VisitRow; readonly workerId: string; readonly scope: Scope };

let database: Database;
let open: Open[];

const at = (now: Instant, scope: Scope = WHOLE_DISTRICT) => testContext(database, { now, scope });

/** A visit of one worker that no test has used, accepted. */
function takeVisit(): Open {
  const taken = open.shift();
  if (!taken) throw new Error("no visit is left");
  return taken;
}

const event = (body: unknown, eventId = v7()) => ({ eventId, deviceMs: null, body });
const clock = (kind: "check_in" | "check_out", position: unknown = { failure: "denied" }) => event({ kind, position });

async function send(one: Open, now: Instant, ...events: unknown[]) {
  const sender = { workerId: one.workerId, deviceId: `phone-${one.workerId}` };
  return recordVisitEvents(at(now, one.scope), { visitNo: one.visit.visitNo, sender, events });
}

async function home(one: Open) {
  const [elder] = await inTransaction(at(instant(0)), (unit) => listEldersById(unit, [one.visit.elderId]));
  if (!elder) throw new Error("no elder");
  return { latitude: elder.latitude, longitude: elder.longitude, accuracyM: 20, ageMs: 0, datum: "WGS-84" };
}

const start = (one: Open) => instant(one.visit.plannedStart);

/** Checks in at home, does every subtype, checks out after so many minutes. */
async function deliver(one: Open, minutes: number, position?: unknown) {
  const where = position ?? (await home(one));
  await send(one, start(one), clock("check_in", where));
  await send(
    one,
    plusMinutes(start(one), minutes - 1),
    ...one.visit.subtypes.map((subtype) => event({ kind: "task_done", subtype })),
  );
  await send(one, plusMinutes(start(one), minutes), clock("check_out", where));
}

async function stored(one: Open) {
  return inTransaction(at(instant(0)), async (unit) => {
    const visit = (await listVisitsOfMonth(unit, month)).find((row) => row.id === one.visit.id);
    const findings = await listFindingsOfVisits(unit, [one.visit.id]);
    return { visit, findings, states: Object.fromEntries(findings.map((row) => [row.ruleCode, row.state])) };
  });
}

async function count(table: string): Promise<number> {
  return inTransaction(at(instant(0)), async (unit) => {
    const found = await unit.orm.execute(sql.raw(`select count(*)::int as rows from ${table}`));
    return Number(rowsOf<{ rows: number }>(found)[0]?.rows);
  });
}

beforeAll(async () => {
  database = await smallDistrict(30);
  const context = testContext(database);
  await judgeMonth(context, month);
  await allocateMonth(context, month, "1");
  await planAndOfferMonth(context, month, "1");
  open = await inTransaction(context, async (unit) => {
    const visits = await listVisitsOfMonth(unit, month);
    const ids = visits.map((visit) => visit.id);
    await updateVisits(unit, ids, { deliveryState: "accepted" });
    const workers = await listWorkersOfVisits(unit, ids);
    const seen = new Set<string>();
    return visits.flatMap((visit) => {
      const own = workers.filter((row) => row.visitId === visit.id);
      const [first] = own;
      if (own.length !== 1 || !first || seen.has(visit.elderId)) return [];
      seen.add(visit.elderId);
      const provider = identify<ProviderId>(visit.providerId);
      const scope: Scope = { streets: "all", provider, worker: identify<WorkerId>(first.workerId) };
      return [{ visit: { ...visit, deliveryState: "accepted" }, workerId: first.workerId, scope }];
    });
  });
});
afterAll(async () => database.close());

describe("what a phone tells of a visit", () => {
  it("moves it from accepted over in progress to done, and a check-out without a check-in waits for it", async () => {
    const one = takeVisit();
    expect((await send(one, start(one), clock("check_in"))).deliveryState).toBe("in_progress");
    expect((await send(one, plusMinutes(start(one), 65), clock("check_out"))).deliveryState).toBe("done");
    const other = takeVisit();
    expect((await send(other, plusMinutes(start(other), 65), clock("check_out"))).deliveryState).toBe("accepted");
  });
  it("is one row when the same event comes twice, whatever else came in between", async () => {
    const one = takeVisit();
    const tap = clock("check_in");
    expect((await send(one, start(one), tap)).answers).toEqual([{ answer: "accepted", reason: null }]);
    const before = await count("visit_event");
    expect((await send(one, plusMinutes(start(one), 1), tap)).answers).toEqual([{ answer: "duplicate", reason: null }]);
    expect(await count("visit_event")).toBe(before);
  });
  it("is kept aside with its reason when it names no event or somebody else's visit, and stops nothing behind it", async () => {
    const [one, other] = [takeVisit(), takeVisit()];
    const { answers } = await send(one, start(one), { eventId: "x" }, clock("check_in"));
    expect(answers.map((answer) => answer.answer)).toEqual(["rejected", "accepted"]);
    const stranger = { ...other, scope: { ...other.scope, worker: identify<WorkerId>(v7()) } };
    expect((await send(stranger, start(other), clock("check_in"))).answers).toEqual([
      { answer: "rejected", reason: "not-your-visit" },
    ]);
    expect(await count("visit_event_quarantine")).toBe(2);
  });
  it("never depends on a position: a strange one is a cause of failure", async () => {
    const one = takeVisit();
    const strange = { latitude: 400, longitude: "east" };
    expect((await send(one, start(one), clock("check_in", strange))).deliveryState).toBe("in_progress");
  });
  it("is missed on the elder's side when nobody opened, and still begins when somebody does", async () => {
    const one = takeVisit();
    expect((await send(one, plusMinutes(start(one), 15), event({ kind: "no_answer" }))).deliveryState).toBe("missed");
    expect((await stored(one)).visit?.missedSide).toBe("elder");
    expect((await send(one, plusMinutes(start(one), 20), clock("check_in"))).deliveryState).toBe("in_progress");
  });
});

describe("a visit that is checked out", () => {
  it("is verified with a place proof and the elder's digits, and counts wrong digits without stopping anybody", async () => {
    const one = takeVisit();
    await deliver(one, 61);
    expect((await stored(one)).visit?.approvalState).toBe("checking");
    await givePin(at(start(one)), one.visit.elderId, "135790");
    const typed = (digits: string) =>
      confirmByPin(at(plusMinutes(start(one), 61), one.scope), {
        visitNo: one.visit.visitNo,
        sender: { workerId: one.workerId, deviceId: "phone" },
        eventId: v7(),
        digits,
      });
    expect(await typed("000000")).toBe("wrong");
    expect(await typed("135790")).toBe("confirmed");
    const { visit, states } = await stored(one);
    expect(visit).toMatchObject({ approvalState: "verified", strength: "strong", minutes: 61 });
    expect(Object.values(states).filter((state) => state === "open")).toEqual([]);
  });
  it("is not proved by a tap on the worker's own phone", async () => {
    const one = takeVisit();
    await deliver(one, 61);
    await send(one, plusMinutes(start(one), 61), event({ kind: "elder_confirm" }));
    expect((await stored(one)).visit).toMatchObject({ approvalState: "checking", strength: "medium" });
  });
  it("is too short at 59 minutes and long enough at 60", async () => {
    const [short, enough] = [takeVisit(), takeVisit()];
    await deliver(short, 59);
    await deliver(enough, 60);
    expect((await stored(short)).states).toMatchObject({ "R-TOO-SHORT": "open" });
    expect((await stored(enough)).states).not.toHaveProperty("R-TOO-SHORT");
  });
  it("is questioned outside the fence, and inside it is not", async () => {
    const one = takeVisit();
    const here = await home(one);
    await deliver(one, 61, { ...here, latitude: here.latitude + 0.01 });
    expect((await stored(one)).states).toMatchObject({ "R-LOCATION-OUTSIDE": "open" });
  });
});

describe("a finding", () => {
  it("is cleared when its fact is gone and keeps its history", async () => {
    const one = takeVisit();
    await send(one, start(one), clock("check_in", await home(one)));
    const late = plusMinutes(instant(one.visit.plannedEnd), 121);
    await verifyVisitAgain(at(late), one.visit.visitNo);
    expect((await stored(one)).states).toMatchObject({ "R-NO-CHECKOUT": "open" });
    await send(one, plusMinutes(late, 1), clock("check_out", await home(one)));
    const { findings, states } = await stored(one);
    expect(states).toMatchObject({ "R-NO-CHECKOUT": "cleared" });
    const cleared = findings.find((row) => row.ruleCode === "R-NO-CHECKOUT");
    const steps = await inTransaction(at(late), (unit) => listFindingChanges(unit, [cleared?.id ?? ""]));
    expect(steps.map((step) => step.step)).toEqual(["cleared"]);
    expect(cleared).toMatchObject({ closedBy: "fact", closedAt: new Date(plusMinutes(late, 1)) });
  });
  it("is never deleted, and judged again without a new fact it stays as it was", async () => {
    const before = await count("finding");
    await expect(inTransaction(at(instant(0)), (unit) => unit.orm.execute(sql`delete from finding`))).rejects.toThrow();
    const one = takeVisit();
    await deliver(one, 40);
    const first = await stored(one);
    await verifyVisitAgain(at(plusMinutes(start(one), 41)), one.visit.visitNo);
    expect((await stored(one)).findings).toEqual(first.findings);
    expect(await count("finding")).toBeGreaterThan(before);
  });
  it("may be contested by the worker of the visit and by no other", async () => {
    const one = takeVisit();
    await deliver(one, 30);
    const short = (await stored(one)).findings.find((row) => row.ruleCode === "R-TOO-SHORT");
    await contestFinding(at(start(one), one.scope), short?.id ?? "", "老人要求提前结束");
    const steps = await inTransaction(at(start(one)), (unit) => listFindingChanges(unit, [short?.id ?? ""]));
    expect(steps).toMatchObject([{ step: "contested", note: "老人要求提前结束" }]);
    const stranger: Scope = { ...one.scope, worker: identify<WorkerId>(v7()) };
    await expect(contestFinding(at(start(one), stranger), short?.id ?? "", "x")).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
