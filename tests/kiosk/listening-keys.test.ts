import { describe, expect, it } from "vitest";
import { choiceGroup, listeningStepOf, spokenParts } from "#app/kiosk/listening-keys.ts";

const numbersOf = (all: readonly string[], group: number) =>
  choiceGroup(all, group).choices.map(({ number, choice }) => `${number}${choice}`);

describe("which choice has which number", () => {
  it("is 1 to 4 in the order of the screen, and no more is announced where four are all", () => {
    expect(numbersOf(["a", "b", "c", "d"], 0)).toEqual(["1a", "2b", "3c", "4d"]);
    expect(choiceGroup(["a", "b", "c", "d"], 0).hasMore).toBe(false);
  });

  it("begins with 1 again in each further group, and with the first after the last", () => {
    const nine = [..."abcdefghi"];
    expect(choiceGroup(nine, 0).hasMore).toBe(true);
    expect(numbersOf(nine, 1)).toEqual(["1e", "2f", "3g", "4h"]);
    expect(numbersOf(nine, 2)).toEqual(["1i"]);
    expect(numbersOf(nine, 3)).toEqual(["1a", "2b", "3c", "4d"]);
    expect(numbersOf([..."abcde"], 1)).toEqual(["1e"]);
  });

  it("is none where nothing can be chosen", () => {
    expect(choiceGroup([], 0)).toEqual({ choices: [], hasMore: false });
    expect(choiceGroup([], 1)).toEqual({ choices: [], hasMore: false });
  });
});

describe("what a key does", () => {
  it.each([
    ["1", { kind: "choose", number: 1 }],
    ["4", { kind: "choose", number: 4 }],
    ["5", { kind: "more" }],
    ["6", { kind: "unknown" }],
    ["7", { kind: "unknown" }],
    ["8", { kind: "settings" }],
    ["9", { kind: "finish" }],
    ["0", { kind: "repeat" }],
    ["*", { kind: "back" }],
    ["#", { kind: "help" }],
    ["Enter", null],
    ["Backspace", null],
    ["a", null],
    ["10", null],
  ])("%j among choices: %j", (key, step) => expect(listeningStepOf(key, "choices")).toEqual(step));

  it.each(["empty_pad", "typed_pad"] as const)("leaves digits and Enter to the digit pad, %s", (screen) => {
    for (const key of [..."0123456789", "Enter"]) expect(listeningStepOf(key, screen)).toBeNull();
    expect(listeningStepOf("*", screen)).toEqual({ kind: "back" });
    expect(listeningStepOf("#", screen)).toEqual({ kind: "help" });
  });

  it("takes a digit back while there is one; then it leads to the pad's other choices, and back to the digits", () => {
    expect(listeningStepOf("Backspace", "typed_pad")).toBeNull();
    expect(listeningStepOf("Backspace", "empty_pad")).toEqual({ kind: "list" });
    expect(listeningStepOf("Backspace", "pad_choices")).toEqual({ kind: "type" });
    expect(listeningStepOf("2", "pad_choices")).toEqual({ kind: "choose", number: 2 });
    expect(listeningStepOf("9", "pad_choices")).toEqual({ kind: "finish" });
  });
});

describe("what is said at a time", () => {
  it("is all of it where it is short, each line a sentence", () => {
    expect(spokenParts(["您好", "", "想办什么事？", "1，服务预约"], "。")).toEqual(["您好。想办什么事？1，服务预约。"]);
    expect(spokenParts(["Hello.", "1, Book"], ". ")).toEqual(["Hello. 1, Book. "]);
    expect(spokenParts([], "。")).toEqual([]);
  });

  it("is cut between lines, then between sentences, and nothing is left out", () => {
    expect(spokenParts(["一二三四", "五六"], "。", 8)).toEqual(["一二三四。五六。"]);
    expect(spokenParts(["一二三四", "五六"], "。", 7)).toEqual(["一二三四。", "五六。"]);
    expect(spokenParts(["一二。三四。五六"], "。", 6)).toEqual(["一二。三四。", "五六。"]);
    expect(spokenParts(["一二三四五六七八"], "。", 4)).toEqual(["一二三四", "五六七八", "。"]);
  });
});
