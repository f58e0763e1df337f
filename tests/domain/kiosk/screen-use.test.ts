import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { endAt } from "#app/domain/kiosk/screen-end.ts";
import { isUsedScreen, judgeUse, USED_SCREENS, usedScreenOf } from "#app/domain/kiosk/screen-use.ts";
import { usedScreenWord } from "#app/messages/office-kiosk-use.ts";

const use = { shown: 10, seconds: 125, left: 2, timedOut: 1, helped: 1 };
const judged = (screen: string, changes: Partial<typeof use> = {}) => judgeUse([{ screen, ...use, ...changes }])[0];

describe("a screen of a kiosk", () => {
  it("is counted by its address and, in a longer task, by its step", () => {
    expect(usedScreenOf("routes/kiosk.book", "check")).toBe("book.check");
    expect(usedScreenOf("routes/kiosk.activities.$activityId", undefined)).toBe("activities.one");
    expect(usedScreenOf("routes/kiosk.activities._index", undefined)).toBe("activities");
    expect(usedScreenOf("routes/kiosk.family.invite.$inviteId", undefined)).toBe("family.invite.one");
  });

  it("is not counted where it is no screen of a task, or of a step that nobody knows", () => {
    for (const [route, step] of [
      ["routes/kiosk.help", undefined],
      ["routes/kiosk", undefined],
      ["routes/office.kiosks._index", undefined],
      ["routes/kiosk.book", "张桂英"],
      ["routes/kiosk.book", undefined],
    ] as const)
      expect(usedScreenOf(route, step), route).toBeNull();
    expect(isUsedScreen("13912345678")).toBe(false);
  });

  it("is a route of the kiosk and has its word in both languages", () => {
    const routes = readdirSync(new URL("../../../app/routes/", import.meta.url)).flatMap((file) => {
      const route = `routes/${file.replace(/\.tsx?$/, "")}`;
      return ["what", "time", "days", "check", "again", "none", "unsure", "full", "closed"]
        .concat(["topic", "details", "reply", "phone", "ask"])
        .map((step) => usedScreenOf(route, step));
    });
    for (const screen of USED_SCREENS) {
      expect(routes, screen).toContain(screen);
      for (const locale of ["zh-CN", "en"] as const) expect(usedScreenWord(screen, locale)).not.toBe(screen);
    }
  });

  it("ends by what is shown next", () => {
    expect(["/kiosk/home", "/kiosk", "/kiosk/help", "/kiosk/book"].map(endAt)).toEqual([
      "left",
      "left",
      "helped",
      "on",
    ]);
  });
});

describe("giving up", () => {
  it("is to go away, to be timed out or to call for help, of all who saw the screen", () => {
    expect(judged("book.time")).toMatchObject({ givenUpPercent: 40, meanSeconds: 13 });
    expect(judged("book.time", { left: 0, timedOut: 0, helped: 0 })).toMatchObject({ givenUpPercent: 0 });
    expect(judged("book.time", { shown: 0, seconds: 0 })).toMatchObject({ givenUpPercent: null, meanSeconds: 0 });
  });

  it("is nothing where all was done", () => {
    for (const screen of ["booked.one", "complained", "home"]) expect(judged(screen)?.givenUpPercent).toBeNull();
  });

  it("puts first where most give up", () => {
    const screens = judgeUse([
      { screen: "home", ...use },
      { screen: "book.what", ...use, left: 0 },
      { screen: "book.time", ...use },
    ]).map(({ screen }) => screen);
    expect(screens).toEqual(["book.time", "book.what", "home"]);
  });
});
