/**
 * npm run db:generate -- --name add-something [--custom]
 * Runs drizzle-kit and strips the schema name that it writes into foreign keys: in a district's schema "public". would fail
 * or, worse, link to a stray public table.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.cwd(), "db", "migrations");
const outcome = spawnSync(
  "npx",
  ["drizzle-kit", "generate", "--config", "db/drizzle.config.ts", ...process.argv.slice(2)],
  {
    stdio: "inherit",
  },
);
for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".sql"))) {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  const stripped = text.replaceAll('"public".', "");
  if (stripped !== text) writeFileSync(path, stripped);
}
process.exitCode = outcome.status ?? 1;
