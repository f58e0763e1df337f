/** The audit sample of a pack: the value is the committed one, the list is the month's, and drawing again gives the same visits. */
import type { SampleTerms } from "../sampling/draw-sample.ts";
import type { Redraw, StoredDraw } from "../sampling/redraw.ts";
import { redraw } from "../sampling/redraw.ts";
import type { Sha256Hex } from "../sampling/seeded-draw.ts";
import type { PackRow } from "./pack-format.ts";
import type { DifferenceCode, PackDifference } from "./read-pack.ts";

type Batch = PackRow<"sample">;
type Lines = readonly PackRow<"sampleLines">[];

/** The stored draw as the rows of a pack say. */
export function storedDraw(batch: Batch, lines: Lines): StoredDraw {
  return {
    ...batch,
    terms: batch.terms as unknown as SampleTerms,
    lines,
    replacements: lines.flatMap(({ visitNo, replaces }) => (replaces === null ? [] : [{ visitNo, replaces }])),
  };
}

const FIELD_CODES: Readonly<Record<Redraw["fields"][number]["field"], DifferenceCode>> = {
  algorithm: "sample-seed",
  batchDigest: "sample-population",
  factsDigest: "sample-population",
  seed: "sample-seed",
  size: "sample-stratum",
};

/** @param settled visit numbers of the settlement lines: the list is all of them and nothing else */
export function compareSample(
  batch: Batch,
  lines: Lines,
  settled: ReadonlySet<string>,
  sha256: Sha256Hex,
): PackDifference[] {
  const commitment = sha256(batch.publicValue);
  const again = redraw(storedDraw(batch, lines), sha256);
  const outside = lines.filter(({ visitNo }) => !settled.has(visitNo)).map(({ visitNo }) => visitNo);
  const listed = new Set(lines.map(({ visitNo }) => visitNo));
  const left = [...settled].filter((visitNo) => !listed.has(visitNo));
  return [
    ...(commitment === batch.commitment
      ? []
      : [{ code: "sample-commitment" as const, where: batch.batch, pack: batch.commitment, computed: commitment }]),
    ...[...outside, ...left].map((where): PackDifference => ({
      code: "sample-population",
      where,
      pack: listed.has(where) ? "listed" : "",
      computed: settled.has(where) ? "settled" : "",
    })),
    ...again.fields.map(({ field, stored, redrawn }): PackDifference => ({
      code: FIELD_CODES[field],
      where: field,
      pack: stored,
      computed: redrawn,
    })),
    ...again.strata.flatMap(({ key, storedOnly, redrawnOnly }): PackDifference[] =>
      storedOnly.length + redrawnOnly.length === 0
        ? []
        : [{ code: "sample-line", where: key, pack: storedOnly.join("; "), computed: redrawnOnly.join("; ") }],
    ),
    ...again.replacements.map(({ replaces, stored, redrawn }): PackDifference => ({
      code: "sample-replacement",
      where: replaces,
      pack: stored,
      computed: redrawn,
    })),
  ];
}
