/**
 * npm run redraw -- --batch ID [--pack FILE.zip] [--database URL]
 * Draws an audit sample again and says for each stratum whether it is the same. With a pack it needs no database; with --database too,
 * the pack's draw is also held against the stored one. Exit status 0 when everything is the same, 1 when not, 2 when there is nothing to draw.
 */
import { readFileSync } from "node:fs";
import { storedDraw } from "#app/domain/audit-pack/compare-sample.ts";
import { readPack } from "#app/domain/audit-pack/read-pack.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { redraw, type StoredDraw } from "#app/domain/sampling/redraw.ts";
import { unzipTexts } from "#app/integrations/archives/zip.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { redrawBatch } from "#app/usecases/sampling/stored-draw.server.ts";
import { readOptions } from "./command-options.ts";
import { bothPack } from "./pack-report.ts";
import { isSameDraw, redrawReport } from "./redraw-report.ts";
import { refusalLine } from "./month-report.ts";
import { withDatabase } from "./stored-database.ts";

const USAGE = "用法 Usage: npm run redraw -- --batch ID [--pack FILE.zip] [--database URL]";

const { batch, pack, database } = readOptions(
  { batch: { type: "string" }, pack: { type: "string" }, database: { type: "string" } },
  USAGE,
);

/** Input that nothing can be done with. */
class NothingToDraw extends Error {}

/** The draw of a pack; RangeErrors and broken files are nothing to draw from. */
function drawOfPack(path: string): StoredDraw {
  const { rows } = readPack(unzipTexts(new Uint8Array(readFileSync(path))), sha256Hex);
  const found = rows?.sample.find((one) => batch === undefined || one.batch === batch);
  if (rows === null || found === undefined) throw new NothingToDraw(bothPack((words) => words.no_batch(batch ?? "")));
  return storedDraw(found, rows.sampleLines);
}

async function run(): Promise<number> {
  const packed = pack === undefined ? null : drawOfPack(pack);
  const isStored = batch !== undefined && (packed === null || database !== undefined);
  const kept = isStored ? await withDatabase(database ?? null, (context) => redrawBatch(context, batch)) : null;
  const reports = [
    ...(packed === null ? [] : [{ from: "pack" as const, redraw: redraw(packed, sha256Hex) }]),
    ...(kept === null ? [] : [{ from: "database" as const, redraw: kept.redraw }]),
  ];
  for (const one of reports) console.log(redrawReport(one.from, one.redraw));
  const agree = packed === null || kept === null || isSameDraw(packed, kept.stored);
  if (packed !== null && kept !== null)
    console.log(bothPack((words) => (agree ? words.pack_is_stored : words.pack_is_not_stored)));
  return agree && reports.every((one) => one.redraw.isSame) ? 0 : 1;
}

if (batch === undefined && pack === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await run();
  } catch (thrown) {
    const why = isRefusal(thrown)
      ? refusalLine(thrown.code, thrown.facts)
      : thrown instanceof Error
        ? thrown.message
        : String(thrown);
    process.stderr.write(`${why}\n`);
    process.exitCode = 2;
  }
}
