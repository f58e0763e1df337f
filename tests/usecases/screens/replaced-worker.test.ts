/** A visit that another care worker made than was to go when it began: papers and screens name who came. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { maskName } from "#app/domain/access/masking.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { showAuditItem } from "#app/usecases/claims/show-audit.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listVisitsOfWorkersAround } from "#db/queries/audit-lines.ts";
import { listMoneyLines } from "#db/queries/money-lines.ts";
import { readElderHistory } from "#db/queries/official-forms.ts";
import { assignWorkersToVisit } from "#db/repositories/visit-changes.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";
import { acceptedDistrict, deliver, type AcceptedVisit } from "../visits/visit-district.ts";

let database: Database;
let one: AcceptedVisit;
let names: { readonly planned: string; readonly came: string; readonly cameId: string };

const context = (minutes: number) =>
  testContext(database, { now: plusMinutes(instant(one.visit.plannedStart), minutes), actor: "user:clerk" });

/** Another worker of the same provider, free in that hour. */
async function otherWorker() {
  const [other] = await inTransaction(testContext(database), async (unit) => {
    await unit.orm.execute(sql`update visit_worker set assigned_at = planned_start - interval '10 days'`);
    return rowsOf<{ id: string; name: string; planned: string }>(
      await unit.orm
        .execute(sql`select w.id, w.name, p.name as planned from care_worker w join care_worker p on p.id = ${one.workerId}
        where w.provider_id = p.provider_id and w.id <> p.id and w.name <> p.name
          and not exists (select 1 from visit_worker o where o.worker_id = w.id and not o.released) order by w.worker_no limit 1`),
    );
  });
  if (!other) throw new Error("no other worker is free");
  return { planned: other.planned, came: other.name, cameId: other.id };
}

beforeAll(async () => {
  const district = await acceptedDistrict(20);
  database = district.database;
  const [first] = district.visits;
  if (!first) throw new Error("no visit");
  one = first;
  names = await otherWorker();
});
afterAll(async () => database.close());

describe("before anybody has come", () => {
  it("is named who is to go, and nobody as replaced", async () => {
    const { evidence } = await showVisit(context(-60), one.visit.visitNo);
    expect(evidence.team).toEqual({ served: [maskName(names.planned)], replaced: [] });
  });
});

describe("when somebody else came after the hour had begun", () => {
  beforeAll(async () => {
    await inTransaction(context(15), (unit) => assignWorkersToVisit(unit, one.visit, [names.cameId], "user:desk"));
    await deliver(database, { ...one, workerId: names.cameId }, { metres: 20, from: 20, minutes: 65 });
  });

  it("names who came, and beside it who was to go", async () => {
    const { evidence } = await showVisit(context(100), one.visit.visitNo);
    expect(evidence.team).toEqual({ served: [maskName(names.came)], replaced: [maskName(names.planned)] });
  });

  it("names who came though the other one was put on the visit again afterwards", async () => {
    await inTransaction(context(110), (unit) => assignWorkersToVisit(unit, one.visit, [one.workerId], "user:desk"));
    const [elder] = await inTransaction(context(0), (unit) => listEldersById(unit, [one.visit.elderId]));
    const history = await inTransaction(context(0), (unit) => readElderHistory(unit, elder?.elderNo ?? ""));
    expect(history?.rows.find(({ visit }) => visit.id === one.visit.id)?.workers).toBe(names.came);
    expect((await showVisit(context(120), one.visit.visitNo)).evidence.team.served).toEqual([maskName(names.came)]);
  });

  it("names who came in the claim's papers and on the auditor's bench, beside that worker's other visits", async () => {
    await inTransaction(context(0), (unit) =>
      unit.orm.execute(sql`update visit set approval_state = 'verified' where id = ${one.visit.id}`),
    );
    await prepareClaims(testContext(database, { actor: "user:provider", now: context(60 * 24).now }), month);
    await submitClaims(testContext(database, { actor: "user:provider", now: context(60 * 24).now }), month);
    const lines = await inTransaction(context(0), (unit) => listMoneyLines(unit, month));
    expect(lines.find(({ visit }) => visit.id === one.visit.id)?.workers).toBe(names.came);
    expect((await showAuditItem(context(60 * 24), one.visit.visitNo)).workers).toEqual([maskName(names.came)]);
    const span = { from: plusMinutes(context(0).now, -60 * 24 * 40), to: plusMinutes(context(0).now, 60 * 24 * 40) };
    const around = await inTransaction(context(0), (unit) =>
      listVisitsOfWorkersAround(unit, { visitId: one.visit.id, ...span }),
    );
    expect(around.map(({ worker }) => worker)).not.toContain(names.planned);
  });
});
