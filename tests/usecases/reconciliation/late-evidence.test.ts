/** Evidence that comes after the close: brought up once at what it is worth, approved by another person, the closed month untouched. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import {
  decideLateEvidence,
  proposeLateEvidence,
  showLateEvidence,
} from "#app/usecases/reconciliation/late-evidence.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { listPayableAdjustments } from "#db/repositories/adjustments.ts";
import type { Database } from "#db/connection.server.ts";
import { addMonths } from "#app/domain/time/plain-month.ts";
import { testContext } from "#tests/support/database.ts";
import { closedDistrict } from "#tests/support/small-district.ts";
import { ask, MONTH } from "../entitlement/listed-month.ts";

const now = instantAt(addDays(lastDateOf(MONTH), 20), 9 * 60);
let database: Database;
let closedLines: unknown;
const as = (actor: string) => testContext(database, { actor, now });

beforeAll(async () => {
  database = await closedDistrict(60);
  closedLines = await ask(as("user:test"), "select * from settlement_line order by id");
  // Two visits that were missed or in doubt at the close turn out to have been made; one of them is beyond the elder's four.
  await ask(
    as("user:test"),
    `update visit set delivery_state = 'done', approval_state = 'verified', effective_in = planned_start, effective_out = planned_end, verified_at = '2027-01-19'
      where id in (select v.id from visit v left join settlement_line l on l.visit_id = v.id
                    where l.id is null and v.kind = 'basket' and v.service_month = '${MONTH}-01' and v.delivery_state in ('missed', 'done') and v.approval_state <> 'locked' order by v.visit_no limit 3)`,
  );
});
afterAll(async () => database.close());

describe("late evidence", () => {
  it("is brought up once, at no more than the plan, and names its month", async () => {
    expect(await proposeLateEvidence(as("user:clerk"))).toBeGreaterThan(0);
    expect(await proposeLateEvidence(as("user:clerk"))).toBe(0);
    const shown = await showLateEvidence(as("user:clerk"));
    expect(shown.every((one) => one.month === MONTH && one.isOwn && !one.isPaid)).toBe(true);
    const above = await ask(
      as("user:test"),
      "select 1 from settlement_adjustment a join visit v on v.id = a.visit_id where a.amount_fen > v.planned_fen",
    );
    expect(above).toEqual([]);
  });

  it("is decided by another person, once, and dismissed only with a reason", async () => {
    const [one] = await showLateEvidence(as("user:lead"));
    const id = one?.id ?? "";
    const approve = (actor: string) => decideLateEvidence(as(actor), { id, decision: "approve", note: null });
    await expect(approve("user:clerk")).rejects.toMatchObject({ code: "late-by-proposer" });
    await expect(decideLateEvidence(as("user:lead"), { id, decision: "dismiss", note: " " })).rejects.toMatchObject({
      code: "late-needs-note",
    });
    await approve("user:lead");
    await expect(approve("user:other")).rejects.toMatchObject({ code: "late-decided" });
    const scope = { streets: [-5], provider: "all", worker: "all" } as never;
    const elsewhere = decideLateEvidence({ ...as("user:lead"), scope }, { id, decision: "approve", note: null });
    await expect(elsewhere).rejects.toMatchObject({ code: "not-found" });
  });

  it("waits, approved, for a later month, and never for its own; the closed month stays", async () => {
    const payable = (month: typeof MONTH) =>
      inTransaction(as("user:lead"), async (unit) => (await listPayableAdjustments(unit, month)).length);
    expect(await payable(addMonths(MONTH, 1))).toBe(1);
    expect(await payable(MONTH)).toBe(0);
    expect(await ask(as("user:test"), "select * from settlement_line order by id")).toEqual(closedLines);
  });
});
