/** A small district as offices see it: the contexts of two streets, and what the audit log says. */
import { sql } from "drizzle-orm";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";

export type StoredElder = {
  readonly id: string;
  readonly elderNo: string;
  readonly name: string;
  readonly streetId: number;
  readonly idNumber: string;
  readonly phone: string | null;
};

/** Every elder with the numbers in clear, by elder number. */
export async function storedElders(database: Database): Promise<StoredElder[]> {
  const rows = await inTransaction(testContext(database), async (unit) =>
    rowsOf<{ id: string; elder_no: string; name: string; street_id: number; id_cipher: string; phone: string | null }>(
      await unit.orm.execute(
        sql`select id, elder_no, name, street_id, id_number_cipher as id_cipher, phone_cipher as phone from elder order by elder_no`,
      ),
    ),
  );
  return rows.map((row) => ({
    id: row.id,
    elderNo: row.elder_no,
    name: row.name,
    streetId: row.street_id,
    idNumber: testCrypto.decrypt(row.id_cipher, { table: "elder", column: "id_number", row: row.id }),
    phone: row.phone === null ? null : testCrypto.decrypt(row.phone, { table: "elder", column: "phone", row: row.id }),
  }));
}

/** Of this street's office, as the person with this sign-in name. */
export function streetContext(
  database: Database,
  streetId: number,
  changes: Partial<Context> & { readonly loginName?: string } = {},
): Context {
  const { loginName = "street", ...rest } = changes;
  const scope = { streets: [identify<StreetId>(streetId)], provider: "all", worker: "all" } as const;
  return testContext(database, { scope, actor: `user:${loginName}`, ...rest });
}

export type LoggedEvent = {
  readonly actor: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Events of one action, oldest first, as they were hashed. */
export async function loggedEvents(database: Database, action: string): Promise<LoggedEvent[]> {
  const rows = await inTransaction(testContext(database), async (unit) =>
    rowsOf<{ line: string }>(
      await unit.orm.execute(
        sql`select convert_from(canonical, 'UTF8') as line from audit_event where action = ${action} order by chain, seq`,
      ),
    ),
  );
  return rows.map(({ line }) => JSON.parse(line) as LoggedEvent);
}
