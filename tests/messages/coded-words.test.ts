import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { VISIT_DEBT_REASONS } from "#app/domain/scheduling/visit-debt.ts";
import { PLAN_VIOLATIONS } from "#app/domain/scheduling/month-plan/plan-violation.ts";
import { MOVE_REASONS } from "#app/domain/scheduling/series-exception.ts";
import { WORKER_CONFLICTS } from "#app/domain/scheduling/worker-days.ts";
import { DELIVERY_STATES } from "#app/domain/visits/delivery-state.ts";
import { OFFER_STATES } from "#app/domain/visits/offers.ts";
import { APPROVAL_STATES } from "#app/domain/claims/approval-state.ts";
import { CLAIM_STATES } from "#app/domain/claims/claim.ts";
import { CAUSE_KINDS } from "#app/domain/messages/outgoing-message.ts";
import { WORDED_MESSAGES } from "#app/messages/sent-messages.ts";
import { REVEAL_REASONS } from "#app/domain/access/disclosure.ts";
import { STAFF_ROLES } from "#app/domain/access/actor.ts";
import { isIconName } from "#app/components/icon.tsx";
import { ELIGIBILITY_REASONS } from "#app/domain/entitlement/eligibility.ts";
import { EXCLUSION_REASONS } from "#app/domain/matching/hard-constraints.ts";
import {
  ELIGIBILITY_CODES,
  eligibilityCure,
  eligibilityReason,
  eligibilitySentence,
} from "#app/messages/eligibility.ts";
import {
  REVEAL_REASON_CODES,
  REVEAL_REASONS_CONFIRMED,
  revealReasonNeedsText,
  revealReasonWord,
} from "#app/messages/elder-reveal.ts";
import { numberFault } from "#app/messages/elder-search.ts";
import { LOCALES } from "#app/messages/locale.ts";
import { roleWord } from "#app/messages/people.ts";
import {
  allocationReason,
  conflictReason,
  debtReason,
  moveReason,
  PLANNING_CODES,
  stageWord,
} from "#app/messages/planning.ts";
import {
  declineWord,
  REASON_CODES,
  reasonNeedsText,
  reasonWord,
  RESOLUTION_CODES,
  resolutionWord,
} from "#app/messages/reasons.ts";
import { hasRefusalWords, refusalSentence } from "#app/messages/refusals.ts";
import { RULE_CODES, ruleGroup, ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { STATES, stateWord } from "#app/messages/states.ts";
import { elderStateWord } from "#app/messages/delivery-words.ts";
import { DISTRICT_RULES } from "./rule-codes.ts";
import rules from "#app/messages/rules.json";

const CHINESE = /\p{Script=Han}/u;

/** Everything in app/ that is source text. */
function sources(folder: string): string[] {
  return readdirSync(new URL(`../../${folder}/`, import.meta.url), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return sources(`${folder}/${entry.name}`);
    return /\.tsx?$/.test(entry.name)
      ? [readFileSync(new URL(`../../${folder}/${entry.name}`, import.meta.url), "utf8")]
      : [];
  });
}

