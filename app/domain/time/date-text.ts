/**
 * Dates and times as people read them. Elders never see 24-hour time; staff always do. Nothing here turns an instant into local time, so
 * that a kiosk need not load what knows time zones: staff-time-text.ts does.
 */
import type { PlainDate } from "./plain-date.ts";
import { weekdayOf } from "./plain-date.ts";

export type Locale = "zh-CN" | "en";

const WEEKDAYS_ZH = ["一", "二", "三", "四", "五", "六", "日"];
const WEEKDAYS_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WHOLE_MONTHS_EN = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
const MONTHS_EN = WHOLE_MONTHS_EN.map((name) => name.slice(0, 3));

/** "11月24日 星期二" or "Tue 24 Nov". */
export function elderDateText(date: PlainDate, locale: Locale): string {
  const [month, day, weekday] = [Number(date.slice(5, 7)), Number(date.slice(8, 10)), weekdayOf(date) - 1];
  return locale === "zh-CN"
    ? `${month}月${day}日 星期${WEEKDAYS_ZH[weekday] ?? ""}`
    : `${WEEKDAYS_EN[weekday] ?? ""} ${day} ${MONTHS_EN[month - 1] ?? ""}`;
}

/** "11月24日" or "24 Nov": where the weekday leaves no room. */
export function elderDayText(date: PlainDate, locale: Locale): string {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  return locale === "zh-CN" ? `${month}月${day}日` : `${day} ${MONTHS_EN[month - 1] ?? ""}`;
}

/** "12月" or "December". */
export function elderMonthText(month: string, locale: Locale): string {
  const number = Number(month.slice(5, 7));
  return locale === "zh-CN" ? `${number}月` : (WHOLE_MONTHS_EN[number - 1] ?? "");
}

/** "2027年3月1日" or "1 Mar 2027": a day that may lie in another year. */
export function elderYearDateText(date: PlainDate, locale: Locale): string {
  const [year, month, day] = [date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  return locale === "zh-CN" ? `${year}年${month}月${day}日` : `${day} ${MONTHS_EN[month - 1] ?? ""} ${year}`;
}

/** "上午9点", "下午1点半", "上午9点15分"; "9 am", "1:30 pm". */
export function elderClockText(minute: number, locale: Locale): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  if (locale === "en") {
    const twelve = hour % 12 === 0 ? 12 : hour % 12;
    return `${twelve}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`} ${hour < 12 ? "am" : "pm"}`;
  }
  const part = hour < 6 ? "凌晨" : hour < 12 ? "上午" : hour < 13 ? "中午" : hour < 18 ? "下午" : "晚上";
  const spoken = hour > 12 ? hour - 12 : hour;
  return `${part}${spoken}点${rest === 0 ? "" : rest === 30 ? "半" : `${rest}分`}`;
}

/** "11月24日 星期二 上午9点". */
export function elderTimeText(date: PlainDate, minute: number, locale: Locale): string {
  return `${elderDateText(date, locale)}${locale === "en" ? "," : ""} ${elderClockText(minute, locale)}`;
}

/** "2026-11-24 周二" or "2026-11-24 Tue". */
export function staffDateText(date: PlainDate, locale: Locale): string {
  const weekday = weekdayOf(date) - 1;
  return `${date} ${locale === "zh-CN" ? `周${WEEKDAYS_ZH[weekday] ?? ""}` : (WEEKDAYS_EN[weekday] ?? "")}`;
}

/** "周二" or "Tue" of an ISO weekday. */
export function weekdayText(weekday: number, locale: Locale): string {
  return locale === "zh-CN" ? `周${WEEKDAYS_ZH[weekday - 1] ?? ""}` : (WEEKDAYS_EN[weekday - 1] ?? "");
}
