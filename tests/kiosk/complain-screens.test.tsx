import { describe, expect, it } from "vitest";
import { ComplainedScreen } from "#app/kiosk/complain-screens.tsx";
import { textOf } from "../components/render-markup.tsx";
import { kioskMarkup } from "./kiosk-markup.tsx";

const anonymous = { number: "3827", callWithinDays: null, isProtected: false, askingCode: "123456" };
const markupOf = (changes: Partial<Parameters<typeof ComplainedScreen>[0]> = {}) =>
  kioskMarkup(<ComplainedScreen {...anonymous} {...changes} />);

describe("a matter that was just brought forward", () => {
  it("has its code to be written down where nothing is printed, and on paper where it is", () => {
    expect(textOf(markupOf())).toContain("请记下来");
    expect(textOf(markupOf({ printing: "printing" }))).toContain("正在打印");
    expect(textOf(markupOf({ printing: "printing" }))).not.toContain("请记下来");
    expect(textOf(markupOf({ printing: "failed" }))).toContain("抄下来");
  });

  it("says beside the promise of a call that its number is printed", () => {
    const called = { callWithinDays: 3, askingCode: null };
    expect(textOf(markupOf(called))).not.toContain("打印");
    expect(textOf(markupOf({ ...called, printing: "printing" }))).toMatch(/3 个工作日内给您回话.*正在打印/);
  });

  it("shows its code and lets no loudspeaker say it", () => {
    expect(markupOf()).toMatch(/<p[^>]*data-unsaid=""[^>]*>查询码 123456/);
  });
});
