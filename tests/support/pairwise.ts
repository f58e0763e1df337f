/** Covers every pair of values of several factors with few combinations, so that a large product of settings can be walked in a short time. */

export type Factors = Readonly<Record<string, readonly unknown[]>>;

export type Combination<Given extends Factors> = { readonly [Name in keyof Given]: Given[Name][number] };

/** Every combination of the values. */
export function product<Given extends Factors>(factors: Given): Combination<Given>[] {
  let rows: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(factors))
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value })));
  return rows as Combination<Given>[];
}

/** Positions of values, one per factor, in the order of the factors. */
type Row = number[];

function pairsOf(row: Row): string[] {
  const pairs: string[] = [];
  for (let left = 0; left < row.length; left += 1)
    for (let right = left + 1; right < row.length; right += 1)
      pairs.push(`${left}:${row[left]}|${right}:${row[right]}`);
  return pairs;
}

function allPairs(sizes: readonly number[]): Set<string> {
  const pairs = new Set<string>();
  for (let left = 0; left < sizes.length; left += 1)
    for (let right = left + 1; right < sizes.length; right += 1)
      for (let one = 0; one < (sizes[left] ?? 0); one += 1)
        for (let other = 0; other < (sizes[right] ?? 0); other += 1) pairs.add(`${left}:${one}|${right}:${other}`);
  return pairs;
}

/**
 * The first pair still missing, then for each other factor the value that covers most of what is missing. Among equals the turn goes round with the
 * rows, or two small factors would always change together beside a large one.
 */
function nextRow(sizes: readonly number[], missing: ReadonlySet<string>, turn: number): Row {
  const row: (number | null)[] = sizes.map(() => null);
  const [first = ""] = missing;
  for (const part of first.split("|")) {
    const [factor = 0, value = 0] = part.split(":").map(Number);
    row[factor] = value;
  }
  const gain = (factor: number, value: number) =>
    row.filter(
      (other, place) =>
        other !== null &&
        place !== factor &&
        missing.has(place < factor ? `${place}:${other}|${factor}:${value}` : `${factor}:${value}|${place}:${other}`),
    ).length;
  for (const [factor, size] of sizes.entries()) {
    if (row[factor] !== null) continue;
    let best = (turn * factor + Math.floor(turn / size)) % size;
    for (let value = 0; value < size; value += 1) if (gain(factor, value) > gain(factor, best)) best = value;
    row[factor] = best;
  }
  return row.map((value) => value ?? 0);
}

/** Few combinations in which every value of every factor meets every value of every other. The same each time. */
export function pairwise<Given extends Factors>(factors: Given): Combination<Given>[] {
  const names = Object.keys(factors);
  const sizes = names.map((name) => factors[name]?.length ?? 0);
  const missing = allPairs(sizes);
  const rows: Row[] = [];
  while (missing.size > 0) {
    const row = nextRow(sizes, missing, rows.length);
    for (const pair of pairsOf(row)) missing.delete(pair);
    rows.push(row);
  }
  return rows.map((row) =>
    Object.fromEntries(names.map((name, place) => [name, factors[name]?.[row[place] ?? 0]])),
  ) as Combination<Given>[];
}
