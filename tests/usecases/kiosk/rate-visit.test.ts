import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerWhetherServed,
  countVisitsToRate,
  rateVisit,
  showRating,
} from "#app/usecases/kiosk/rate-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { asElder, fullElders, openKioskDistrict, query, run, type TestElder } from "./kiosk-district.ts";

let database: Database;
let wide: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  wide = testContext(database);
  elders = await fullElders(wide);
  // Everything before the fifteenth took place, as the care workers' phones said.
  await run(wide, "update visit set delivery_state = 'done' where planned_end < '2026-11-15T02:00:00Z'");
});
afterAll(async () => database.close());

/** The next elder with so many visits that took place, the latest first. */
async function servedElder(least = 1): Promise<{ elder: TestElder; visitNos: string[] }> {
  for (let elder = elders.shift(); elder; elder = elders.shift()) {
    const rows = await query<{ visitNo: string }>(
      wide,
      `select visit_no as "visitNo" from visit where elder_id = '${elder.id}' and delivery_state = 'done' order by planned_start desc`,
    );
    if (rows.length >= least) return { elder, visitNos: rows.map(({ visitNo }) => visitNo) };
  }
  throw new Error("nobody was visited");
}

type Ticket = { kind: string; desk: string; details: string[]; seen: boolean; state: string };

const ticketsOf = (elder: TestElder) =>
  query<Ticket>(
    wide,
    `select kind, desk, details, seen_by_provider as seen, state from ticket where elder_id = '${elder.id}' order by id`,
  );

const proofsOf = async (visitNo: string) => {
  const [row] = await query<{ proofs: { class: string; kind: string }[] | null }>(
    wide,
    `select proofs from visit where visit_no = '${visitNo}'`,
  );
  return (row?.proofs ?? []).filter((proof) => proof.class === "person").map((proof) => proof.kind);
};

const findingsOf = async (visitNo: string) =>
  (
    await query<{ code: string }>(
      wide,
      `select f.rule_code as code from finding f join visit v on v.id = f.visit_id where v.visit_no = '${visitNo}' and f.state = 'open'`,
    )
  ).map(({ code }) => code);

describe("rating a visit", () => {
  it("asks about the latest visit first, then the one before, and ends when all are rated", async () => {
    const { elder, visitNos } = await servedElder(2);
    const context = asElder(database, elder);
    expect(await countVisitsToRate(context, elder.id)).toBe(visitNos.length);
    for (const visitNo of visitNos) {
      expect((await showRating(context, elder.id, null)).visit?.visitNo).toBe(visitNo);
      const said = { elderId: elder.id, visitNo, device: "test", grade: "satisfied", remarks: [] } as const;
      expect(await rateVisit(context, said)).toBeNull();
    }
    expect((await showRating(context, elder.id, null)).visit).toBeNull();
    expect(await ticketsOf(elder)).toEqual([]);
  });

  it("is the elder's own confirmation of the visit, with the grade of the telephone call-back", async () => {
    const { elder, visitNos } = await servedElder();
    const [visitNo = ""] = visitNos;
    await rateVisit(asElder(database, elder), {
      elderId: elder.id,
      visitNo,
      device: "test",
      grade: "mostly_satisfied",
      remarks: ["late"],
    });
    expect(await proofsOf(visitNo)).toContain("elder_rating");
    const [event] = await query<{ body: unknown }>(
      wide,
      `select e.body from visit_event e join visit v on v.id = e.visit_id where v.visit_no = '${visitNo}' and e.kind = 'elder_rating'`,
    );
    expect(event?.body).toMatchObject({ grade: "mostly_satisfied", confirmedOn: "kiosk", remarks: [] });
  });

  it("asks an operator to call who was not satisfied, and hands money that was taken to the street, hidden from the provider", async () => {
    const cases = [
      { remarks: ["late", "rude"], expected: { kind: "call_back", desk: "operator", seen: false } },
      { remarks: ["took_money"], expected: { kind: "complaint", desk: "street", seen: false } },
    ] as const;
    for (const { remarks, expected } of cases) {
      const { elder, visitNos } = await servedElder();
      const [visitNo = ""] = visitNos;
      const said = { elderId: elder.id, visitNo, device: "test", grade: "dissatisfied", remarks } as const;
      expect(await rateVisit(asElder(database, elder), said)).toMatch(/^\d{4}$/);
      expect(await ticketsOf(elder)).toMatchObject([{ ...expected, details: remarks, state: "new" }]);
    }
  });

  it("takes one rating of a visit, and none of another elder's or of a visit to come", async () => {
    const { elder, visitNos } = await servedElder();
    const [visitNo = ""] = visitNos;
    const context = asElder(database, elder);
    const said = { elderId: elder.id, visitNo, device: "test", grade: "satisfied", remarks: [] } as const;
    await rateVisit(context, said);
    await expect(rateVisit(context, said)).rejects.toMatchObject({ code: "already-answered" });
    const { elder: other, visitNos: others } = await servedElder();
    await expect(rateVisit(context, { ...said, visitNo: others[0] ?? "" })).rejects.toMatchObject({
      code: "not-found",
    });
    const [ahead] = await query<{ visitNo: string }>(
      wide,
      `select visit_no as "visitNo" from visit where elder_id = '${other.id}' and delivery_state = 'accepted' limit 1`,
    );
    await expect(
      rateVisit(asElder(database, other), { ...said, elderId: other.id, visitNo: ahead?.visitNo ?? "" }),
    ).rejects.toMatchObject({ code: "visit-not-served" });
  });
});

describe("whether somebody came", () => {
  it("questions the visit and asks for a call when nobody did", async () => {
    const { elder, visitNos } = await servedElder();
    const [visitNo = ""] = visitNos;
    const context = asElder(database, elder);
    const given = { elderId: elder.id, visitNo, device: "test", answer: "nobody" } as const;
    expect(await answerWhetherServed(context, given)).toMatch(/^\d{4}$/);
    expect(await findingsOf(visitNo)).toContain("R-CALLBACK-DENIED");
    expect(await ticketsOf(elder)).toMatchObject([{ kind: "call_back", desk: "operator", details: ["not_come"] }]);
    await expect(answerWhetherServed(context, given)).rejects.toMatchObject({ code: "already-answered" });
  });

  it("is a person proof when somebody did, and neither when the elder is not sure", async () => {
    const { elder, visitNos } = await servedElder(2);
    const [came = "", unsure = ""] = visitNos;
    const context = asElder(database, elder);
    const own = { elderId: elder.id, device: "test" };
    expect(await answerWhetherServed(context, { ...own, visitNo: came, answer: "came" })).toBeNull();
    expect(await proofsOf(came)).toContain("kiosk_confirm");
    expect(await answerWhetherServed(context, { ...own, visitNo: unsure, answer: "unsure" })).toBeNull();
    expect(await proofsOf(unsure)).toEqual([]);
    expect(await findingsOf(unsure)).not.toContain("R-CALLBACK-DENIED");
    expect(await ticketsOf(elder)).toEqual([]);
  });
});
