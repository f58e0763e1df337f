/** Whole numbers as staff read them, with a comma every three digits, the same on server and browser. */
export function countText(count: number | bigint): string {
  const digits = String(count < 0 ? -count : count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return count < 0 ? `−${digits}` : digits;
}
