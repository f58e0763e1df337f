/**
 * npm run verify-pack -- FILE.zip
 * Computes a closed month again from its audit pack, without a database and without a network. Exit status 0 when everything is the
 * same, 1 when something differs, 2 when there is no such file.
 */
import { readFileSync } from "node:fs";
import { verifyPackFile } from "#app/usecases/reconciliation/verify-pack-file.ts";
import { bothPack, packReport } from "./pack-report.ts";

const [path, ...more] = process.argv.slice(2);

function readBytes(file: string): Uint8Array | null {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    process.stderr.write(`${bothPack((words) => words.unreadable(file, why))}\n`);
    return null;
  }
}

if (path === undefined || more.length > 0) {
  process.stderr.write(`${bothPack((words) => words.usage)}\n`);
  process.exitCode = 2;
} else {
  const bytes = readBytes(path);
  const report = bytes === null ? null : verifyPackFile(bytes);
  if (report !== null) console.log(packReport(report));
  process.exitCode = report === null ? 2 : report.differences.length === 0 ? 0 : 1;
}
