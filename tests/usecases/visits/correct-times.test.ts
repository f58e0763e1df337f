/** A corrected time counts once a second person of the street approved it, and what was recorded never changes. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { showCorrections } from "#app/usecases/screens/show-corrections.server.ts";
import { showVisit, showVisits } from "#app/usecases/screens/show-visits.server.ts";
import { decideCorrection } from "#app/usecases/visits/decide-correction.server.ts";
import { requestCorrection, type CorrectionRequest } from "#app/usecases/visits/request-correction.server.ts";
import type { Database } from "#db/connection.server.ts";
import { insertUsers } from "#db/repositories/access.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { acceptedVisits, deliver, findingsOf, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 30);
});
afterAll(async () => database.close());

/** A visit of so many minutes at home. */
async function served(minutes: number): Promise<AcceptedVisit> {
  const one = visits.shift();
  if (!one) throw new Error("no visit left");
  await deliver(database, one, { metres: 30, minutes });
  return one;
}

const at = (one: AcceptedVisit, minutes: number) => plusMinutes(instant(one.visit.plannedStart), minutes);
const later = (one: AcceptedVisit, actor: string) => testContext(database, { actor, now: at(one, 300) });

async function ask(one: AcceptedVisit, minutes: number, change: Partial<CorrectionRequest> = {}): Promise<string> {
  await requestCorrection(later(one, "user:manager"), {
    visitNo: one.visit.visitNo,
    field: "check_out_at",
    newValue: at(one, minutes),
    reason: "RC-FORGOT-OUT",
    memo: null,
    evidence: null,
    ...change,
  });
  const { corrections } = await showCorrections(testContext(database), one.visit.visitNo);
  return corrections.at(-1)?.id ?? "";
}

const decide = (
  one: AcceptedVisit,
  correctionId: string,
  actor = "user:street",
  decision: "approved" | "refused" = "approved",
) =>
  decideCorrection(later(one, actor), {
    visitNo: one.visit.visitNo,
    correctionId,
    decision,
    note: decision === "refused" ? "没有凭证" : null,
  });

const minutesOf = async (one: AcceptedVisit) =>
  (await showVisit(testContext(database), one.visit.visitNo)).evidence.minutes;

describe("correcting a time", () => {
  it("changes nothing until it is approved, then clears what the fact lifts and says that a hand entered it", async () => {
    const one = await served(59);
    const id = await ask(one, 61, { evidence: "纸质记录 7" });
    expect(await minutesOf(one)).toBe(59);
    expect((await findingsOf(database, one.visit)).get("R-TOO-SHORT")?.state).toBe("open");
    const waiting = async (scope = WHOLE_DISTRICT) =>
      (await showVisits(testContext(database, { scope }), { month, order: "time", page: 1 })).waitingCorrections;
    expect(await waiting()).toEqual([one.visit.visitNo]);
    expect(await waiting({ ...WHOLE_DISTRICT, provider: identify<ProviderId>(v7()) })).toEqual([]);
    await decide(one, id);
    expect(await waiting()).toEqual([]);
    expect(await minutesOf(one)).toBe(61);
    const findings = await findingsOf(database, one.visit);
    expect(findings.get("R-TOO-SHORT")?.state).toBe("cleared");
    const { events } = await showVisit(testContext(database), one.visit.visitNo);
    const [from, to] = [at(one, 59), at(one, 61)].map((time) => new Date(time).toISOString());
    expect(events.find(({ kind }) => kind === "correction")?.change).toEqual({ field: "check_out_at", from, to });
    expect(events.find((event) => event.kind === "check_out")?.at).toBe(new Date(at(one, 59)).toISOString());
  });
  it("never lengthens a visit without evidence, and shortens it without", async () => {
    const [longer, shorter] = [await served(60), await served(60)];
    const wanted: readonly Partial<CorrectionRequest>[] = [{}, { field: "check_in_at", newValue: at(longer, -30) }];
    for (const change of wanted)
      await expect(ask(longer, 90, change)).rejects.toMatchObject({ code: "correction-needs-evidence" });
    await decide(shorter, await ask(shorter, 40));
    expect([await minutesOf(longer), await minutesOf(shorter)]).toEqual([60, 40]);
    expect((await findingsOf(database, shorter.visit)).get("R-TOO-SHORT")?.state).toBe("open");
  });
  it("leaves the visit alone when it is refused, and asks why", async () => {
    const one = await served(59);
    const id = await ask(one, 61, { evidence: "纸质记录 8" });
    await expect(
      decideCorrection(later(one, "user:street"), {
        visitNo: one.visit.visitNo,
        correctionId: id,
        decision: "refused",
        note: null,
      }),
    ).rejects.toMatchObject({ code: "correction-refusal-needs-note" });
    await decide(one, id, "user:street", "refused");
    expect(await minutesOf(one)).toBe(59);
    await expect(decide(one, id)).rejects.toMatchObject({ code: "correction-decided" });
  });
  it("is decided by neither the one who asked nor a care worker of the visit", async () => {
    const one = await served(59);
    const id = await ask(one, 61, { evidence: "纸质记录 9" });
    const loginName = `both-${v7()}`;
    const [role, providerId] = ["care_worker" as const, one.visit.providerId];
    await inTransaction(testContext(database), (unit) =>
      insertUsers(unit, [
        { loginName, displayName: "Both", passwordHash: "none", role, providerId, workerId: one.workerId },
      ]),
    );
    await expect(decide(one, id, "user:manager")).rejects.toMatchObject({ code: "correction-needs-second-person" });
    await expect(decide(one, id, `user:${loginName}`)).rejects.toMatchObject({ code: "correction-approver-is-worker" });
    await decide(one, id);
  });
  it("lies near the visit and not in the future, says something new, and waits alone for its time", async () => {
    const one = await served(60);
    const refused = async (minutes: number, change: Partial<CorrectionRequest>, code: string) =>
      expect(ask(one, minutes, change)).rejects.toMatchObject({ code });
    await refused(301, {}, "correction-in-future");
    await refused(-24 * 60 - 1, { field: "check_in_at" }, "correction-too-far");
    await refused(60, {}, "correction-changes-nothing");
    await refused(0, {}, "correction-reversed");
    await refused(60, { field: "check_in_at" }, "correction-reversed");
    await refused(50, { reason: "RC-NONE" }, "reason-unknown");
    await ask(one, 50);
    await refused(51, {}, "correction-already-open");
    await ask(one, 1, { field: "check_in_at" });
  });
});
