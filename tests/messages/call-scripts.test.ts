import { describe, expect, it } from "vitest";
import { CALL_PURPOSES } from "#app/domain/centre/call.ts";
import { callScript, consentWords, SCRIPT_KINDS } from "#app/messages/call-scripts.ts";
import { LOCALES } from "#app/messages/locale.ts";

describe("what an operator says", () => {
  it("is there for every kind of call, and before and after the questions", () => {
    for (const kind of [...CALL_PURPOSES, "greeting", "check", "checked", "not_passed"])
      for (const locale of LOCALES) expect(callScript(kind, locale), `${kind} ${locale}`).not.toEqual([]);
    expect(callScript("unknown", "en")).toEqual([]);
  });

  it("has as many sentences in each language", () => {
    for (const kind of SCRIPT_KINDS) expect(callScript(kind, "en")).toHaveLength(callScript(kind, "zh-CN").length);
  });

  it("leaves no brace open once its facts are given", () => {
    const facts = { when: "11月27日上午9点", worker: "李护理员", services: "理发", minutes: 60, seat: "3" };
    for (const locale of LOCALES) {
      expect(consentWords(facts, locale)).not.toMatch(/[{}—]/);
      expect(consentWords({ ...facts, paid: "30", own: "6" }, locale)).not.toMatch(/[{}—]/);
      expect(callScript("greeting", locale, facts).join("")).not.toMatch(/[{}—]/);
    }
  });

  it("asks for a yes to what the elder pays, where public money pays a part", () => {
    expect(consentWords({ paid: "30", own: "6" }, "zh-CN")).toContain("政府付30元，您付6元");
    expect(consentWords({ paid: "36", own: null }, "zh-CN")).toContain("政府买单");
    expect(consentWords({ paid: "30", own: "6" }, "zh-CN")).not.toContain("政府买单");
  });
});
