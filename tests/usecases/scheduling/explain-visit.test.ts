import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { moveVisit } from "#app/usecases/scheduling/move-visit.server.ts";
import { explainVisit } from "#app/usecases/screens/explain-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { acceptedVisits, type AcceptedVisit } from "../visits/visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];
beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, 20);
});
afterAll(async () => database.close());

const context = () => testContext(database);

describe("the explanation of a visit", () => {
  it("says why its series has this weekday and this care worker, by masked name", async () => {
    const inSeries = visits.find(({ visit }) => visit.seriesId !== null && visit.moveReason === null);
    const { reason, movedFrom, moveReason } = await explainVisit(context(), inSeries?.visit.visitNo ?? "");
    expect(reason?.chosenFor.length).toBeGreaterThan(0);
    const chosen = reason?.workers.filter(({ verdict }) => verdict === "chosen") ?? [];
    expect(chosen.length).toBeGreaterThan(0);
    for (const { workerNo, name } of chosen)
      expect([workerNo, name]).toEqual([expect.stringMatching(/./), expect.stringContaining("*")]);
    expect(reason?.weekdays.filter(({ verdict }) => verdict === "chosen")).toHaveLength(1);
    expect([movedFrom, moveReason]).toEqual([null, null]);
  });
  it("says that a person put it elsewhere, and where it stood", async () => {
    for (const { visit } of visits) {
      const was = localTimeOf(instant(visit.plannedStart));
      const to = { visitNo: visit.visitNo, date: addDays(was.date, 1), startMinute: was.minute };
      const outcome = await moveVisit(context(), to).catch(() => null);
      if (outcome?.state !== "moved") continue;
      const { movedFrom, moveReason } = await explainVisit(context(), visit.visitNo);
      expect([movedFrom, moveReason]).toEqual([
        visit.occurrenceOn === null ? was.date : plainDate(visit.occurrenceOn),
        "person_decided",
      ]);
      return;
    }
    throw new Error("no visit can move");
  });
  it("is not for another street", async () => {
    const [one] = visits;
    const street = identify<StreetId>(one?.visit.streetId === 1 ? 2 : 1);
    const elsewhere = testContext(database, { scope: { streets: [street], provider: "all", worker: "all" } });
    await expect(explainVisit(elsewhere, one?.visit.visitNo ?? "")).rejects.toMatchObject({ code: "not-found" });
  });
});
