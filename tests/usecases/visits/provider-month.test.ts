/** The provider's month counts what was recorded: corrected ends, offers declined, and visits by the worker whom an elder knows. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import type { ScorePart } from "#app/domain/scores/provider-score.ts";
import { instant, instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { addMonths, firstDateOf } from "#app/domain/time/plain-month.ts";
import { showCorrections } from "#app/usecases/screens/show-corrections.server.ts";
import { showProviderMonth } from "#app/usecases/screens/show-provider-month.server.ts";
import { decideCorrection } from "#app/usecases/visits/decide-correction.server.ts";
import { requestCorrection } from "#app/usecases/visits/request-correction.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { acceptedVisits, deliver, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let own: AcceptedVisit[];

beforeAll(async () => {
  database = await testDatabase();
  const visits = await acceptedVisits(database, 12);
  own = visits.filter(({ visit }) => visit.providerId === visits[0]?.visit.providerId);
});
afterAll(async () => database.close());

const scope = () => ({
  streets: "all" as const,
  provider: identify<ProviderId>(own[0]?.visit.providerId ?? ""),
  worker: "all" as const,
});

/** The month as it stands when it is over. */
async function shown(part: ScorePart) {
  const now = instantAt(firstDateOf(addMonths(month, 1)), 0);
  return showProviderMonth(testContext(database, { scope: scope(), now }), { month, part, missing: null });
}

const sumOf = async (part: ScorePart) => (await shown(part)).scores.find(({ name }) => name === part)?.counted;

/** The check-out is corrected, and a second person approves it. */
async function correct({ visit }: AcceptedVisit, minutes: number, reason: string): Promise<void> {
  const now = plusMinutes(instant(visit.plannedStart), 200 + minutes);
  const by = (actor: string) => testContext(database, { actor, now });
  await requestCorrection(by("user:manager"), {
    visitNo: visit.visitNo,
    field: "check_out_at",
    newValue: plusMinutes(instant(visit.plannedStart), minutes),
    reason,
    memo: null,
    evidence: "纸质记录",
  });
  const { corrections } = await showCorrections(testContext(database), visit.visitNo);
  const correctionId = corrections.find((one) => one.state === "requested")?.id ?? "";
  await decideCorrection(by("user:street"), { visitNo: visit.visitNo, correctionId, decision: "approved", note: null });
}

describe("the provider's month", () => {
  it("counts each corrected end once, however often it was corrected, and by its last reason", async () => {
    const [first, second, third] = own;
    if (!first || !second || !third) throw new Error("too few visits");
    for (const one of [first, second, third]) await deliver(database, one, { metres: 30, minutes: 62 });
    expect(await sumOf("manual")).toEqual({ part: 0, whole: 6 });
    await correct(first, 61, "RC-FORGOT-OUT");
    await correct(first, 60, "RC-FORGOT-OUT");
    expect(await sumOf("manual")).toEqual({ part: 1, whole: 6 });
    expect((await sumOf("electronic"))?.part).toBe(2);
    const { entries } = await shown("manual");
    expect(entries.filter(({ counts }) => counts).map(({ visitNo, why }) => [visitNo, why])).toEqual([
      [first.visit.visitNo, "RC-FORGOT-OUT"],
    ]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    await correct(second, 61, "RC-NO-NETWORK");
    expect(await sumOf("manual")).toEqual({ part: 1, whole: 5 });
  });

  it("counts each visit that was done by whoever the elder sees most", async () => {
    const { entries } = await shown("continuity");
    expect(entries).toHaveLength(3);
    expect(entries.some(({ counts }) => counts)).toBe(true);
  });

  it("shows another provider nothing of it", async () => {
    const other = { ...scope(), provider: identify<ProviderId>("00000000-0000-7000-8000-000000000000") };
    const now = instantAt(firstDateOf(addMonths(month, 1)), 0);
    const { scores } = await showProviderMonth(testContext(database, { scope: other, now }), {
      month,
      part: null,
      missing: null,
    });
    expect(scores.map(({ counted }) => counted.whole)).toEqual(scores.map(() => 0));
  });
});
