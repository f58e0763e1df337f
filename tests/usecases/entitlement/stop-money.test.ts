/** Lists that stop money before a month is paid: coming visits are called off, open lines held, and rosters take nothing back. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { scanStops } from "#app/usecases/entitlement/scan-stops.server.ts";
import { showDay, showWorkerNotices } from "#app/usecases/screens/show-day.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { importRows, plannedDistrict } from "#tests/support/small-district.ts";
import {
  ask,
  byElder,
  dayAfter,
  dayBefore,
  idNumbers,
  listOf,
  MONTH,
  ROWS,
  visitsOf,
  type ListRow,
} from "./listed-month.ts";

const later = instantAt(addDays(lastDateOf(MONTH), 5), 9 * 60);
const CODES = ["in_institution", "RC-ELDER-HOSPITAL", "registration_moved", "other_benefit"];
let database: Database;
let numbers: ReadonlyMap<string, string>;
const before = () => testContext(database, { actor: "user:clerk" });
const after = () => testContext(database, { actor: "user:clerk", now: later });
const errorsOf = ({ problems }: Awaited<ReturnType<typeof listOf>>) =>
  problems.filter(({ level }) => level === "error");
const idOf = (elder: string) => numbers.get(elder) ?? "";

beforeAll(async () => {
  database = await plannedDistrict(60);
  numbers = await idNumbers(before());
});
afterAll(async () => database.close());

describe("a list that comes before the visits", () => {
  const elders: string[] = [];
  let rows: ListRow[];
  let second: string;

  beforeAll(async () => {
    // Each of five elders has four visits; the fact begins with the second one.
    const found = byElder(await visitsOf(before()), 4).slice(0, 5);
    expect(found).toHaveLength(5);
    elders.push(...found.map(([elder]) => elder));
    const from = found.map(([, own]) => own[1]?.day ?? MONTH);
    second = from[1] ?? "";
    const to = found[1]?.[1][2]?.day ?? "";
    rows = [
      { idNumber: idOf(elders[0] ?? ""), days: String(from[0]), matter: "入住养老机构：示例颐养院" },
      { idNumber: idOf(elders[1] ?? ""), days: `${second}至${to}`, matter: "住院：示例医院" },
      { idNumber: idOf(elders[2] ?? ""), days: String(from[2]), matter: "户籍迁出" },
      { idNumber: idOf(elders[3] ?? ""), days: String(from[3]), matter: "其他补贴：示例补贴" },
    ];
  });
  const states = async (elder: string | undefined) =>
    (await visitsOf(before(), `elder_id = '${elder ?? ""}'`))
      .slice(0, 4)
      .map(({ state, reason }) => (state === "cancelled" ? reason : null));

  it("says in a dry run what it would do, and changes nothing", async () => {
    const dry = await listOf(before(), rows, false);
    expect(dry).toMatchObject({ state: "checked", inserted: 4, updated: 0, unchanged: 0 });
    // Three of each from the second on; of the stay those of its first and last day.
    expect(dry.effects).toEqual({ cancelled: 3 + 2 + 3 + 3, past: 0, held: 0, proposed: 0 });
    expect(await visitsOf(before(), "delivery_state = 'cancelled'")).toEqual([]);
    expect(await ask(before(), "select id from elder_absence where listed")).toEqual([]);
  });

  it("is refused whole when one row is wrong", async () => {
    const wrong = await listOf(before(), [...rows, { ...(rows[0] as ListRow), matter: "其他补贴" }], true);
    expect(wrong.state).toBe("refused");
    expect(errorsOf(wrong).map(({ code, column, row }) => `${code} ${column}${row}`)).toEqual(["benefit-unnamed C7"]);
    expect(await visitsOf(before(), "delivery_state = 'cancelled'")).toEqual([]);
  });

  it("calls off exactly the visits of its days, each with its coded reason", async () => {
    const stranger = { idNumber: "32069919400229002X", days: "2026-11-01", matter: "去世" };
    const done = await listOf(before(), [...rows, stranger], true);
    expect(done).toMatchObject({ state: "applied", inserted: 4, unchanged: 1 });
    expect([...new Set(done.problems.map(({ code, level }) => `${code} ${level}`))]).toEqual([
      // A stay or a move may be known before it begins.
      "date-in-future warning",
      "person-not-on-file warning",
    ]);
    expect(done.effects).toEqual({ cancelled: 11, past: 0, held: 0, proposed: 0 });
    expect(await states(elders[0])).toEqual([null, "in_institution", "in_institution", "in_institution"]);
    expect(await states(elders[1])).toEqual([null, "RC-ELDER-HOSPITAL", "RC-ELDER-HOSPITAL", null]);
    expect(await states(elders[2])).toEqual([null, "registration_moved", "registration_moved", "registration_moved"]);
    expect(await states(elders[3])).toEqual([null, "other_benefit", "other_benefit", "other_benefit"]);
    expect(await states(elders[4])).toEqual([null, null, null, null]);
  });

  it("owes what a stay in hospital displaced, and nothing once the entitlement has ended", async () => {
    const debts = await ask<{ elder: string }>(
      before(),
      "select distinct elder_id as elder from visit_debt where reason = 'visit_cancelled'",
    );
    expect(debts.map(({ elder }) => elder)).toEqual([elders[1]]);
  });

  it("tells the provider of each visit, and every care worker who was to go", async () => {
    const told = await ask<{ audience: string; n: number; visits: number }>(
      before(),
      "select audience, count(*)::int as n, count(distinct visit_id)::int as visits from notice where kind = 'called_off' group by audience order by audience",
    );
    const [provider, worker] = told;
    expect(provider).toEqual({ audience: "provider", n: 11, visits: 11 });
    expect(worker?.visits).toBe(11);
    expect(
      await ask(
        before(),
        "select 1 from visit_worker w join visit v on v.id = w.visit_id where v.delivery_state = 'cancelled' and not w.released",
      ),
    ).toEqual([]);
  });

  it("lets the provider and the care worker read which visit and why", async () => {
    const [told] = await ask<{ provider: string; worker: string }>(
      before(),
      "select provider_id as provider, worker_id as worker from notice where kind = 'called_off' and audience = 'worker' order by id limit 1",
    );
    const scopeOf = (over: object) => ({
      ...before(),
      scope: { streets: "all", provider: "all", worker: "all", ...over } as never,
    });
    const desk = await showDay(scopeOf({ provider: told?.provider ?? "" }), "provider");
    const phone = await showWorkerNotices(scopeOf({ worker: told?.worker ?? "" }));
    for (const rows of [desk.late, phone]) {
      const news = rows.filter(({ kind }) => kind === "called_off");
      expect(news.length).toBeGreaterThan(0);
      for (const one of news) expect(CODES).toContain(one.cancelReason);
    }
  });

  it("changes nothing when it comes again", async () => {
    const again = await listOf(before(), rows, true);
    expect(again).toMatchObject({ inserted: 0, updated: 0, unchanged: 4 });
    expect(again.effects).toEqual({ cancelled: 0, past: 0, held: 0, proposed: 0 });
  });

  it("stays when a roster comes that says nothing of it", async () => {
    const changed = { ...ROWS, elders: ROWS.elders.map((row) => ({ ...row, remark: "名册更新" })) };
    await importRows(before(), changed);
    expect(await ask(before(), "select 1 from elder_absence where listed")).toHaveLength(2);
    expect(await ask(before(), "select 1 from elder_benefit where listed")).toHaveLength(1);
    expect(await ask(before(), "select 1 from elder where hukou_until is not null")).toHaveLength(1);
  });

  it("corrects the end of a stay, and takes back what was wrong, each with what was before kept", async () => {
    const versions = () => ask(before(), `select 1 from record_revision where subject_id = '${elders[1] ?? ""}'`);
    const kept = (await versions()).length;
    const longer = { ...(rows[1] as ListRow), days: `${second}至2026-12-31` };
    expect(await listOf(before(), [longer], true)).toMatchObject({ inserted: 0, updated: 1, unchanged: 0 });
    expect((await states(elders[1]))[3]).toBe("RC-ELDER-HOSPITAL");
    const back = { ...(rows[1] as ListRow), matter: "撤销住院" };
    expect(await listOf(before(), [back], true)).toMatchObject({ updated: 1 });
    expect(await ask(before(), "select 1 from elder_absence where listed and kind = 'hospital'")).toEqual([]);
    expect(await versions()).toHaveLength(kept + 2);
    expect(await listOf(before(), [back], true)).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it("is the district's to import", async () => {
    const street = { ...before(), scope: { streets: [1], provider: "all", worker: "all" } as never };
    await expect(listOf(street, rows, true)).rejects.toMatchObject({ code: "import-needs-district" });
    await expect(scanStops(street)).rejects.toMatchObject({ code: "import-needs-district" });
  });
});

describe("a list that comes after the claims", () => {
  type Line = { visit: string; decision: string | null; reason: string | null };
  const linesOf = (elder: string) =>
    ask<Line>(
      after(),
      `select v.visit_no as visit, l.decision, l.decision_reason as reason from claim_line l join visit v on v.id = l.visit_id
        where v.elder_id = '${elder}' order by v.planned_start`,
    );
  let claimed: ReturnType<typeof byElder>;

  beforeAll(async () => {
    await playDelivery(after(), MONTH, "1", later);
    await verifyMonth(after(), MONTH);
    await prepareClaims({ ...after(), actor: "user:provider" }, MONTH);
    await submitClaims({ ...after(), actor: "user:provider" }, MONTH);
    const visits = await visitsOf(after(), "id in (select visit_id from claim_line) and delivery_state = 'done'");
    claimed = byElder(visits, 4).filter(([, own]) => new Set(own.map(({ day }) => day)).size === own.length);
  });

  it("holds the lines of a stay and no others, and only asks about its first and last day", async () => {
    const [elder, own] = claimed[0] ?? ["", []];
    const [first, , last] = own.slice(0, 3).map(({ day }) => day);
    const row = { idNumber: idOf(elder), days: `${String(first)}至${String(last)}`, matter: "住院" };
    const done = await listOf(after(), [row], true);
    expect(done.effects).toMatchObject({ cancelled: 0, past: 3, held: 3, proposed: 0 });
    expect((await linesOf(elder)).slice(0, 4).map(({ decision, reason }) => [decision, reason])).toEqual([
      ["hold", "R-INPATIENT-EDGE"],
      ["hold", "R-INPATIENT"],
      ["hold", "R-INPATIENT-EDGE"],
      [null, null],
    ]);
  });

  it("gives held lines back what stood before when the list is taken back, and leaves what somebody decided meanwhile", async () => {
    const [elder, own] = claimed[0] ?? ["", []];
    const [first, , last] = own.slice(0, 3).map(({ day }) => day);
    await ask(
      after(),
      `update claim_line set decision = 'refuse', decision_reason = 'R-INPATIENT', decided_by = 'user:street', held_from = null
        where visit_id = (select id from visit where visit_no = '${own[1]?.no ?? ""}')`,
    );
    const row = { idNumber: idOf(elder), days: `${String(first)}至${String(last)}`, matter: "撤销住院" };
    expect(await listOf(after(), [row], true)).toMatchObject({ updated: 1 });
    expect((await linesOf(elder)).slice(0, 3).map(({ decision, reason }) => [decision, reason])).toEqual([
      [null, null],
      ["refuse", "R-INPATIENT"],
      [null, null],
    ]);
    expect(await ask(after(), "select 1 from claim_line where held_from is not null and decision is null")).toEqual([]);
  });

  it.each([
    ["on the day of death", 0, "hold"],
    ["before it", 1, null],
  ] as const)("holds a line %s or not", async (_name, days, decision) => {
    const [elder, own] = claimed[1 + days] ?? ["", []];
    const visit = own[3];
    if (!visit) throw new Error("the elder has four visits");
    const died = days === 0 ? visit.day : dayAfter(visit.day);
    await listOf(after(), [{ idNumber: idOf(elder), days: died, matter: "去世" }], true);
    const line = (await linesOf(elder)).find((one) => one.visit === visit.no);
    expect(line?.decision ?? null).toBe(decision);
    expect(line?.reason ?? null).toBe(decision === null ? null : "R-DECEASED");
  });

  it("holds the line of the one visit in an hour that another fund has paid for, and questions that visit until the charge is taken back", async () => {
    const [elder, own] = claimed[5] ?? ["", []];
    const [visit] = own;
    if (!visit) throw new Error("the elder has four visits");
    const [made] = await ask<{ from: string; to: string }>(
      after(),
      `select to_char(effective_in at time zone 'Asia/Shanghai', 'HH24:MI') as from,
        to_char(effective_in at time zone 'Asia/Shanghai' + interval '30 minutes', 'HH24:MI') as to
        from visit where id = '${visit.id}'`,
    );
    const row = { idNumber: idOf(elder), days: visit.day, matter: `其他资金列支：护理保险 ${made?.from}-${made?.to}` };
    const stateOf = async () => {
      await judgeRecorded(after());
      const found = await ask<{ state: string; facts: unknown }>(
        after(),
        `select f.state, f.facts from finding f join visit v on v.id = f.visit_id
          where f.rule_code = 'R-DOUBLE-FUNDED' and v.elder_id = '${elder}'`,
      );
      return found.map(({ state, facts }) => [state, facts]);
    };
    expect((await listOf(after(), [row], true)).effects).toMatchObject({ cancelled: 0, past: 1, held: 1, proposed: 0 });
    expect((await linesOf(elder)).find((one) => one.visit === visit.no)?.reason).toBe("R-DOUBLE-FUNDED");
    expect(await stateOf()).toEqual([["open", { funds: "护理保险" }]]);
    expect(await listOf(after(), [row], true)).toMatchObject({ inserted: 0, unchanged: 1 });
    expect(await listOf(after(), [{ ...row, matter: `撤销${row.matter}` }], true)).toMatchObject({ updated: 1 });
    expect((await linesOf(elder)).map(({ decision }) => decision)).toEqual([null, null, null, null]);
    expect((await stateOf()).map(([state]) => state)).toEqual(["cleared"]);
  });

  it("puts the visits of those it names, and no others, on the list of what is judged again", async () => {
    const [elder] = claimed[3] ?? [""];
    await ask(after(), "delete from visit_to_judge");
    await listOf(after(), [{ idNumber: idOf(elder), days: "2026-12-01", matter: "入住养老机构" }], true);
    const judged = await ask<{ elder: string }>(
      after(),
      "select distinct v.elder_id as elder from visit_to_judge j join visit v on v.id = j.visit_id",
    );
    expect(judged.map((one) => one.elder)).toEqual([elder]);
  });

  it("is not needed for what a roster said: a scan finds the visits made within a stay, once", async () => {
    const [elder, own] = claimed[4] ?? ["", []];
    const [visit] = own;
    await scanStops(after());
    await ask(
      after(),
      `insert into elder_absence (id, elder_id, kind, from_on, to_on) values (gen_random_uuid(), '${elder}', 'hospital', '${dayBefore(visit?.day ?? ("" as never))}', '${dayAfter(visit?.day ?? ("" as never))}')`,
    );
    const scanned = await scanStops(after());
    expect(scanned.held).toBe(1);
    expect((await linesOf(elder))[0]).toMatchObject({ decision: "hold", reason: "R-INPATIENT" });
    expect((await scanStops(after())).held).toBe(0);
  });
});
