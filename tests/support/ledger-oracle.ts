/**
 * The small in-memory ledger that the databases are compared with (reliability, invariants I1 to I16). It is written from the rules alone and
 * uses no code of the product: plain maps, one method a command, a refusal's code where the rules say no.
 */
import {
  ALLOWED,
  LEAST_MINUTES,
  MONTHS,
  PLANNED_FEN,
  VISITS,
  type Command,
  type FundCode,
  type ModelVisit,
  type Month,
  type Person,
  type ProviderCode,
} from "./ledger-commands.ts";
import { OracleBooks } from "./oracle-books.ts";
import { OracleBudgets } from "./oracle-budgets.ts";
import { OracleClock } from "./oracle-clock.ts";
import type { LedgerStand } from "./ledger-stand.ts";
import { Refused } from "./oracle-refusal.ts";
import { entitlementOf, foundPostings, standOf, standOfLate, sumOf, visitOf } from "./oracle-stand.ts";
import type { Adjustment, Clawback, OraclePosting, Parts, Run, VisitState } from "./oracle-stand.ts";

export class LedgerOracle {
  private readonly visits = new Map<ModelVisit, VisitState>();
  private readonly recorded = new OracleClock();
  private readonly decisions = new Map<ModelVisit, bigint>();
  private readonly reserved = new Map<string, number>();
  private readonly budgets = new OracleBudgets();
  private readonly books = new OracleBooks();
  private readonly state = new Map<Month, "open" | "closing" | "closed">(MONTHS.map((month) => [month, "open"]));
  private readonly runs = new Map<Month, Run>();
  private readonly lines = new Map<ModelVisit, Parts>();
  private readonly payments = new Map<string, bigint>();
  private readonly confirmed = new Set<string>();
  private readonly clawbacks = new Map<ModelVisit, Clawback>();
  private readonly adjustments = new Map<ModelVisit, Adjustment>();

  /** "ok" or "duplicate". Throws `Refused`. */
  run(command: Command): string {
    if ("visit" in command) return this.onVisit(command, visitOf(command.visit));
    switch (command.do) {
      case "give":
        return this.budgets.give(command.fund, command.fen, command.document, this.startOf(command.fund));
      case "open":
        return this.open(command.month, command.by);
      case "withdraw":
        return this.withdraw(command.month);
      case "sign":
        return this.sign(command.month, command.by);
      case "finish":
        return this.finish(command.month);
      case "post":
        return this.post(command.month, `free:${command.key}`, "test", [
          ["fee.expense|district", "treasury.bank|district", command.fen],
        ]);
      case "reverse":
        return this.post(
          command.month,
          `reversal:free:${command.key}`,
          "reversal",
          this.books.swapped(`free:${command.key}`),
        );
      case "bank":
        return this.bank(command.month, command.provider, command.fund);
    }
  }

