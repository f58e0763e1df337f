import { describe, expect, it } from "vitest";
import { CATALOGUES, textsOf } from "./catalogues.ts";

/** Words that stay Chinese in English: the name of the language, the product's own name. */
const CHINESE_IN_ENGLISH = ["中文", "床边"];

const kindOf = (word: unknown) => (Array.isArray(word) ? `list of ${word.length}` : typeof word);

describe.each(Object.entries(CATALOGUES))("words of %s", (_, catalogue) => {
  const { "zh-CN": zh, en } = catalogue;

  it("have the same keys in both languages", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  it("are of the same kind and take the same parameters in both languages", () => {
    for (const [key, word] of Object.entries(zh)) {
      expect(kindOf(en[key]), key).toBe(kindOf(word));
      if (typeof word === "function" && typeof en[key] === "function") expect(en[key].length, key).toBe(word.length);
    }
  });

  it("are never empty", () => {
    for (const { key, text } of [...textsOf(zh), ...textsOf(en)]) expect(text.trim(), key).not.toBe("");
  });

  it("are not Chinese where English is meant", () => {
    const left = textsOf(en).filter(({ text }) =>
      /\p{Script=Han}/u.test(CHINESE_IN_ENGLISH.reduce((rest, word) => rest.replaceAll(word, ""), text)),
    );
    expect(left).toEqual([]);
  });

  it("differ between the languages, except for numbers and names", () => {
    const english = new Map(textsOf(en).map(({ key, text }) => [key, text]));
    const same = textsOf(zh).filter(({ key, text }) => /\p{Script=Han}/u.test(text) && english.get(key) === text);
    expect(same.filter(({ text }) => !CHINESE_IN_ENGLISH.some((word) => text.includes(word)))).toEqual([]);
  });
});

describe("words with parameters", () => {
  it("use every parameter they take", () => {
    const unused = Object.entries(CATALOGUES).flatMap(([name, { "zh-CN": zh, en }]) =>
      [zh, en].flatMap((words) =>
        Object.entries(words).flatMap(([key, word]) => {
          if (typeof word !== "function") return [];
          const say = word as (...values: unknown[]) => string;
          const marks = Array.from({ length: say.length }, (_, index) => `⟨${index}⟩`);
          const text = say(...marks);
          return marks.filter((mark) => !text.includes(mark)).map((mark) => `${name}.${key} ${mark}`);
        }),
      ),
    );
    // A month is named from its number, which no mark can stand for.
    expect(unused.filter((one) => !one.startsWith("figures.month_title"))).toEqual([]);
  });
});
