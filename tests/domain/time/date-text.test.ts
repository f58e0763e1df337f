import { describe, expect, it } from "vitest";
import { elderClockText, elderTimeText, weekdayText } from "#app/domain/time/date-text.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

describe("dates and times as people read them", () => {
  it("are told to elders by the part of the day", () => {
    expect(elderTimeText(plainDate("2026-11-24"), 540, "zh-CN")).toBe("11月24日 星期二 上午9点");
    expect(elderTimeText(plainDate("2026-11-24"), 540, "en")).toBe("Tue 24 Nov, 9 am");
  });
  it.each([
    [359, "凌晨5点59分", "5:59 am"],
    [360, "上午6点", "6 am"],
    [719, "上午11点59分", "11:59 am"],
    [720, "中午12点", "12 pm"],
    [780, "下午1点", "1 pm"],
    [810, "下午1点半", "1:30 pm"],
    [1080, "晚上6点", "6 pm"],
    [0, "凌晨0点", "12 am"],
  ])("minute %s is %s, %s", (minute, zh, en) => {
    expect(elderClockText(minute, "zh-CN")).toBe(zh);
    expect(elderClockText(minute, "en")).toBe(en);
  });
  it("name the day of the week for staff by one sign", () => {
    expect([1, 7].map((day) => weekdayText(day, "zh-CN"))).toEqual(["周一", "周日"]);
  });
});
