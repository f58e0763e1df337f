/** A server of its own whose month is claimed, decided and closed, with payments ordered for several providers and a bank that has not answered. */
import { instantAt } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { closeMonth } from "#app/usecases/reconciliation/close-month.server.ts";
import { CLOSING_MONTH } from "./closing-district.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";

const TODAY = plainDate("2026-12-06");
const PROVIDERS = 3;

export async function startPayingServer(): Promise<OwnServer> {
  return startOwnServer({
    month: CLOSING_MONTH,
    today: TODAY,
    providers: PROVIDERS,
    isPlayed: true,
    play: async (context) => {
      const at = (actor: string) => ({ ...context, actor, now: instantAt(plainDate("2026-12-04"), 9 * 60) });
      await prepareClaims(at("demo:provider"), CLOSING_MONTH);
      await submitClaims(at("demo:provider"), CLOSING_MONTH);
      await approveClaims(at("demo:street"), CLOSING_MONTH);
      await closeMonth(at("demo:clerk"), {
        month: CLOSING_MONTH,
        approvers: ["demo:lead", "demo:deputy"],
        bank: "awaited",
        override: "演示数据",
      });
    },
  });
}