describe("verification rules", () => {
  it("have words for each of the district's 92 rules and for no other", () => {
    expect(DISTRICT_RULES).toHaveLength(92);
    expect([...RULE_CODES].sort()).toEqual([...DISTRICT_RULES].sort());
  });

  it("name the same facts in both languages", () => {
    const names = (sentence: string) =>
      [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();
    for (const [code, words] of Object.entries(rules))
      expect(names(words.sentence.en), code).toEqual(names(words.sentence["zh-CN"]));
  });

  it("fill facts and parameters into the sentence", () => {
    const facts = { minutes: 47, visit_min_minutes: 60 };
    expect(ruleSentence("R-TOO-SHORT", facts, "zh-CN")).toBe("服务 47 分钟，不足 60 分钟");
    expect(ruleSentence("R-TOO-SHORT", facts, "en")).toBe("47 min of service, less than 60");
  });

  it("show a dash for a fact that is missing", () => {
    expect(ruleSentence("R-TOO-SHORT", { minutes: 47 }, "zh-CN")).toBe("服务 47 分钟，不足 — 分钟");
  });

  it("say codes inside facts in words", () => {
    expect(ruleSentence("R-NOT-ELIGIBLE", { reason: "EL-AGE,EL-HUKOU" }, "zh-CN")).toBe(
      "服务当日不符合条件：未满60周岁、非本区户籍",
    );
    expect(ruleSentence("R-UNQUALIFIED", { service: "LC02", q: "Q1" }, "en")).toBe(
      "Worker lacks Care worker, level 5 needed for LC02",
    );
    expect(ruleSentence("R-LOCATION-MISSING", { cause: "denied" }, "zh-CN")).toBe("没有定位（手机未允许定位）");
  });

  it("say amounts in yuan, though the facts are fen, and counts as they are", () => {
    expect(ruleSentence("R-CLAIM-PRICE", { asked: "3600", price: "3500" }, "zh-CN")).toBe(
      "申报 36.00 元，合同价 35.00 元",
    );
    expect(ruleSentence("R-BUDGET-SHORT", { required: "123456789", available: 5 }, "zh-CN")).toBe(
      "资金不足：需 1,234,567.89 元，余 0.05 元",
    );
    expect(ruleSentence("R-CLAIM-UNITS", { asked: 5, verified: 4 }, "zh-CN")).toBe("申报 5 次，核实 4 次");
  });

  it("keep the code of a rule nobody knows", () => {
    expect(ruleTitle("R-UNHEARD-OF", "zh-CN")).toBe("R-UNHEARD-OF");
    expect(ruleSentence("R-UNHEARD-OF", {}, "en")).toBe("R-UNHEARD-OF");
    expect(ruleGroup("R-TOO-SHORT", "zh-CN")).toBe("时间与时长");
  });
});

describe("eligibility", () => {
  it("has reason and cure for each of the 22 codes that the domain gives", () => {
    expect(ELIGIBILITY_CODES).toHaveLength(22);
    expect([...ELIGIBILITY_CODES].sort()).toEqual([...ELIGIBILITY_REASONS].sort());
    for (const code of ELIGIBILITY_CODES)
      for (const locale of LOCALES) {
        expect(eligibilityReason(code, locale)).not.toBe(code);
        expect(eligibilityCure(code, locale)).not.toBe("");
      }
  });
});

describe("sentences of eligibility for elders", () => {
  it("say dates as people say them", () => {
    expect(eligibilitySentence("EL-AGE", { date: "2027-03-04" }, "zh-CN")).toBe(
      "到2027年3月4日您满60周岁，那时就能申请。",
    );
    expect(eligibilitySentence("EL-WAITING-PERIOD", { date: "2027-03-04" }, "en")).toBe(
      "You can use it from 4 Mar 2027.",
    );
  });
});

describe("codes of planning", () => {
  it.each([
    ["debt", VISIT_DEBT_REASONS, debtReason],
    ["conflict", [...WORKER_CONFLICTS, ...PLAN_VIOLATIONS, "in_past"], conflictReason],
    ["move", MOVE_REASONS, moveReason],
    ["allocation", EXCLUSION_REASONS, allocationReason],
  ] as const)("%s: every code has words", (_, codes, word) => {
    for (const code of codes) expect(word(code, "zh-CN"), code).toMatch(CHINESE);
  });

  it("keeps a code without words visible", () => {
    expect(debtReason("unheard_of", "zh-CN")).toBe("unheard_of");
    expect(Object.keys(PLANNING_CODES)).toContain("allocation");
  });

  it("words a stage by its first word", () => {
    expect(stageWord("import elders", "zh-CN")).toBe("写入名册");
  });
});

describe("states", () => {
  it.each([
    ["delivery", DELIVERY_STATES],
    ["offer", OFFER_STATES],
    ["approval", APPROVAL_STATES],
    ["claim", CLAIM_STATES],
  ] as const)("%s: every state has a word", (kind, codes) => {
    for (const code of codes) expect(stateWord(kind, code).staff["zh-CN"], code).toMatch(CHINESE);
  });

  it("have an icon that can be drawn", () => {
    const icons = Object.values(STATES).flatMap((states) => Object.values(states).map((state) => state.icon));
    expect(icons.filter((icon) => !isIconName(icon))).toEqual([]);
  });

  it("give the elder another word than the office", () => {
    expect(elderStateWord("accepted", "zh-CN")).toBe("约好了");
    expect(elderStateWord("debt", "zh-CN")).toBe("还欠您 1 次，正在安排");
  });

  it("keep the code of a state nobody knows", () => {
    expect(stateWord("delivery", "teleported").staff["zh-CN"]).toBe("teleported");
  });
});

describe("reasons and resolutions", () => {
  it("are 32 and 20, with words in both languages", () => {
    expect([REASON_CODES.length, RESOLUTION_CODES.length]).toEqual([32, 20]);
    for (const code of REASON_CODES) expect(reasonWord(code, "zh-CN"), code).toMatch(CHINESE);
    for (const code of RESOLUTION_CODES) expect(resolutionWord(code, "zh-CN"), code).toMatch(CHINESE);
  });

  it("ask for text only where the reason needs it", () => {
    expect(REASON_CODES.filter(reasonNeedsText)).toEqual(["RC-EMERGENCY", "RC-OTHER"]);
  });

  it("word cancellations and declined offers", () => {
    expect(reasonWord("plan_changed", "zh-CN")).toBe("计划调整");
    expect(declineWord("too_far", "en")).toBe("Too far");
  });
});

describe("differences of a settlement", () => {
  it("are named by their own word, by their rule, or by the reason of a cancellation", () => {
    expect(differenceWord("unclaimed", "zh-CN")).toBe("没有申报");
    expect(differenceWord("R-OVER-QUOTA", "zh-CN")).toBe("超次数");
    expect(differenceWord("cancelled-RC-ELDER-HOSPITAL", "zh-CN")).toBe("已取消：老人住院");
    expect(differenceWord("cancelled-without-code", "en")).toBe("Cancelled");
  });
});

describe("refusals", () => {
  const thrown = new Set(
    sources("app").flatMap((text) => [...text.matchAll(/Refusal\(\s*"([a-z-]+)"/g)].map(([, code = ""]) => code)),
  );

  it("are found in the sources", () => {
    expect(thrown.size).toBeGreaterThan(40);
  });

  it.each([...thrown].sort())("%s has a sentence", (code) => {
    expect(hasRefusalWords(code)).toBe(true);
  });

  it("of a step that the state does not allow name the state in words", () => {
    expect(refusalSentence("visit-cannot-check-out", { state: "planned" }, "zh-CN")).toBe(
      "服务现在是“已排”，不能做这一步。请刷新再看。",
    );
  });

  it("that nobody has worded show their code and say that nothing was changed", () => {
    expect(refusalSentence("unheard-of", {}, "zh-CN")).toBe(
      "这一步不能做（unheard-of）。没有改动任何内容，请看一看再试。",
    );
  });
});

describe("reasons for showing a value", () => {
  it("are those of the domain, with words, and ask for text where the domain does", () => {
    expect([...REVEAL_REASON_CODES].sort()).toEqual(REVEAL_REASONS.map(({ code }) => code).sort());
    for (const { code, needsText } of REVEAL_REASONS) {
      expect(revealReasonWord(code, "zh-CN"), code).toMatch(CHINESE);
      expect(revealReasonNeedsText(code), code).toBe(needsText);
    }
  });

  it("are marked as an example until the district confirms them", () => {
    expect(REVEAL_REASONS_CONFIRMED).toBe(false);
  });
});

describe("faults of a number that is searched by", () => {
  it.each(["EMPTY", "PHONE", "LEGACY_15", "LENGTH", "CHARS", "AREA", "DATE", "CHECK", "FUTURE"])(
    "%s has a sentence in both languages",
    (code) => {
      expect(numberFault(code, "zh-CN")).toMatch(CHINESE);
      expect(numberFault(code, "en")).not.toBe(code);
    },
  );
});

describe("roles", () => {
  it("all have a word", () => {
    for (const role of STAFF_ROLES) expect(roleWord(role, "zh-CN"), role).toMatch(CHINESE);
  });
});

it("every kind of message to families has a sentence", () => {
  expect(WORDED_MESSAGES).toEqual(CAUSE_KINDS);
});
