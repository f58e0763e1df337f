/** The databases' side of the ledger's model test: each command through the product's repositories and pure rules, inside one unit of work. */
import { sql } from "drizzle-orm";
import type { Journal } from "#app/domain/ledger/journal.ts";
import { reverseJournal } from "#app/domain/ledger/reversal.ts";
import { fen } from "#app/domain/money/fen.ts";
import { changeClawback, clawbackJournal } from "#app/domain/reconciliation/clawback.ts";
import { confirmedJournals } from "#app/domain/reconciliation/payment-journals.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, plainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { postJournals } from "#app/usecases/reconciliation/post-journals.server.ts";
import { insertAdjustments } from "#db/repositories/adjustments.ts";
import { insertBudgetDocument } from "#db/repositories/budgets.ts";
import {
  findLiveRun,
  insertApproval,
  insertRun,
  lastRunNo,
  listApprovals,
  updateRun,
} from "#db/repositories/claims.ts";
import { listPartsOfLines, proposeClawbacks, updateClawback } from "#db/repositories/clawbacks.ts";
import { releaseEntitlement, reserveEntitlement } from "#db/repositories/entitlements.ts";
import { findJournalId, lockPeriod, updatePeriod } from "#db/repositories/ledger.ts";
import { rowsOf, type Unit } from "#db/transaction.ts";
import { MONTHS, PLANNED_FEN, VISITS, type Command, type ModelVisit, type Month } from "./ledger-commands.ts";
import { PROVIDER_ID, STREET, elderId, freeJournal, visitId, visitValues } from "./ledger-rows.ts";
import { finishMonth } from "./stored-close.ts";
import { recordEvent } from "./stored-events.ts";

const refuse = (code = "not-possible"): never => {
  throw new Refusal(code);
};

export class StoredLedger {
  private readonly posted = new Map<string, Journal>();

  constructor(private readonly unit: Unit) {}

  /** The same district on a savepoint of its unit: what this command did is kept, or undone alone. */
  on(unit: Unit): StoredLedger {
    const other = new StoredLedger(unit);
    for (const [key, journal] of this.posted) other.posted.set(key, journal);
    return other;
  }

  /** Takes over what a savepoint has kept. */
  keep(other: StoredLedger): void {
    for (const [key, journal] of other.posted) this.posted.set(key, journal);
  }

  /** "ok" or "duplicate"; throws what the product and its tables refuse. */
  async run(command: Command): Promise<string> {
    if ("visit" in command) {
      const visit = VISITS[command.visit];
      return visit ? this.onVisit(command, visit) : refuse();
    }
    const { unit } = this;
    switch (command.do) {
      case "give":
        await insertBudgetDocument(unit, {
          id: unit.newId(),
          documentNo: command.document,
          fund: command.fund,
          year: 2026,
          amountFen: command.fen,
          note: "",
          enteredBy: "finance",
          enteredAt: asDate(unit.now),
        });
        return "ok";
      case "open":
        return this.open(command.month, command.by);
      case "withdraw":
        return this.withdraw(command.month);
      case "sign":
        return this.sign(command.month, command.by);
      case "finish":
        return finishMonth(unit, command.month);
      case "post":
        return this.post(freeJournal(command.month, command.key, command.fen));
      case "reverse":
        return this.reverse(command.month, `free:${command.key}`);
      case "bank":
        return this.bank(command);
    }
  }

  private async onVisit(command: Extract<Command, { visit: number }>, visit: ModelVisit): Promise<string> {
    switch (command.do) {
      case "plan":
        return this.plan(visit);
      case "cancel":
        await this.move(visit, ["planned"], "cancelled");
        await releaseEntitlement(this.unit, elderId(visit.elder), plainMonth(visit.month));
        return "ok";
      case "miss":
        return this.move(visit, ["planned"], "missed");
      case "deliver":
        return this.move(visit, ["planned", "missed"], "done");
      case "event":
        return this.record(visit, command.end, command.minute);
      case "approve":
        return this.approve(visit, command.fen, command.by);
      case "accuse":
        return this.accuse(visit, command.by);
      case "accept":
        return this.accept(visit, command.by);
    }
  }

  private async ask<Row>(statement: ReturnType<typeof sql>): Promise<Row[]> {
    return rowsOf<Row>(await this.unit.orm.execute(statement));
  }

