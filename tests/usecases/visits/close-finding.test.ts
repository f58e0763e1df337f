/** People close findings with a reason and a resolution; what only a fact lifts stays, and the visit's approval follows at once. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { instant, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { showProviderVisits } from "#app/usecases/screens/show-provider-visits.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { closeFindingOfVisit, type Closing } from "#app/usecases/visits/close-finding.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertUsers } from "#db/repositories/access.ts";
import { listFindingChanges } from "#db/repositories/findings.ts";
import { updateVisits } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { acceptedVisits, deliver, findingsOf, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 30);
});
afterAll(async () => database.close());

function nextVisit(): AcceptedVisit {
  const one = visits.shift();
  if (!one) throw new Error("no visit left");
  return one;
}

/** A visit whose check-in was far from home: a finding of the provider and one of the street. */
async function questioned(minutes = 60): Promise<AcceptedVisit> {
  const one = nextVisit();
  await deliver(database, one, { metres: 5_000, minutes });
  return one;
}

type Change = Partial<Pick<Closing, "party" | "reason" | "resolution" | "note">>;

async function close(one: AcceptedVisit, code: string, change: Change = {}, context: Partial<Context> = {}) {
  const finding = (await findingsOf(database, one.visit)).get(code);
  if (!finding) throw new Error(`no finding ${code}`);
  return closeFindingOfVisit(testContext(database, { actor: "user:manager", ...context }), {
    visitNo: one.visit.visitNo,
    findingId: finding.id,
    party: "provider",
    reason: "RC-GPS-WEAK",
    resolution: "RS-CONFIRMED-ELDER",
    note: null,
    ...change,
  });
}

const stateOf = async (one: AcceptedVisit, code: string) => (await findingsOf(database, one.visit)).get(code)?.state;

