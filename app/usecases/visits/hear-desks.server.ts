/** Hears, from whichever process it happened in, at which provider's desk something changed. */
import { deskChannel } from "#db/repositories/desk-notices.ts";
import type { Context } from "#db/transaction.ts";

/** @returns what ends the listening; rejects where the database cannot be listened to */
export async function hearDesks(
  { database }: Pick<Context, "database">,
  onChange: (providerId: string) => void,
): Promise<() => Promise<void>> {
  return database.listen(deskChannel(database.districtSchema), onChange);
}
