/** The oracle's reading of recorded times: a set by visit, from its first check-in to its last check-out. */
type Ends = { readonly in: Set<number>; readonly out: Set<number> };

export class OracleClock {
  private readonly ends = new Map<string, Ends>();

  /** False when the same was there already. */
  add(visitNo: string, end: "in" | "out", minute: number): boolean {
    const known = this.ends.get(visitNo) ?? { in: new Set(), out: new Set() };
    this.ends.set(visitNo, known);
    if (known[end].has(minute)) return false;
    known[end].add(minute);
    return true;
  }

  /** Minutes served; null without both ends. */
  minutes(visitNo: string): number | null {
    const known = this.ends.get(visitNo);
    if (known === undefined || known.in.size === 0 || known.out.size === 0) return null;
    return Math.max(...known.out) - Math.min(...known.in);
  }
}
