import { describe, expect, it } from "vitest";
import { elderClockText, elderTimeText, staffTimeText, weekdayText } from "#app/domain/time/date-text.ts";
import { instant } from "#app/domain/time/instant.ts";
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
  it("are shown to staff with 24 hours, in Shanghai", () => {
    expect(staffTimeText(instant("2026-11-24T06:02:00Z"), "zh-CN")).toBe("2026-11-24 周二 14:02");
    expect(staffTimeText(instant("2026-11-24T16:02:00Z"), "en")).toBe("2026-11-25 Wed 00:02");
    expect([1, 7].map((day) => weekdayText(day, "zh-CN"))).toEqual(["周一", "周日"]);
  });
});
