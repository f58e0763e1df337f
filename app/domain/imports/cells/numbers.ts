/** Numbers, amounts and yes/no as offices type them. */
import type { Fen } from "../../money/fen.ts";
import { parseYuan } from "../../money/yuan-text.ts";
import type { RawCell } from "../sheet-rows.ts";
import { comparable, plainText } from "./plain-text.ts";

/** A whole number of a numeric or text cell ("120", "1,200", "120次" with the unit given); null for anything else. */
export function parseWholeNumber(cell: RawCell, units: readonly string[] = []): number | null {
  if (cell.kind === "number") return Number.isSafeInteger(cell.value) ? cell.value : null;
  if (cell.kind !== "text") return null;
  const plain = withoutUnit(plainText(cell.text), units).replace(/,(?=\d{3}(?:\D|$))/g, "");
  return /^-?\d{1,12}$/.test(plain) ? Number(plain) : null;
}

/** A decimal number such as a coordinate; null for anything else. Degrees with a sign or letter (120.87°E) are read too. */
export function parseDecimal(cell: RawCell): number | null {
  if (cell.kind === "number") return Number.isFinite(cell.value) ? cell.value : null;
  if (cell.kind !== "text") return null;
  const plain = plainText(cell.text).replace(/°\s*[NE]?$/i, "");
  return /^-?\d{1,4}(?:\.\d{1,12})?$/.test(plain) ? Number(plain) : null;
}

/** Decimals beyond which a spreadsheet's sum is noise. */
const NOISE_DECIMALS = 6;

/** An amount in yuan of a numeric or text cell ("35", "35.00", "¥35.5", "35元/次"); null for more than two decimals or below zero. */
export function parseYuanCell(cell: RawCell): Fen | null {
  if (cell.kind === "text") return parseYuan(cell.text.replace(/\/(?:次|人次)\s*$/, ""));
  if (cell.kind !== "number") return null;
  // 0.1 + 0.2 of a formula is 0.30000000000000004: noise of the file's floating point, not a third decimal.
  return parseYuan(String(Number(cell.value.toFixed(NOISE_DECIMALS))));
}

const YES = new Set(["是", "有", "y", "yes", "true", "1", "√", "✓", "对", "已"]);
const NO = new Set(["否", "无", "没有", "n", "no", "false", "0", "×", "x", "-", "—", "/", "不", "未", "不是"]);

/** true, false, or null when the cell says neither. */
export function parseYesNo(cell: RawCell): boolean | null {
  if (cell.kind === "boolean") return cell.value;
  const word = comparable(cell.text);
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

/** Words that say "none" in a cell that may also stay empty. */
export function saysNone(text: string): boolean {
  return ["", "无", "没有", "-", "—", "/", "\\", "none", "n/a", "否", "暂无"].includes(comparable(text));
}

function withoutUnit(plain: string, units: readonly string[]): string {
  const unit = units.find((candidate) => plain.endsWith(candidate));
  return unit === undefined ? plain : plain.slice(0, plain.length - unit.length).trim();
}
