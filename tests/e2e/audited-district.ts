/** A server of its own whose month has ended and is claimed: every line waits for the street's auditor. */
import { instantAt } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { questionSomeVisits } from "#tests/support/questioned-visits.ts";
import { CLOSING_MONTH } from "./closing-district.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";

const TODAY = plainDate("2026-12-06");

export async function startAuditedServer(): Promise<OwnServer> {
  return startOwnServer({
    month: CLOSING_MONTH,
    today: TODAY,
    isPlayed: true,
    play: async (context) => {
      await questionSomeVisits({ ...context, now: instantAt(TODAY, 8 * 60) }, CLOSING_MONTH, 5);
      const provider = { ...context, actor: "demo:provider", now: instantAt(plainDate("2026-12-04"), 9 * 60) };
      await prepareClaims(provider, CLOSING_MONTH);
      await submitClaims(provider, CLOSING_MONTH);
    },
  });
}
