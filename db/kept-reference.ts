/**
 * Reference data in memory: streets, catalogue and work calendar stand on nearly every page, concern no person, and are written only when a
 * district is prepared. They are kept for a minute, so that a server sees what another process added; an empty list, and what an unready
 * district answers, is not kept.
 */
import type { Unit } from "./transaction.ts";

const KEPT_MS = 60_000;

type Kept = { readonly until: number; readonly rows: readonly unknown[] };

const byDistrict = new WeakMap<object, Map<string, Kept>>();

/** What is kept of a list; null when it has to be read. */
export function keptRows<Row>(district: object, name: string): readonly Row[] | null {
  const kept = byDistrict.get(district)?.get(name);
  return kept !== undefined && kept.until > performance.now() ? (kept.rows as readonly Row[]) : null;
}

/** @param name of the list. @returns what is kept of it, else what `read` gives. Nobody changes the rows. */
export async function keptReference<Row>(
  unit: Unit,
  name: string,
  read: () => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const kept = keptRows<Row>(unit.district, name);
  if (kept !== null) return kept;
  const rows = await read();
  const lists = byDistrict.get(unit.district) ?? new Map<string, Kept>();
  byDistrict.set(unit.district, lists);
  if (rows.length > 0) lists.set(name, { until: performance.now() + KEPT_MS, rows });
  return rows;
}

/** What is written is read anew. */
export function forgetReference(unit: Unit): void {
  byDistrict.delete(unit.district);
}
