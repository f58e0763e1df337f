import { describe, expect, it } from "vitest";
import { cardPage, cardsPerPage } from "#app/kiosk/cards-per-page.ts";
import type { KeyPress } from "#app/kiosk/keypad-press.ts";
import { digitGroups, isKeyPress, pressKey } from "#app/kiosk/keypad-press.ts";
import { noteTimeText, slotWords, whenLines } from "#app/kiosk/slot-words.ts";
import { elderDurationWords } from "#app/messages/kiosk-booking.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const slot = {
  date: plainDate("2026-11-24"),
  startMinute: 570,
  durationMinutes: 60,
  worker: "张护理员",
  visitsBefore: 3,
};

describe("the words of a free time", () => {
  it("are one line and a note, and two short lines in the largest letters", () => {
    expect(slotWords(slot, 1, "zh-CN")).toMatchObject({
      lines: ["11月24日 星期二 上午9点半到10点半"],
      note: "张护理员 · 来过 3 次",
    });
    expect(slotWords(slot, 2, "zh-CN")).toMatchObject({
      lines: ["11月24日 星期二 上午9点半"],
      note: "张护理员 · 1 小时 · 来过 3 次",
    });
    expect(slotWords(slot, 3, "zh-CN")).toMatchObject({
      lines: ["11月24日 星期二", "上午9点半 · 张护理员"],
      note: null,
    });
  });

  it("are whole in the voice at every step", () => {
    for (const step of [1, 2, 3] as const)
      expect(slotWords(slot, step, "zh-CN").spoken).toBe("11月24日 星期二 上午9点半，张护理员，1 小时，来过 3 次");
  });

  it("stay short enough for their card", () => {
    const characters = (text: string) => [...text].filter((one) => /\p{Script=Han}/u.test(one)).length;
    expect(characters(slotWords(slot, 2, "zh-CN").lines[0] ?? "")).toBeLessThanOrEqual(13);
    for (const line of slotWords(slot, 3, "zh-CN").lines) expect(characters(line)).toBeLessThanOrEqual(10);
  });

  it("announce somebody who comes for the first time", () => {
    expect(slotWords({ ...slot, visitsBefore: 0 }, 1, "zh-CN").note).toContain("第一次来");
  });

  it("say whole hours as hours", () => {
    expect([elderDurationWords(120, "zh-CN"), elderDurationWords(90, "zh-CN"), elderDurationWords(60, "en")]).toEqual([
      "2 小时",
      "90 分钟",
      "1 hour",
    ]);
  });
});

describe("when something is, on a card", () => {
  const [date, minute] = [plainDate("2026-11-15"), 9 * 60 + 40];

  it("leaves the weekday out of a note at the largest letters, where a time to the minute would be cut", () => {
    expect(noteTimeText(date, minute, 2, "zh-CN")).toBe("11月15日 星期日 上午9点40分");
    expect(noteTimeText(date, minute, 3, "zh-CN")).toBe("11月15日 上午9点40分");
    expect(noteTimeText(date, minute, 3, "en")).toBe("15 Nov, 9:40 am");
  });

  it("takes two lines at the largest letters, a day and a time", () => {
    expect(whenLines(date, minute, 2, "en")).toEqual(["Sun 15 Nov, 9:40 am"]);
    expect(whenLines(date, minute, 3, "en")).toEqual(["Sun 15 Nov", "9:40 am"]);
    expect(whenLines(date, minute, 3, "zh-CN")).toEqual(["11月15日 星期日", "上午9点40分"]);
  });
});

describe("a page of cards", () => {
  const items = ["a", "b", "c", "d", "e"];

  it("holds what the layout can show", () => {
    expect(cardsPerPage({ orient: "portrait", step: 1, low: false })).toBe(4);
    expect(cardsPerPage({ orient: "portrait", step: 1, low: true })).toBe(2);
    expect(cardsPerPage({ orient: "landscape", step: 2, low: true })).toBe(3);
  });

  it("is the last one when a page beyond the end is asked for, and the first below 1", () => {
    expect(cardPage(items, 2, 4)).toEqual({ items: ["e"], page: 2, pages: 2 });
    expect(cardPage(items, 9, 4).page).toBe(2);
    expect(cardPage(items, 0, 4).page).toBe(1);
    expect(cardPage([], 1, 4)).toEqual({ items: [], page: 1, pages: 1 });
  });
});

describe("the keys", () => {
  it("add, delete and clear", () => {
    const press = (digits: string, ...keys: KeyPress[]) =>
      keys.reduce((typed, key) => pressKey(typed, key, 11), digits);
    expect(press("", "1", "3", "8")).toBe("138");
    expect(press("138", "delete")).toBe("13");
    expect(press("", "delete")).toBe("");
    expect(press("138", "clear", "9")).toBe("9");
  });

  it("take no digit beyond the longest and nothing that is no digit", () => {
    expect(pressKey("123456", "7", 6)).toBe("123456");
    expect(pressKey("12345", "6", 6)).toBe("123456");
    expect(pressKey("1a2-3", "4", 6)).toBe("1234");
    expect(pressKey("123456789", "delete", 6)).toBe("12345");
  });

  it("are known by name", () => {
    expect(["0", "9", "delete", "clear"].every(isKeyPress)).toBe(true);
    expect(["10", "", "submit", null, 1].some(isKeyPress)).toBe(false);
  });

  it("are shown in groups as numbers are read aloud", () => {
    expect(digitGroups("13812", 11)).toEqual(["138", "12__", "____"]);
    expect(digitGroups("1234", 6, true)).toEqual(["●●●", "●__"]);
    expect(digitGroups("", 4)).toEqual(["____"]);
  });
});
