/** Telephone numbers of demonstration elders, printed at start: one who can book, one whose month is full, one who shares a telephone. */
import { localMonthOf } from "#app/domain/time/instant.ts";
import { addMonths } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listDemoElders, type DemoElderRow } from "#db/queries/demo-elders.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadStartFacts } from "../kiosk/booking-months.server.ts";
import { slotsFor } from "../kiosk/booking-slots.server.ts";

export type KioskElders = {
  readonly canBook: string | null;
  readonly isFull: string | null;
  readonly sharesPhone: string | null;
};

/** So many are asked for free times at most: the start of the server does not wait for a search. */
const TRIES = 20;

async function firstWithTimes(unit: Unit, rows: readonly DemoElderRow[]): Promise<DemoElderRow | null> {
  for (const row of rows.slice(0, TRIES)) {
    const facts = await loadStartFacts(unit, row.id, null);
    if (facts.left > 0 && slotsFor(facts, facts.usual).length > 0) return row;
  }
  return null;
}

export async function findKioskElders(context: Context, crypto: CryptoProvider): Promise<KioskElders> {
  return inTransaction(context, async (unit) => {
    const rows = await listDemoElders(unit, localMonthOf(context.now));
    const alone = rows.filter((row) => row.sharing === 1);
    // Near a month's end it is the coming month in which something is open.
    const ahead = await listDemoElders(unit, addMonths(localMonthOf(context.now), 1));
    const withOpen = [...alone, ...ahead].filter((row) => row.sharing === 1 && row.standing < row.allowed);
    const open = await firstWithTimes(unit, withOpen);
    const full = alone.find((row) => row.standing === row.allowed) ?? null;
    const shared = rows.find((row) => row.sharing > 1) ?? null;
    const phoneOf = (row: DemoElderRow | null) =>
      row === null ? null : crypto.decrypt(row.phoneCipher, { table: "elder", column: "phone", row: row.id });
    return { canBook: phoneOf(open), isFull: phoneOf(full), sharesPhone: phoneOf(shared) };
  });
}