  private async plan(visit: ModelVisit): Promise<string> {
    const known = await this.ask(sql`select 1 from visit where id = ${visitId(visit)}`);
    if (known.length > 0) refuse("already-exists");
    if (!(await reserveEntitlement(this.unit, elderId(visit.elder), plainMonth(visit.month), 1)))
      refuse("entitlement-used");
    await this.unit.orm.execute(sql.raw(`insert into visit ${visitValues(visit)}`));
    return "ok";
  }

  private async move(visit: ModelVisit, from: readonly string[], to: string): Promise<string> {
    const approval = to === "done" ? "verified" : "none";
    const rows = await this.ask(sql`update visit set delivery_state = ${to}, approval_state = ${approval}
      where id = ${visitId(visit)} and delivery_state in (${sql.join(
        from.map((one) => sql`${one}`),
        sql`, `,
      )}) returning id`);
    return rows.length === 1 ? "ok" : refuse();
  }

  private async record(visit: ModelVisit, end: "in" | "out", minute: number): Promise<string> {
    const open = (await lockPeriod(this.unit, plainMonth(visit.month))).state === "open";
    return recordEvent(this.unit, visit, { end, minute, open });
  }

  private async approve(visit: ModelVisit, amount: bigint, by: string): Promise<string> {
    const { unit } = this;
    const period = await lockPeriod(unit, plainMonth(visit.month));
    const done = await this.ask(sql`select 1 from visit where id = ${visitId(visit)} and delivery_state = 'done'`);
    if (done.length === 0 || period.state === "closing") refuse();
    if (period.state === "open") {
      await this
        .ask(sql`insert into claim_line (id, claim_id, visit_id, asked_fen, adjusted_fen, outcome, word, proposed_fen, failures, decision, decision_reason, decided_by, decided_at)
        select ${unit.newId()}, c.id, ${visitId(visit)}, ${PLANNED_FEN}, ${amount}, 'accepted', 'matched', ${PLANNED_FEN}, '[]', 'cut', 'model', ${by}, now()
          from claim c where c.provider_id = ${PROVIDER_ID[visit.provider]} and c.month = ${period.month}
        on conflict (visit_id) where voided_at is null do update set adjusted_fen = excluded.adjusted_fen, decided_by = excluded.decided_by`);
      return "ok";
    }
    await insertAdjustments(unit, [
      {
        id: unit.newId(),
        adjustmentNo: `ADJ-${visit.no}`,
        visitId: visitId(visit),
        providerId: PROVIDER_ID[visit.provider],
        streetId: STREET,
        refersToMonth: period.month,
        amountFen: amount,
        reasonCode: "late-evidence",
        proposedBy: "clerk",
        proposedAt: asDate(unit.now),
        approvedBy: by,
        approvedAt: asDate(unit.now),
      },
    ]);
    return "ok";
  }

  private async open(month: Month, by: string): Promise<string> {
    const { unit } = this;
    const period = await lockPeriod(unit, plainMonth(month));
    if (period.state !== "open") refuse();
    const [id, digest] = [unit.newId(), new Uint8Array([1])];
    const runNo = (await lastRunNo(unit, period.id)) + 1;
    const versions = { ruleVersion: "1", policyVersion: "1", asOf: asDate(unit.now), inputDigest: digest };
    await insertRun(unit, { id, periodId: period.id, runNo, preparedBy: by, ...versions });
    await updatePeriod(unit, period.id, { state: "closing", closingRun: id, asOf: asDate(unit.now) });
    return "ok";
  }

  private async openRun(month: Month) {
    const period = await lockPeriod(this.unit, plainMonth(month));
    const run = period.state === "closing" ? await findLiveRun(this.unit, period.id) : null;
    return { period, run: run ?? refuse() };
  }

  private async withdraw(month: Month): Promise<string> {
    const { period, run } = await this.openRun(month);
    await updateRun(this.unit, run.id, { voidedReason: "withdrawn" });
    await updatePeriod(this.unit, period.id, { state: "open", closingRun: null, asOf: null });
    return "ok";
  }

  private async sign(month: Month, by: string): Promise<string> {
    const { run } = await this.openRun(month);
    const known = (await listApprovals(this.unit, run.id)).some((one) => one.approver === by);
    await insertApproval(this.unit, { runId: run.id, approver: by, approvedAt: asDate(this.unit.now) });
    return known ? "duplicate" : "ok";
  }

