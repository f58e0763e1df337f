/** What a redraw prints: each stratum as the same or with the visits that differ. Both languages side by side. */
import type { Redraw, StoredDraw } from "#app/domain/sampling/redraw.ts";
import { bothPack } from "./pack-report.ts";
import { labelledLine } from "./side-by-side.ts";

/** Whether two places hold the same draw: the same value, list, places, reasons and replacements. */
export function isSameDraw(left: StoredDraw, right: StoredDraw): boolean {
  const text = ({ seed, batchDigest, factsDigest, publicValue, lines, replacements }: StoredDraw) =>
    JSON.stringify([
      ...[seed, batchDigest, factsDigest, publicValue],
      lines
        .filter((line) => line.drawnAs !== null)
        .map((line) => [line.drawnAs, line.visitNo, [...line.reasons]])
        .sort(([one], [other]) => Number(one) - Number(other)),
      replacements.map(({ visitNo, replaces }) => [visitNo, replaces]).sort(),
    ]);
  return text(left) === text(right);
}

function stratumLines({ key, lines, drawn, storedOnly, redrawnOnly }: Redraw["strata"][number]): string[] {
  const same = storedOnly.length + redrawnOnly.length === 0;
  const said = bothPack((words) => (same ? words.stratum_same : words.stratum_different));
  return [
    labelledLine(`  ${key}`, `${drawn}/${lines}  ${said}`, { labelWidth: 44, valueWidth: 0 }),
    ...storedOnly.map((visit) => `      - ${visit}`),
    ...redrawnOnly.map((visit) => `      + ${visit}`),
  ];
}

export function redrawReport(from: "pack" | "database", { fields, strata, replacements, isSame }: Redraw): string {
  return [
    bothPack((words) => (from === "pack" ? words.from_pack : words.from_database)),
    ...strata.flatMap(stratumLines),
    ...fields.map((one) => `  ${one.field}: ${one.stored} ≠ ${one.redrawn}`),
    ...replacements.map((one) => `  ${one.replaces}: ${one.stored} ≠ ${one.redrawn}`),
    bothPack((words) => (isSame ? words.draw_same : words.draw_different)),
  ].join("\n");
}
