/**
 * npm run audit-pack -- --month 2026-12 --out FILE.zip [--provider CODE] [--database URL]
 * Writes the audit pack of a closed month. The database is DATABASE_URL, or the embedded one under DATA_DIR while the product is stopped.
 */
import { writeFileSync } from "node:fs";
import { isRefusal } from "#app/domain/refusal.ts";
import { isPlainMonth } from "#app/domain/time/plain-month.ts";
import { packReadme } from "#app/messages/audit-pack.ts";
import { writeAuditPack } from "#app/usecases/reconciliation/write-audit-pack.server.ts";
import { readOptions } from "./command-options.ts";
import { refusalLine } from "./month-report.ts";
import { withDatabase } from "./stored-database.ts";

const USAGE = "用法 Usage: npm run audit-pack -- --month 2026-12 --out FILE.zip [--provider CODE] [--database URL]";

const { month, out, provider, database } = readOptions(
  {
    month: { type: "string", default: "" },
    out: { type: "string" },
    provider: { type: "string" },
    database: { type: "string" },
  },
  USAGE,
);

if (!isPlainMonth(month) || out === undefined) {
  console.error(USAGE);
  process.exit(2);
}
try {
  const pack = await withDatabase(database ?? null, (context) =>
    writeAuditPack(context, { month, provider: provider ?? null, readme: packReadme }),
  );
  writeFileSync(out, pack.bytes);
  console.log(`${out}  ${pack.bytes.length}  SHA-256 ${pack.sha256}`);
} catch (thrown) {
  if (!isRefusal(thrown)) throw thrown;
  console.error(refusalLine(thrown.code, thrown.facts));
  process.exitCode = 2;
}