describe("closing a finding", () => {
  it("keeps reason, resolution, who and when, and adds the step to the finding's history", async () => {
    const one = await questioned();
    await close(one, "R-LOCATION-OUTSIDE", { note: "在女儿家" });
    const finding = (await findingsOf(database, one.visit)).get("R-LOCATION-OUTSIDE");
    expect(finding).toMatchObject({
      state: "acknowledged",
      closedBy: "user:manager",
      reasonCode: "RC-GPS-WEAK",
      resolutionCode: "RS-CONFIRMED-ELDER",
      note: "在女儿家",
    });
    const steps = await inTransaction(testContext(database), (unit) => listFindingChanges(unit, [finding?.id ?? ""]));
    expect(steps).toMatchObject([{ step: "acknowledged", by: "user:manager", reasonCode: "RC-GPS-WEAK" }]);
  });
  it("verifies the visit as soon as nothing keeps it any more", async () => {
    const one = await questioned();
    // By then the elder's side had its days to confirm the visit.
    const later = { now: plusMinutes(instant(one.visit.plannedStart), 5 * 24 * 60) };
    await verifyVisitAgain(testContext(database, later), one.visit.visitNo);
    const approvals: (string | null)[] = [];
    for (const [code, finding] of await findingsOf(database, one.visit))
      if (finding.state === "open" && finding.level !== "info")
        approvals.push(await close(one, code, { party: "district" }, later));
    expect(approvals.length).toBeGreaterThan(2);
    expect([approvals[0], approvals.at(-1)]).toEqual(["in_violation", "verified"]);
    expect((await showVisit(testContext(database), one.visit.visitNo)).approvalState).toBe("verified");
  });
  it("calls a finding to correct fixed, and one to look at acknowledged", async () => {
    const one = nextVisit();
    await deliver(database, one, { metres: 5_000, services: [] });
    await close(one, "R-SERVICE-MISSING");
    await close(one, "R-NO-PLACE-PROOF", { party: "street" });
    expect([await stateOf(one, "R-SERVICE-MISSING"), await stateOf(one, "R-NO-PLACE-PROOF")]).toEqual([
      "fixed",
      "acknowledged",
    ]);
  });
  it("never lifts a block, whoever explains it", async () => {
    const one = await questioned(59);
    for (const party of ["provider", "street", "district"] as const)
      await expect(close(one, "R-TOO-SHORT", { party })).rejects.toMatchObject({
        code: "finding-needs-corrected-fact",
      });
    expect(await stateOf(one, "R-TOO-SHORT")).toBe("open");
  });
  it("leaves the street's finding to the street and the district", async () => {
    const one = await questioned();
    for (const party of ["provider", "operator"] as const)
      await expect(close(one, "R-NO-PLACE-PROOF", { party })).rejects.toMatchObject({ code: "finding-not-yours" });
    await close(one, "R-NO-PLACE-PROOF", { party: "district" });
    expect(await stateOf(one, "R-NO-PLACE-PROOF")).toBe("acknowledged");
  });
  it("is refused to a manager who went to the visit as its care worker", async () => {
    const one = await questioned();
    const loginName = `both-${v7()}`;
    const [role, providerId] = ["care_worker" as const, one.visit.providerId];
    await inTransaction(testContext(database), (unit) =>
      insertUsers(unit, [
        { loginName, displayName: "Both", passwordHash: "none", role, providerId, workerId: one.workerId },
      ]),
    );
    await expect(close(one, "R-LOCATION-OUTSIDE", {}, { actor: `user:${loginName}` })).rejects.toMatchObject({
      code: "finding-closer-is-worker",
    });
    await close(one, "R-LOCATION-OUTSIDE");
  });
  it("asks for a listed reason, a listed resolution, and words where the reason needs them", async () => {
    const one = await questioned();
    const refused = async (change: Change, code: string) =>
      expect(close(one, "R-LOCATION-OUTSIDE", change)).rejects.toMatchObject({ code });
    await refused({ reason: "" }, "reason-unknown");
    await refused({ resolution: "RS-NONE" }, "resolution-unknown");
    await refused({ reason: "RC-OTHER" }, "reason-needs-text");
    await refused({ reason: "RC-OTHER", note: "  " }, "reason-needs-text");
    await close(one, "R-LOCATION-OUTSIDE", { reason: "RC-OTHER", note: "老人临时去邻居家" });
    expect(await stateOf(one, "R-LOCATION-OUTSIDE")).toBe("acknowledged");
  });
  it("happens once", async () => {
    const one = await questioned();
    await close(one, "R-LOCATION-OUTSIDE");
    await expect(close(one, "R-LOCATION-OUTSIDE")).rejects.toMatchObject({ code: "finding-cannot-acknowledge" });
  });
  it("is over once the visit is settled", async () => {
    const one = await questioned();
    await inTransaction(testContext(database), (unit) =>
      updateVisits(unit, [one.visit.id], { approvalState: "locked" }),
    );
    await expect(close(one, "R-LOCATION-OUTSIDE")).rejects.toMatchObject({ code: "visit-settled" });
  });
  it("does not find a visit of another provider, nor a finding of another visit", async () => {
    const [one, other] = [await questioned(), await questioned()];
    const scope = { ...WHOLE_DISTRICT, provider: identify<ProviderId>(v7()) };
    await expect(close(one, "R-LOCATION-OUTSIDE", {}, { scope })).rejects.toMatchObject({ code: "not-found" });
    const mixed = { visit: { ...one.visit, visitNo: other.visit.visitNo }, workerId: one.workerId };
    await expect(close(mixed, "R-LOCATION-OUTSIDE")).rejects.toMatchObject({ code: "not-found" });
  });
  it("is offered on the visit's page to those who may do it and to nobody else", async () => {
    const one = await questioned();
    const offered = async (party: Closing["party"] | null) =>
      (await showVisit(testContext(database), one.visit.visitNo, party)).findings
        .filter((finding) => finding.mayClose)
        .map((finding) => finding.ruleCode);
    expect(await offered(null)).toEqual([]);
    expect(await offered("provider")).toContain("R-LOCATION-OUTSIDE");
    expect(await offered("provider")).not.toContain("R-NO-PLACE-PROOF");
    expect(await offered("street")).toEqual(expect.arrayContaining(["R-LOCATION-OUTSIDE", "R-NO-PLACE-PROOF"]));
  });
});

describe("the provider's list of questioned visits", () => {
  it("holds its own visits with an open finding and says which, counts them, and lets them go when they are settled", async () => {
    const one = await questioned();
    const now = plusMinutes(instant(one.visit.plannedStart), 300);
    const scope = { ...WHOLE_DISTRICT, provider: identify<ProviderId>(one.visit.providerId) };
    const day = localDateOf(now);
    const choice = { day, wholeWeek: true, workerNo: null, state: null, questioned: true };
    const shown = async (change: Partial<Context> = {}) =>
      showProviderVisits(testContext(database, { now, scope, ...change }), choice);
    const before = await shown();
    const rulesOf = ({ rows }: typeof before) => rows.find(({ visitNo }) => visitNo === one.visit.visitNo)?.openRules;
    expect(rulesOf(before)).toEqual(expect.arrayContaining(["R-LOCATION-OUTSIDE"]));
    expect(before.questionedVisits).toBe(before.rows.length);
    for (const row of before.rows) expect(row.openRules.length).toBeGreaterThan(0);
    await close(one, "R-LOCATION-OUTSIDE");
    expect(rulesOf(await shown())).not.toContain("R-LOCATION-OUTSIDE");
    const other = { ...scope, provider: identify<ProviderId>(v7()) };
    expect(await shown({ scope: other })).toMatchObject({ rows: [], questionedVisits: 0 });
    await inTransaction(testContext(database), (unit) =>
      updateVisits(unit, [one.visit.id], { approvalState: "rejected" }),
    );
    expect((await shown()).questionedVisits).toBe(before.questionedVisits - 1);
  });
});