  private onVisit(command: Extract<Command, { visit: number }>, visit: ModelVisit): string {
    switch (command.do) {
      case "plan":
        return this.plan(visit);
      case "cancel":
        return this.cancel(visit);
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

  /** What counts is the set of what was recorded, whenever it came (I11): with both ends the visit was made. */
  private record(visit: ModelVisit, end: "in" | "out", minute: number): string {
    const state = this.visits.get(visit) ?? "none";
    if (!["planned", "missed", "done"].includes(state) || this.state.get(visit.month) !== "open")
      throw new Refused("not-possible");
    if (!this.recorded.add(visit.no, end, minute)) return "duplicate";
    if (this.recorded.minutes(visit.no) === null || state === "done") return "ok";
    return this.move(visit, ["planned", "missed"], "done");
  }

  /** Most that the evidence lets a delivered visit be paid. */
  private earned(visit: ModelVisit): bigint {
    return (this.recorded.minutes(visit.no) ?? LEAST_MINUTES) >= LEAST_MINUTES ? PLANNED_FEN : 0n;
  }

  private isHolding(visit: ModelVisit): boolean {
    const state = this.visits.get(visit);
    return (
      (state === "planned" || state === "done") && !this.lines.has(visit) && this.state.get(visit.month) !== "closed"
    );
  }

  /** Where the watch over a fund starts: with what is held and spent by then. */
  private startOf(fund: FundCode): { committed: bigint; spent: bigint } {
    const settled = [...this.lines.values()].map((parts) => parts.get(fund) ?? 0n);
    if (fund !== "district") return { committed: 0n, spent: sumOf(settled) };
    const late = [...this.adjustments.values()].filter((one) => one.paidBy !== null).map((one) => one.fen);
    const held = VISITS.filter((visit) => this.isHolding(visit)).length;
    return { committed: PLANNED_FEN * BigInt(held), spent: sumOf([...settled, ...late]) };
  }

  private hold(visit: ModelVisit, fen: bigint, isPlan = false): void {
    if (fen !== 0n && this.state.get(visit.month) !== "closed") this.budgets.hold(fen, isPlan);
  }

  private plan(visit: ModelVisit): string {
    if (this.visits.has(visit)) throw new Refused("already-exists");
    const used = this.reserved.get(entitlementOf(visit)) ?? 0;
    if (used >= ALLOWED) throw new Refused("entitlement-used");
    this.hold(visit, PLANNED_FEN, true);
    this.reserved.set(entitlementOf(visit), used + 1);
    this.visits.set(visit, "planned");
    return "ok";
  }

  private move(visit: ModelVisit, from: readonly VisitState[], to: VisitState): string {
    const state = this.visits.get(visit) ?? "none";
    if (!from.includes(state)) throw new Refused("not-possible");
    this.visits.set(visit, to);
    this.hold(visit, (to === "done" ? PLANNED_FEN : 0n) - (state === "planned" ? PLANNED_FEN : 0n));
    return "ok";
  }

  private cancel(visit: ModelVisit): string {
    this.move(visit, ["planned"], "cancelled");
    this.reserved.set(entitlementOf(visit), (this.reserved.get(entitlementOf(visit)) ?? 0) - 1);
    return "ok";
  }

  private approve(visit: ModelVisit, fen: bigint, by: Person): string {
    const state = this.state.get(visit.month);
    if (this.visits.get(visit) !== "done" || state === "closing") throw new Refused("not-possible");
    if (state === "open") {
      this.decisions.set(visit, fen);
      return "ok";
    }
    const settled = sumOf([...(this.lines.get(visit)?.values() ?? [])]);
    const known = this.adjustments.get(visit);
    if (by === "clerk" || fen === 0n || settled + (known?.fen ?? 0n) + fen > PLANNED_FEN)
      throw new Refused("breaks-a-rule");
    if (known) throw new Refused("already-exists");
    this.adjustments.set(visit, { visit, fen, paidBy: null });
    return "ok";
  }

  private open(month: Month, by: Person): string {
    if (this.state.get(month) !== "open") throw new Refused("not-possible");
    this.runs.set(month, { preparedBy: by, approvers: new Set() });
    this.state.set(month, "closing");
    return "ok";
  }

  private withdraw(month: Month): string {
    if (this.state.get(month) !== "closing") throw new Refused("not-possible");
    this.state.set(month, "open");
    return "ok";
  }

  private openRun(month: Month): Run {
    const run = this.runs.get(month);
    if (!run || this.state.get(month) !== "closing") throw new Refused("not-possible");
    return run;
  }

  private sign(month: Month, by: Person): string {
    const run = this.openRun(month);
    if (run.preparedBy === by) throw new Refused("breaks-a-rule");
    if (run.approvers.has(by)) return "duplicate";
    run.approvers.add(by);
    return "ok";
  }

  private finish(month: Month): string {
    if (this.state.get(month) === "closed") return "duplicate";
    if (this.openRun(month).approvers.size < 2) throw new Refused("breaks-a-rule");
    const amounts = new Map(
      VISITS.filter((visit) => visit.month === month).flatMap((visit) => {
        const fen = this.decisions.get(visit);
        const earned = this.earned(visit);
        return fen === undefined ? [] : [[visit, fen < earned ? fen : earned] as const];
      }),
    );
    const late = [...this.adjustments.values()].filter((one) => one.paidBy === null && one.visit.month < month);
    const released = PLANNED_FEN * BigInt(amounts.size);
    const split = this.budgets.split(amounts, { released, claimed: sumOf(late.map((one) => one.fen)) });
    this.payOut(month, this.books.owe(split, late));
    for (const visit of VISITS) if (visit.month === month && this.isHolding(visit)) this.hold(visit, -PLANNED_FEN);
    for (const [visit, parts] of split) {
      this.lines.set(visit, parts);
      for (const [fund, fen] of parts) this.budgets.spend(fund, fen);
    }
    for (const one of late) {
      one.paidBy = month;
      this.budgets.spend("district", one.fen);
    }
    this.state.set(month, "closed");
    return "ok";
  }

  /** Sets off confirmed clawbacks in the fund that had paid, oldest number first, and orders what is left. */
  private payOut(month: Month, owed: ReadonlyMap<string, bigint>): void {
    const open = [...this.clawbacks.values()].sort((a, b) => (a.visit.no < b.visit.no ? -1 : 1));
    for (const [payee, total] of owed) {
      const [provider = "", fund = ""] = payee.split("|");
      const of = (account: string) => `${account}|${fund}|${provider}`;
      let left = total;
      for (const one of open) {
        const rest = (one.parts.get(fund as FundCode) ?? 0n) - (one.recovered.get(fund as FundCode) ?? 0n);
        const fen = rest < left ? rest : left;
        if (one.state !== "confirmed" || one.visit.provider !== provider || fen <= 0n) continue;
        left -= fen;
        one.recovered.set(fund as FundCode, (one.recovered.get(fund as FundCode) ?? 0n) + fen);
        if (sumOf([...one.recovered.values()]) === sumOf([...one.parts.values()])) one.state = "offset";
        this.books.book(`netting:${month}:${one.visit.no}:${fund}`, "netting", [
          [of("provider.payable"), of("provider.clawback"), fen],
        ]);
      }
      if (left <= 0n) continue;
      this.payments.set(`${month}|${payee}`, left);
      this.books.book(`sent:${month}:${payee}`, "sent", [[of("provider.payable"), of("payment.in_transit"), left]]);
    }
  }

  private post(month: Month, key: string, kind: string, postings: readonly OraclePosting[]): string {
    return this.books.post(key, `${kind}@${month}`, postings, this.state.get(month) === "open");
  }

  private accuse(visit: ModelVisit, by: Person): string {
    const parts = this.lines.get(visit) ?? new Map<FundCode, bigint>();
    if (sumOf([...parts.values()]) <= 0n) throw new Refused("not-possible");
    if (this.clawbacks.has(visit)) return "duplicate";
    this.clawbacks.set(visit, { visit, by, parts, recovered: new Map(), state: "proposed" });
    return "ok";
  }

  private accept(visit: ModelVisit, by: Person): string {
    const found = this.clawbacks.get(visit);
    if (found?.state !== "proposed") throw new Refused("not-possible");
    if (found.by === by) throw new Refused("breaks-a-rule");
    if (!MONTHS.some((one) => one > visit.month && this.state.get(one) === "open")) throw new Refused("not-possible");
    found.state = "confirmed";
    this.books.book(`clawback:${visit.no}`, "clawback", foundPostings(found));
    return "ok";
  }

  private bank(month: Month, provider: ProviderCode, fund: FundCode): string {
    const key = `${month}|${provider}|${fund}`;
    const ordered = this.payments.get(key);
    if (ordered === undefined || !MONTHS.some((one) => this.state.get(one) === "open"))
      throw new Refused("not-possible");
    if (this.confirmed.has(key)) return "duplicate";
    this.confirmed.add(key);
    this.books.book(`bank:${key}`, "bank", [
      [`payment.in_transit|${fund}|${provider}`, `treasury.bank|${fund}`, ordered],
    ]);
    return "ok";
  }

  stand(): LedgerStand {
    const { visits, lines, payments } = this;
    return {
      ...this.books.stand(),
      ...standOf({ visits, lines, payments, reserved: this.reserved, state: this.state }, (visit) => [
        this.recorded.minutes(visit.no),
        this.earned(visit) > 0n,
      ]),
      budgets: this.budgets.stand(),
      ...standOfLate(this.clawbacks.values(), this.adjustments.values()),
    };
  }
}
