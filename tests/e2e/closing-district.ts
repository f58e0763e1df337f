/**
 * A server of its own whose month has ended and is neither claimed nor closed. The demonstration that the other specs share has its past
 * month closed already.
 */
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";

export type ClosingServer = OwnServer;

export const CLOSING_MONTH = plainMonth("2026-11");
/** Some days after the month's end: late events have arrived. */
const TODAY = plainDate("2026-12-06");

export async function startClosingServer(): Promise<ClosingServer> {
  return startOwnServer({
    month: CLOSING_MONTH,
    today: TODAY,
    isPlayed: true,
  });
}
