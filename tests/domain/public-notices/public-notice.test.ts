import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isShownOn,
  readingPages,
  requireNotice,
  requirePublishable,
  requireWithdrawable,
  type NoticeDraft,
} from "#app/domain/public-notices/public-notice.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const draft: NoticeDraft = {
  title: "补贴怎么领",
  body: "全文",
  plain: "您每个月有 4 次上门服务。",
  validFrom: plainDate("2026-11-01"),
  validTo: plainDate("2026-12-31"),
};

describe("a notice", () => {
  it.each<[string, Partial<NoticeDraft>]>([
    ["notice-needs-title", { title: " " }],
    ["notice-title-long", { title: "一二三四五六七八九十一二三四五六七" }],
    ["notice-needs-text", { body: "" }],
    ["notice-plain-long", { plain: "字".repeat(201) }],
    ["notice-dates", { validTo: plainDate("2026-10-31") }],
  ])("is refused as %s", (code, changes) => {
    expect(() => requireNotice({ ...draft, ...changes })).toThrow(code);
  });

  it("may have a plain version of exactly 200 characters, or none while it is a draft", () => {
    expect(() => requireNotice({ ...draft, plain: "字".repeat(200) })).not.toThrow();
    expect(() => requireNotice({ ...draft, plain: null })).not.toThrow();
  });

  it("is not published without a plain version, and not twice", () => {
    expect(() => requirePublishable("draft", { ...draft, plain: "  " })).toThrow("notice-needs-plain");
    expect(() => requirePublishable("published", draft)).toThrow("notice-not-draft");
    expect(() => requirePublishable("draft", draft)).not.toThrow();
  });

  it("is withdrawn with a reason, and only while it is published", () => {
    expect(() => requireWithdrawable("published", " ")).toThrow("notice-needs-reason");
    expect(() => requireWithdrawable("withdrawn", "改期")).toThrow("notice-not-published");
  });

  it.each([
    ["2026-10-31", false],
    ["2026-11-01", true],
    ["2026-12-31", true],
    ["2027-01-01", false],
  ])("is shown on %s: %s", (day, shown) => {
    expect(isShownOn({ ...draft, state: "published" }, plainDate(day))).toBe(shown);
    expect(isShownOn({ ...draft, state: "withdrawn" }, plainDate(day))).toBe(false);
  });
});

describe("the pages of a text", () => {
  const text = fc.string({ unit: fc.constantFrom(..."今天有活动请来参加，带上身份证。abc 123；"), maxLength: 300 });

  it("joined are the text, and none holds more than it may", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 120 }), (whole, perPage) => {
        const pages = readingPages(whole, perPage);
        expect(pages.join("")).toBe(whole);
        for (const page of pages) {
          const width = [...page].reduce((sum, one) => sum + (/[\u0020-\u007f]/.test(one) ? 0.55 : 1), 0);
          expect(width).toBeLessThanOrEqual(perPage + 1e-9);
        }
      }),
    );
  });

  it("keep a phrase together where it fits on one page", () => {
    expect(readingPages("今天有活动，请来参加。", 6)).toEqual(["今天有活动，", "请来参加。"]);
  });
});
