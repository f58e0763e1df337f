import { expect, it } from "vitest";
import { VISIT_REMARKS, visitRemarksOf } from "#app/domain/visits/visit-remark.ts";
import { remarkWord } from "#app/messages/visit-remarks.ts";

it("keeps what is known, each once and in the order in which it is offered", () => {
  expect(visitRemarksOf(["wheelchair", "bring my pension", "", "ring_first", "wheelchair"])).toEqual([
    "ring_first",
    "wheelchair",
  ]);
  expect(visitRemarksOf([])).toEqual([]);
});

it("fits one screen in the largest letters: four at most, of four characters at most", () => {
  expect(VISIT_REMARKS.length).toBeLessThanOrEqual(4);
  for (const remark of VISIT_REMARKS) {
    expect([...remarkWord(remark, "zh-CN")].length).toBeLessThanOrEqual(4);
    expect(remarkWord(remark, "en")).not.toBe(remark);
  }
});