  private place(periodId: number) {
    const providerIds = new Map(Object.entries(PROVIDER_ID));
    const visitIds = new Map(VISITS.map((visit) => [visit.no, visitId(visit)]));
    return { periodId, closingRun: null, postedBy: "model", providerIds, visitIds };
  }

  private async post(journal: Journal): Promise<string> {
    const period = await lockPeriod(this.unit, journal.month);
    const [answer] = await postJournals(this.unit, [journal], this.place(period.id));
    if (answer?.duplicate) return "duplicate";
    this.posted.set(journal.idempotencyKey, journal);
    return "ok";
  }

  private async reverse(month: Month, key: string): Promise<string> {
    const journal = this.posted.get(key) ?? refuse("journal-not-posted");
    return this.post(reverseJournal(journal, plainMonth(month)));
  }

  private async firstOpen(after = ""): Promise<PlainMonth> {
    for (const month of MONTHS)
      if (month > after && (await lockPeriod(this.unit, plainMonth(month))).state === "open") return plainMonth(month);
    return refuse();
  }

  private async accuse(visit: ModelVisit, by: string): Promise<string> {
    const { unit } = this;
    const [paid] = await this.ask<{
      id: string;
      fen: string;
    }>(sql`select l.id, l.approved_fen::text as fen from settlement_line l
      where l.visit_id = ${visitId(visit)} and l.voided_by_run is null and l.approved_fen > 0`);
    if (!paid) return refuse();
    const added = await proposeClawbacks(unit, [
      {
        id: unit.newId(),
        findingNo: `CB-${visit.no}`,
        settlementLineId: paid.id,
        visitId: visitId(visit),
        providerId: PROVIDER_ID[visit.provider],
        streetId: STREET,
        paidMonth: firstDateOf(plainMonth(visit.month)),
        paidFen: BigInt(paid.fen),
        ruleCode: "R-DECEASED",
        facts: {},
        proposedBy: by,
        proposedAt: asDate(unit.now),
      },
    ]);
    return added === 1 ? "ok" : "duplicate";
  }

  private async accept(visit: ModelVisit, by: string): Promise<string> {
    const [row] = await this.ask<{ id: string; state: string; fen: string; line: string }>(
      sql`select id, state, paid_fen::text as fen, settlement_line_id as line from clawback where visit_id = ${visitId(visit)}`,
    );
    if (row?.state !== "proposed") return refuse();
    const state = changeClawback(changeClawback(changeClawback("proposed", "accept"), "notify"), "confirm");
    const told = { notifiedAt: asDate(this.unit.now), appealUntil: firstDateOf(plainMonth(visit.month)) };
    await updateClawback(this.unit, row.id, { state, decidedBy: by, decidedAt: asDate(this.unit.now), ...told });
    const parts = (await listPartsOfLines(this.unit, [row.line])).get(row.line) ?? [];
    const finding = {
      fund: "district",
      streetId: STREET,
      providerCode: visit.provider,
      findingNo: `CB-${visit.no}`,
      visitNo: visit.no,
      reason: "R-DECEASED",
      paidMonth: plainMonth(visit.month),
      paidFen: fen(BigInt(row.fen)),
      paidBy: parts.map((part) => ({ fund: part.fund, amountFen: fen(part.amountFen) })),
    };
    return this.post(clawbackJournal(finding, await this.firstOpen(visit.month)));
  }

  private async bank({ month, provider, fund }: Extract<Command, { do: "bank" }>): Promise<string> {
    const [ordered] = await this.ask<{
      batch: string;
      fen: string;
    }>(sql`select l.batch_no as batch, l.ordered_fen::text as fen from payment_line l
      where l.provider_id = ${PROVIDER_ID[provider]} and l.fund = ${fund} and l.batch_no like ${`BF${month}%`}`);
    if (!ordered) return refuse();
    const amount = fen(BigInt(ordered.fen));
    const run = { month: await this.firstOpen(), runNo: ordered.batch };
    const payment = { batchNo: ordered.batch, providerCode: provider, fund, orderedFen: amount, paidFen: amount };
    const [journal] = confirmedJournals(run, [payment]);
    if (!journal) return refuse();
    return (await findJournalId(this.unit, journal.idempotencyKey)) === null ? this.post(journal) : "duplicate";
  }
}
