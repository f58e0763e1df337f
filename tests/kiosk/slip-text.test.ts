import { describe, expect, it } from "vitest";
import { slipSchema, type NewSlip } from "#app/domain/kiosk/slip.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { slipLines, slipText } from "#app/kiosk/slip-text.ts";

const who = { name: "张*英", surname: "张", sex: "female" };
const worded = (slip: NewSlip, locale: "zh-CN" | "en" = "zh-CN") => ({ who, locale, slip: slipSchema.parse(slip) });

const booked: NewSlip = {
  kind: "booked",
  date: plainDate("2026-11-24"),
  startMinute: 540,
  codes: ["LC02"],
  surnames: ["李"],
  building: "工农路12号3幢",
  left: 2,
  number: "3827",
};

describe("a slip in words", () => {
  it("says who, what, when with its weekday, who comes, where, what is left and the number", () => {
    const { title, who: whose, items } = slipText(worded(booked));
    expect(title).toBe("约好的服务");
    expect(whose).toBe("张奶奶（张*英）");
    expect(items.map(({ value }) => value)).toEqual([
      "洗澡",
      "11月24日 星期二 上午9点",
      "李护理员",
      "工农路12号3幢",
      "这个月还能约 2 次",
      "3827",
    ]);
  });

  it("leaves out what is not known, and says the waiting place only of who waits", () => {
    expect(slipText(worded({ ...booked, building: null, left: null, number: null })).items).toHaveLength(3);
    const activity: NewSlip = {
      kind: "activity",
      title: "太极拳",
      date: plainDate("2026-11-24"),
      startMinute: 540,
      place: "活动室",
      waitingPlace: null,
    };
    expect(slipText(worded(activity)).items.at(-1)?.value).toBe("有位子");
    expect(slipText(worded({ ...activity, joinedPlace: 5 })).items.at(-1)?.value).toBe("报上了，第 5 号");
    expect(slipText(worded({ ...activity, waitingPlace: 2 })).items.at(-1)?.value).toContain("第 2 位");
  });

  it("ends on paper with the hotline, in the language of the slip", () => {
    expect(slipLines(worded(booked), "秦灶").at(-1)?.text).toContain("871-12345");
    expect(slipLines(worded(booked, "en"), "Qinzao").map(({ text }) => text)).toContain("When Tue 24 Nov, 9 am");
  });

  it("says of a matter its number, what it is about, when somebody calls, and how to ask", () => {
    const ticket: NewSlip = {
      kind: "ticket",
      number: "3827",
      subject: "护理员",
      answerBy: null,
      notes: ["查询码 123456", "来问时"],
    };
    const { items } = slipText({ ...worded(ticket), who: null });
    expect(items.map(({ term, value }) => [term, value])).toEqual([
      ["编号", "3827"],
      ["事情", "护理员"],
      ["说明", "查询码 123456"],
      ["", "来问时"],
    ]);
    const called = slipText(worded({ ...ticket, answerBy: plainDate("2026-11-27"), notes: [] }));
    expect(called.items.at(-1)?.value).toBe("11月27日 星期五前打电话给您");
  });

  it("says of an empty schedule that nobody is due", () => {
    expect(slipText(worded({ kind: "schedule", visits: [], left: null })).items).toMatchObject([
      { value: "这个月没有要来的了" },
    ]);
  });
});
