import { describe, expect, it } from "vitest";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { allocateElders } from "#app/domain/matching/allocation.ts";
import { allocationInputFacts, allocationResultFacts } from "#app/domain/matching/allocation-digest.ts";
import type { AllocationInput } from "#app/domain/matching/allocation-input.ts";
import { pointAt } from "../scheduling/month-plan/district.ts";
import {
  aContract,
  allocationOf,
  aPerson,
  aPersonInNeed,
  aPlace,
  contractId,
  elderId,
  providerId,
} from "./builders.ts";

const elders = [aPersonInNeed("1", { chosenProviderId: providerId("B") }), aPersonInNeed("2", { home: pointAt(3, 4) })];
const places = [aPlace("A", { staff: [aPerson("a", ["Q1"]), aPerson("b", ["Q0"])] }), aPlace("B")];
const input = allocationOf(elders, places);

/** The same district under other generated ids. */
const renamed = allocationOf(
  [
    aPersonInNeed("1", { id: elderId("x"), chosenProviderId: providerId("y") }),
    aPersonInNeed("2", { id: elderId("z"), home: pointAt(3, 4) }),
  ],
  [
    aPlace("A", { id: providerId("w"), staff: [aPerson("c", ["Q0"]), aPerson("d", ["Q1"])] }),
    aPlace("B", { id: providerId("y"), contracts: [aContract("B", { id: contractId("v") })] }),
  ],
);

const inputText = (source: AllocationInput, seed = "s") => canonicalJson(allocationInputFacts(source, seed));
const resultText = (source: AllocationInput) =>
  canonicalJson(allocationResultFacts(source, allocateElders(source, "s")));

describe("the digest of an allocation", () => {
  it("is made of whole numbers and keys, whatever the ids and the order of the lists", () => {
    const shuffled = allocationOf([...elders].reverse(), [...places].reverse());
    expect(inputText(renamed)).toBe(inputText(input));
    expect(inputText(shuffled)).toBe(inputText(input));
    expect(resultText(renamed)).toBe(resultText(input));
    expect(resultText(shuffled)).toBe(resultText(input));
    expect(resultText(input)).toBe('[["1","CB","elder_choice"],["2","CA","lowest_cost"]]');
  });

  it("changes with the worker whom an elder refuses, if that worker differs in what counts", () => {
    const [first = aPersonInNeed("1")] = elders;
    const refusing = (worker: string) =>
      inputText(allocationOf([{ ...first, refusedWorkerIds: [aPerson(worker, []).id] }], places));
    expect(new Set([refusing("a"), refusing("b"), refusing("nobody")]).size).toBe(3);
  });

  it("changes with the seed, a home, a choice, a certificate, a capacity and a group's", () => {
    const [first = aPersonInNeed("1"), second = aPersonInNeed("2")] = elders;
    const changed = [
      inputText(input, "t"),
      inputText(allocationOf([first, { ...second, home: pointAt(3, 4.1) }], places)),
      inputText(allocationOf([{ ...first, chosenProviderId: null }, second], places)),
      inputText(
        allocationOf(elders, [aPlace("A", { staff: [aPerson("a", ["Q2"]), aPerson("b", ["Q0"])] }), aPlace("B")]),
      ),
      inputText(
        allocationOf(elders, [
          places[0] ?? aPlace("A"),
          aPlace("B", { contracts: [aContract("B", { monthlyCapacity: 1 })] }),
        ]),
      ),
      inputText(
        allocationOf(elders, [
          places[0] ?? aPlace("A"),
          aPlace("B", { contracts: [aContract("B", { groupCapacities: { nursing: 8 } })] }),
        ]),
      ),
      inputText(allocationOf(elders, places, { subtypeGroups: [{ key: "nursing", subtypes: ["N1"] }] })),
    ];
    expect(new Set([inputText(input), ...changed]).size).toBe(8);
  });
});
