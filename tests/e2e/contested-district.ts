/** A server of its own whose month is closed with one line cut in half, so that its provider has something to contest; and a budget. */
import { fen } from "#app/domain/money/fen.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { loadClaimsOfMonth } from "#app/usecases/claims/month-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { numberOfClaim } from "#app/usecases/claims/settle-claims.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { closeMonth } from "#app/usecases/reconciliation/close-month.server.ts";
import { enterBudget } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { cleanLines, decideSeen } from "#tests/support/street-decisions.ts";
import { CLOSING_MONTH } from "./closing-district.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";

const TODAY = plainDate("2026-12-06");
const CLOSED_ON = plainDate("2026-12-04");

export async function startContestedServer(): Promise<OwnServer> {
  return startOwnServer({
    month: CLOSING_MONTH,
    today: TODAY,
    isPlayed: true,
    play: async (context) => {
      const at = (actor: string) => ({ ...context, actor, now: instantAt(CLOSED_ON, 9 * 60) });
      await prepareClaims(at("demo:provider"), CLOSING_MONTH);
      await submitClaims(at("demo:provider"), CLOSING_MONTH);
      const found = await inTransaction(at("demo:street"), (unit) => loadClaimsOfMonth(unit, CLOSING_MONTH));
      const [claim] = found.claims;
      const [line] = cleanLines(found.rows.filter((row) => row.claimId === claim?.id));
      if (!claim || !line) throw new Error("no clean line to cut");
      await decideSeen(at("demo:street"), {
        claimNo: numberOfClaim(claim, found.facts),
        lineId: line.id,
        decision: "cut",
        adjustedFen: fen(line.askedFen / 2n),
        reason: "R-DISSATISFIED",
        note: null,
      });
      await approveClaims(at("demo:street"), CLOSING_MONTH);
      await closeMonth(at("demo:clerk"), {
        month: CLOSING_MONTH,
        approvers: ["demo:lead", "demo:deputy"],
        bank: "simulated",
        override: "演示数据",
      });
      await enterBudget(at("demo:finance"), {
        fund: "district",
        year: 2026,
        documentNo: "示例〔2026〕1号",
        amountFen: fen(50_000_000),
        note: "年初下达（示例）",
      });
    },
  });
}
