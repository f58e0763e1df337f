/** What is to happen, in the order of its time; at the same time in the order in which it was set down. */
export type Moment = { readonly atMs: number; readonly run: () => Promise<void> };

export class Moments {
  private readonly heap: (Moment & { readonly order: number })[] = [];
  private order = 0;

  add(atMs: number, run: () => Promise<void>): void {
    this.order += 1;
    this.heap.push({ atMs, run, order: this.order });
    let child = this.heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) break;
      this.swap(child, parent);
      child = parent;
    }
  }

  take(): Moment | null {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined) return null;
    if (this.heap.length === 0) return first;
    this.heap[0] = last;
    let parent = 0;
    for (;;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let least = parent;
      if (left < this.heap.length && this.isBefore(left, least)) least = left;
      if (right < this.heap.length && this.isBefore(right, least)) least = right;
      if (least === parent) return first;
      this.swap(parent, least);
      parent = least;
    }
  }

  private isBefore(left: number, right: number): boolean {
    const [one, other] = [this.heap[left], this.heap[right]];
    if (one === undefined || other === undefined) return false;
    return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
  }

  private swap(left: number, right: number): void {
    const [one, other] = [this.heap[left], this.heap[right]];
    if (one === undefined || other === undefined) return;
    this.heap[left] = other;
    this.heap[right] = one;
  }
}
