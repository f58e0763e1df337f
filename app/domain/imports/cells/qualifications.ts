/** The qualification cell of a care worker: "Q1:3206990001:2027-03-01；Q3:护2026001:2028-12-31". Codes or certificate names. */
import type { Qualification, QualificationCode } from "../../workforce/qualification.ts";
import { parseDateText } from "./dates.ts";
import { plainText } from "./plain-text.ts";

export type QualificationsReading =
  | { readonly verdict: "qualifications"; readonly qualifications: Qualification[] }
  | { readonly verdict: "unreadable" | "impossible" | "repeated"; readonly token: string };

/** Certificate names by code (domain reference, section 6); the first match counts, so narrower names come first. */
const NAMES: readonly (readonly [RegExp, QualificationCode])[] = [
  [/^(?:养老护理员)?[(（]?(?:五级|初级|5级)(?:养老护理员)?[)）]?/, "Q1"],
  [/^(?:养老护理员)?[(（]?(?:四级|三级|二级|一级|中级|高级|[4321]级)(?:养老护理员)?[)）]?/, "Q2"],
  [/^健康证明?/, "Q0"],
  [/^(?:注册护士|护士执业证书?|执业护士|护士证?)/, "Q3"],
  [/^(?:康复治疗师|康复治疗士|康复师)/, "Q4"],
  [/^(?:社会工作者|社工师?证?|助理社会工作师|社会工作师|心理咨询师)/, "Q5"],
  [/^(?:低压电工证?|电工证?|安装工)/, "Q6"],
  [/^(?:急救指导话务员|话务员)/, "Q7"],
];

/** Reads the cell; each item is a code or name, then certificate number and expiry in either order, both optional. */
export function parseQualifications(text: string): QualificationsReading {
  const held = new Map<QualificationCode, Qualification>();
  for (const item of plainText(text.replace(/[\r\n]+/g, ";")).split(/[;、,]+/)) {
    const trimmed = item.trim();
    if (trimmed === "") continue;
    const reading = parseItem(trimmed);
    if (typeof reading === "string") return { verdict: reading, token: trimmed };
    if (held.has(reading.code)) return { verdict: "repeated", token: trimmed };
    held.set(reading.code, reading);
  }
  const qualifications = [...held.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  return { verdict: "qualifications", qualifications };
}

function parseItem(item: string): Qualification | "unreadable" | "impossible" {
  const named = codeAtStart(item);
  if (named === null) return "unreadable";
  const parts = item
    .slice(named.length)
    .split(/[:()|\s]+/)
    .filter((part) => part !== "");
  const dates = parts.map((part) => parseDateText(part.replace(/^(?:有效期)?至/, "").replace(/到期$/, "")));
  // Eight digits may be a certificate number as well as a date: the last date of the item is the expiry.
  const expiry = dates.findLastIndex((date) => date.verdict === "date");
  if (dates.some((date, index) => date.verdict === "impossible" && !/^\d{8}$/.test(parts[index] ?? "")))
    return "impossible";
  const numbers = parts.filter((_, index) => index !== expiry);
  if (numbers.length > 1) return "unreadable";
  const date = dates[expiry];
  const certificateNo = numbers[0] ?? null;
  const expiresOn = date?.verdict === "date" ? date.on : null;
  return { code: named.code, certificateNo, expiresOn };
}

function codeAtStart(item: string): { code: QualificationCode; length: number } | null {
  const code = /^[Qq]([0-7])(?![0-9A-Za-z])/.exec(item);
  if (code) return { code: `Q${code[1] ?? "0"}` as QualificationCode, length: code[0].length };
  for (const [pattern, named] of NAMES) {
    const match = pattern.exec(item);
    if (match) return { code: named, length: match[0].length };
  }
  return null;
}

/** The writing that `parseQualifications` reads: code:number:expiry, an absent part left out. */
export function qualificationsText(qualifications: readonly Qualification[]): string {
  return qualifications
    .map((held) => [held.code, held.certificateNo, held.expiresOn].filter((part) => part !== null).join(":"))
    .join("；");
}
