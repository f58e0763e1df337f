import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ELIGIBILITY_CODES, eligibilitySentence } from "#app/messages/eligibility.ts";
import { kioskModules } from "#app/messages/kiosk-modules.ts";
import type { Locale } from "#app/messages/locale.ts";
import { LOCALES } from "#app/messages/locale.ts";
import { STATES } from "#app/messages/states.ts";
import { CATALOGUES, textsOf } from "./catalogues.ts";

/** Words of offices and machines that elders should not meet; what to say instead is in the words themselves. */
const BANNED: Readonly<Record<Locale, readonly string[]>> = {
  "zh-CN": [
    ..."工单 订单 派单 指派 核验 验证 提交 登录 注销 授权 超时 异常 系统繁忙 操作失败 库存不足 名额已满".split(" "),
    ..."用户 服务对象 服务人员 失能 失智 困难 低保 无效 非法 错误 请稍候 护士".split(" "),
  ],
  en: ["submit", "log in", "login", "log out", "invalid", "oops", "error", "please try again later", "user"],
};

/** Most Chinese characters between two punctuation marks that can be said in one breath. */
const LONGEST_PHRASE = 16;

function elderTexts(locale: Locale): { key: string; text: string }[] {
  const sentences = ELIGIBILITY_CODES.flatMap((code) => {
    const text = eligibilitySentence(code, { date: "11月24日", n: 3, papers: "居住证明" }, locale);
    return text === null ? [] : [{ key: code, text }];
  });
  const modules = kioskModules(locale).flatMap(({ code, name, line }) => [
    { key: code, text: name },
    { key: code, text: line },
  ]);
  const states = Object.entries(STATES.delivery).flatMap(([key, state]) =>
    state.elder ? [{ key, text: state.elder[locale] }] : [],
  );
  const screens = Object.entries(CATALOGUES).flatMap(([name, words]) =>
    /^(kiosk|family)/.test(name) ? textsOf(words[locale]) : [],
  );
  return [...sentences, ...modules, ...states, ...screens];
}

function files(folder: string): string[] {
  const address = new URL(`../../${folder}/`, import.meta.url);
  return readdirSync(address, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

describe.each(LOCALES)("what elders read and hear, %s", (locale) => {
  it("uses none of the words of offices and machines", () => {
    const found = elderTexts(locale).filter(({ text }) =>
      BANNED[locale].some((word) => text.toLowerCase().includes(word)),
    );
    expect(found).toEqual([]);
  });

  it("shouts at nobody", () => {
    expect(elderTexts(locale).filter(({ text }) => /[!！]/.test(text))).toEqual([]);
  });
});

describe("Chinese sentences for elders", () => {
  it(`have at most ${LONGEST_PHRASE} characters between two marks`, () => {
    const long = elderTexts("zh-CN").filter(({ text }) =>
      text
        .split(/[，。：；？、,:\s/／–]/)
        .some((phrase) => (phrase.match(/\p{Script=Han}/gu) ?? []).length > LONGEST_PHRASE),
    );
    expect(long).toEqual([]);
  });

  it("say 您 and never 你", () => {
    expect(elderTexts("zh-CN").filter(({ text }) => text.includes("你"))).toEqual([]);
  });

  it("name no aid status where bystanders could read it", () => {
    expect(eligibilitySentence("EL-HARDSHIP", {}, "zh-CN")).not.toMatch(/低保|困难|特困/);
  });

  it("say nothing at all about a death", () => {
    expect(eligibilitySentence("EL-DECEASED", {}, "zh-CN")).toBeNull();
  });
});

describe("telephone numbers", () => {
  it("are the hotline and the ambulance; the minors' line appears nowhere", () => {
    const number = ["123", "49"].join("");
    const holding = ["app", "public"]
      .flatMap(files)
      .filter((path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8").includes(number));
    expect(holding).toEqual([]);
  });
});

describe("the nine modules", () => {
  it("are nine, two of them confirmed under exactly these names, the last the call for help", () => {
    const modules = kioskModules("zh-CN");
    expect(modules).toHaveLength(9);
    expect(modules.filter((one) => one.confirmed).map((one) => one.name)).toEqual(["服务预约", "活动报名"]);
    expect(modules.at(-1)?.code).toBe("help");
  });

  it("have English names of at most 10 letters on large tiles", () => {
    for (const { name } of kioskModules("en")) expect(name.length, name).toBeLessThanOrEqual(10);
  });
});
