/** A stored draw beside the same draw made again, stratum by stratum: what anybody can do with the list, the terms and the public value. */
import type { DrawnLine, DrawnSample, SampleLine, SampleTerms } from "./draw-sample.ts";
import { drawSample, stratumOf } from "./draw-sample.ts";
import { replacementFor } from "./replacements.ts";
import type { Sha256Hex } from "./seeded-draw.ts";
import { DRAW_ALGORITHM } from "./seeded-draw.ts";

export type StoredLine = SampleLine & {
  /** Place among the drawn, from 1; null for a line that was not drawn. */
  readonly drawnAs: number | null;
  readonly reasons: readonly string[];
};

export type StoredDraw = Pick<DrawnSample, "batchDigest" | "factsDigest" | "seed" | "size"> & {
  readonly algorithm: string;
  readonly terms: SampleTerms;
  readonly publicValue: string;
  readonly lines: readonly StoredLine[];
  /** In the order in which they were made. */
  readonly replacements: readonly { readonly visitNo: string; readonly replaces: string }[];
};

export type RedrawnField = {
  readonly field: "algorithm" | "batchDigest" | "factsDigest" | "seed" | "size";
  readonly stored: string;
  readonly redrawn: string;
};

export type RedrawnStratum = {
  readonly key: string;
  readonly lines: number;
  readonly drawn: number;
  /** Visits that stand in the stored draw only, and in the repeated one only; place and reason count. */
  readonly storedOnly: readonly string[];
  readonly redrawnOnly: readonly string[];
};

export type Redraw = {
  readonly isSame: boolean;
  readonly fields: readonly RedrawnField[];
  /** Every stratum that holds a line, in the order of the keys. */
  readonly strata: readonly RedrawnStratum[];
  readonly replacements: readonly { readonly replaces: string; readonly stored: string; readonly redrawn: string }[];
};

const byCodeUnits = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

function differingFields(stored: StoredDraw, again: DrawnSample): RedrawnField[] {
  const pairs: RedrawnField[] = [
    { field: "algorithm", stored: stored.algorithm, redrawn: DRAW_ALGORITHM },
    { field: "batchDigest", stored: stored.batchDigest, redrawn: again.batchDigest },
    { field: "factsDigest", stored: stored.factsDigest, redrawn: again.factsDigest },
    { field: "seed", stored: stored.seed, redrawn: again.seed },
    { field: "size", stored: String(stored.size), redrawn: String(again.size) },
  ];
  return pairs.filter((pair) => pair.stored !== pair.redrawn);
}

/** "V001 3 size,risk": a line that was drawn at another place or for another reason is another draw. */
const drawnText = (visitNo: string, place: number, reasons: readonly string[]) =>
  `${visitNo} ${place} ${reasons.join(",")}`;

function strataOf(lines: readonly StoredLine[], drawn: readonly DrawnLine[]): RedrawnStratum[] {
  const again = new Map(drawn.map((one, index) => [one.visitNo, { place: index + 1, reasons: one.reasons }]));
  const groups = new Map<string, StoredLine[]>();
  for (const line of lines) groups.set(stratumOf(line), [...(groups.get(stratumOf(line)) ?? []), line]);
  return [...groups]
    .sort(([left], [right]) => byCodeUnits(left, right))
    .map(([key, own]) => {
      const stored = own.flatMap((line) =>
        line.drawnAs === null ? [] : [drawnText(line.visitNo, line.drawnAs, line.reasons)],
      );
      const redrawn = own.flatMap(({ visitNo }) => {
        const one = again.get(visitNo);
        return one ? [drawnText(visitNo, one.place, one.reasons)] : [];
      });
      return {
        key,
        lines: own.length,
        drawn: stored.length,
        storedOnly: stored.filter((text) => !redrawn.includes(text)),
        redrawnOnly: redrawn.filter((text) => !stored.includes(text)),
      };
    });
}

function replacedAgain({ seed, lines, replacements }: StoredDraw, sha256: Sha256Hex): Redraw["replacements"] {
  const taken = new Set(lines.flatMap((line) => (line.drawnAs === null ? [] : [line.visitNo])));
  return replacements.map(({ visitNo, replaces }) => {
    const known = lines.some((line) => line.visitNo === replaces);
    const redrawn = known ? (replacementFor(replaces, { seed, lines, taken }, sha256) ?? "") : "";
    taken.add(visitNo);
    return { replaces, stored: visitNo, redrawn };
  });
}

/** RangeError when a visit stands twice in the list. */
export function redraw(stored: StoredDraw, sha256: Sha256Hex): Redraw {
  const again = drawSample(stored.lines, stored.publicValue, stored.terms, sha256);
  const fields = differingFields(stored, again);
  const strata = strataOf(stored.lines, again.drawn);
  const replacements = replacedAgain(stored, sha256).filter((one) => one.stored !== one.redrawn);
  const isSame =
    fields.length === 0 &&
    replacements.length === 0 &&
    strata.every(({ storedOnly, redrawnOnly }) => storedOnly.length + redrawnOnly.length === 0);
  return { isSame, fields, strata, replacements };
}
