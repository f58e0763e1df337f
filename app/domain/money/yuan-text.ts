/** Amounts as people read and type them. Nothing else in the product converts between yuan and fen. */
import type { Fen } from "./fen.ts";
import { fen } from "./fen.ts";

/** "38,420.00"; negative amounts with the minus sign U+2212. */
export function yuanText(amount: Fen): string {
  const magnitude = amount < 0n ? -amount : amount;
  const whole = (magnitude / 100n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const fraction = (magnitude % 100n).toString().padStart(2, "0");
  return `${amount < 0n ? "−" : ""}${whole}.${fraction}`;
}

/** "¥38,420.00" for staff. */
export function staffYuanText(amount: Fen): string {
  return amount < 0n ? `−¥${yuanText(fen(-amount))}` : `¥${yuanText(amount)}`;
}

/** "12" or "12.5" or "12.05": how an amount is said to an elder, before the word 元. */
export function elderYuanText(amount: Fen): string {
  return yuanText(amount)
    .replace(/,/g, "")
    .replace(/\.00$/, "")
    .replace(/(\.\d)0$/, "$1");
}

/** Plain "35.00", for cells of exported workbooks. */
export function cellYuanText(amount: Fen): string {
  return yuanText(amount).replace(/,/g, "").replace("−", "-");
}

/** Yuan as a number for numeric workbook cells: the double nearest to the amount, which shows its two decimals below 2^53 fen. */
export function cellYuanNumber(amount: Fen): number {
  return Number(amount) / 100;
}

/**
 * Reads "35", "35.5", "¥38,420.00", "35元", full-width digits. Gives null for anything else: three decimals, a sign, and commas that
 * do not part thousands, because "35,5" may be meant as a decimal comma.
 */
export function parseYuan(text: string): Fen | null {
  const typed = text
    .normalize("NFKC")
    .trim()
    .replace(/^[¥￥]/, "")
    .replace(/元$/, "")
    .trim();
  const plain = /^\d{1,3}(,\d{3})+(\.|$)/.test(typed) ? typed.replace(/,/g, "") : typed;
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  const fraction = (match[2] ?? "").padEnd(2, "0");
  return fen(BigInt(match[1] ?? "0") * 100n + BigInt(fraction));
}

/** Like `parseYuan`, with a leading minus for an amount that is taken away; null for what is no amount. */
export function parseSignedYuan(text: string): Fen | null {
  const trimmed = text.trim();
  const amount = parseYuan(trimmed.replace(/^[-−]/, ""));
  return amount === null ? null : fen(/^[-−]/.test(trimmed) ? -amount : amount);
}

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const SMALL_UNITS = ["", "拾", "佰", "仟"];
const GROUP_UNITS = ["", "万", "亿", "万亿"];

function groupInWords(group: number): string {
  let words = "";
  let zero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      zero = words !== "";
      continue;
    }
    words += `${zero ? "零" : ""}${DIGITS[digit] ?? ""}${SMALL_UNITS[place] ?? ""}`;
    zero = false;
  }
  return words;
}

/** One more than the greatest whole yuan that the units above can name. */
const YUAN_IN_WORDS_END = 10000n ** 4n;

/**
 * Amount in capital words (大写) for payment forms, by the rules for filling in bills (正确填写票据和结算凭证的基本规定): zeros between
 * figures are one 零, 拾 is never without a figure, 整 ends an amount without fen. 38420.05 is 叁万捌仟肆佰贰拾元零伍分.
 * Throws RangeError from 10^16 yuan on.
 */
export function yuanInWords(amount: Fen): string {
  const magnitude = amount < 0n ? -amount : amount;
  const whole = magnitude / 100n;
  if (whole >= YUAN_IN_WORDS_END) throw new RangeError(`amount too large for words: ${amount}`);
  let words = "";
  let skipped = false;
  for (let group = 3; group >= 0; group -= 1) {
    const value = Number((whole / 10000n ** BigInt(group)) % 10000n);
    if (value === 0) skipped = words !== "";
    else {
      const zero = words !== "" && (skipped || value < 1000) ? "零" : "";
      words += `${zero}${groupInWords(value)}${GROUP_UNITS[group] ?? ""}`;
      skipped = false;
    }
  }
  const jiao = Number((magnitude / 10n) % 10n);
  const last = Number(magnitude % 10n);
  const yuan = words === "" ? (jiao === 0 && last === 0 ? "零元" : "") : `${words}元`;
  const tail =
    jiao === 0 && last === 0
      ? "整"
      : `${jiao > 0 ? `${DIGITS[jiao] ?? ""}角` : yuan === "" ? "" : "零"}${last > 0 ? `${DIGITS[last] ?? ""}分` : "整"}`;
  return `${amount < 0n ? "负" : ""}${yuan}${tail}`;
}
