/** The visit page shows what was recorded beside what was planned, and never where a phone was. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { WHOLE_DISTRICT, type Scope } from "#app/domain/access/scope.ts";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { acceptedVisits, deliver as deliverVisit, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 30);
});
afterAll(async () => database.close());

/** The visit at a place of the list. */
function visitAt(index: number) {
  const found = visits[index];
  if (!found) throw new Error("no such visit");
  return found;
}

const deliver = (one: AcceptedVisit, metres: number) => deliverVisit(database, one, { metres });

describe("the evidence of one visit", () => {
  it("gives metres and accuracy for a check-in at home, and the cause where the phone gave no position", async () => {
    const one = visitAt(0);
    await deliver(one, 40);
    const { evidence } = await showVisit(testContext(database), one.visit.visitNo);
    expect(evidence.place.in).toMatchObject({ distanceM: 40, accuracyM: 20, inside: true, failure: null });
    expect(evidence.place.out).toMatchObject({ distanceM: null, inside: null, failure: "timeout" });
    expect(evidence.minutes).toBe(60);
    expect(evidence.servicesDone.map((done) => done.code)).toEqual(one.visit.subtypes.slice(0, 1));
    expect(evidence.proofs.map((proof) => [proof.class, proof.kind])).toEqual([["place", "check_in"]]);
    expect(evidence.strength).toBe("medium");
  });
  it("says that a check-in far from home was outside, which then proves no place", async () => {
    const one = visitAt(1);
    await deliver(one, 5_000);
    const { evidence } = await showVisit(testContext(database), one.visit.visitNo);
    expect(evidence.place.in?.inside).toBe(false);
    expect(Math.abs((evidence.place.in?.distanceM ?? 0) - 5_000)).toBeLessThan(30);
    expect(evidence.proofs).toEqual([]);
    expect(evidence.strength).toBe("weak");
  });
  it("says of a visit that has not begun that nothing was recorded", async () => {
    const one = visitAt(2);
    const { evidence, events } = await showVisit(testContext(database), one.visit.visitNo);
    expect(evidence).toMatchObject({ minutes: null, strength: null, servicesDone: [], proofs: [] });
    expect([evidence.place.in, evidence.place.out, events]).toEqual([null, null, []]);
  });
  it("sends no coordinates to the page", async () => {
    expect(
      JSON.stringify((await showVisit(testContext(database), visitAt(0).visit.visitNo)).evidence.place),
    ).not.toMatch(/latitude|longitude/);
  });
  it("says which findings only a corrected fact clears", async () => {
    const { findings } = await showVisit(testContext(database), visitAt(1).visit.visitNo);
    expect(findings.filter((row) => row.level === "block" && row.clearedBy !== "fact")).toEqual([]);
    expect(findings.find((row) => row.ruleCode === "R-LOCATION-OUTSIDE")?.clearedBy).toBe("provider");
  });
  it("is not found for another provider", async () => {
    const scope: Scope = { ...WHOLE_DISTRICT, provider: identify<ProviderId>(v7()) };
    await expect(showVisit(testContext(database, { scope }), visitAt(0).visit.visitNo)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
