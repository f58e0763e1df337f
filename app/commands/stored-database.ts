/** The product's own database for a command: a given PostgreSQL, or where the settings say. */
import { join } from "node:path";
import { v7 } from "uuid";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant } from "#app/domain/time/instant.ts";
import { readEnvironment } from "#app/environment.server.ts";
import { openDatabase } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";

/**
 * Opens the database, works in it for the whole district and closes it. The embedded one must not be in use by the product.
 * @param url of a PostgreSQL database; null takes DATABASE_URL, or the embedded database under DATA_DIR
 */
export async function withDatabase<T>(url: string | null, work: (context: Context) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDirectory, districtCode } = readEnvironment();
  const server = url ?? databaseUrl;
  const database = await openDatabase(
    server === null
      ? { kind: "pglite", directory: join(dataDirectory, "db"), districtCode }
      : { kind: "postgres", url: server, districtCode },
  );
  try {
    return await work({
      database,
      scope: WHOLE_DISTRICT,
      actor: "system:command",
      now: instant(Date.now()),
      newId: () => v7(),
    });
  } finally {
    await database.close();
  }
}
