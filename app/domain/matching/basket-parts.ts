/**
 * A basket as the planner sees it: what is done on one visit, how long it takes and who is needed. A basket goes to one worker (or
 * two where the catalogue says so) who holds all of it; only if nobody does, it is split over two of the month's visits.
 */
import { basketNeeds } from "../catalogue/service-basket.ts";
import type { Catalogue } from "../catalogue/service-subtype.ts";
import { Refusal } from "../refusal.ts";
import type { QualificationCode } from "../workforce/qualification.ts";
import type { BasketNeed } from "./worker-fit.ts";

/** One subtype of an elder's basket with what it asks for at the elder's grade. */
export type SubtypeNeed = BasketNeed & { readonly code: string; readonly typicalMinutes: number };

export type BasketPart = BasketNeed & { readonly subtypes: readonly string[]; readonly durationMinutes: number };

/** Refuses "catalogue-code-unknown" with the first code that the catalogue does not hold. */
export function subtypeNeedsOf(codes: readonly string[], grade: number, catalogue: Catalogue): SubtypeNeed[] {
  return codes.map((code) => {
    const { typicalMinutes, qualificationGroups, workersNeeded, unknown } = basketNeeds([code], grade, catalogue);
    if (unknown.length > 0) throw new Refusal("catalogue-code-unknown", { code });
    return { code, typicalMinutes, qualificationGroups, workersNeeded };
  });
}

/** The whole basket on one visit. A visit is never planned shorter than the least payable minutes. */
export function basketPart(subtypes: readonly SubtypeNeed[], visitMinMinutes: number): BasketPart {
  const groups = new Map<string, readonly QualificationCode[]>();
  for (const subtype of subtypes)
    for (const group of subtype.qualificationGroups) groups.set([...group].sort().join("/"), group);
  const typicalMinutes = subtypes.reduce((sum, subtype) => sum + subtype.typicalMinutes, 0);
  return {
    subtypes: subtypes.map(({ code }) => code),
    durationMinutes: Math.max(visitMinMinutes, typicalMinutes),
    qualificationGroups: [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, group]) => group),
    workersNeeded: subtypes.some((subtype) => subtype.workersNeeded === 2) ? 2 : 1,
  };
}

/**
 * Two parts that can each be held, or null. Subtypes with the same needs stay together; of the possible divisions the one whose
 * parts differ least in minutes is taken, the first in the order of the codes on a tie.
 */
export function splitBasket(
  subtypes: readonly SubtypeNeed[],
  visitMinMinutes: number,
  canHold: (part: BasketPart) => boolean,
): readonly [BasketPart, BasketPart] | null {
  const kinds = kindsOf(subtypes);
  let best: { difference: number; parts: readonly [BasketPart, BasketPart] } | null = null;
  // The first kind always lies in the first part, so that each division is seen once.
  for (let mask = 1; mask < 2 ** kinds.length - 1; mask += 2) {
    const inFirst = (_: unknown, index: number) => (mask >> index) % 2 === 1;
    const first = kinds.filter(inFirst).flat();
    const second = kinds.filter((kind, index) => !inFirst(kind, index)).flat();
    const difference = Math.abs(minutesOf(first) - minutesOf(second));
    if (best !== null && difference >= best.difference) continue;
    const parts = [basketPart(first, visitMinMinutes), basketPart(second, visitMinMinutes)] as const;
    if (parts.every(canHold)) best = { difference, parts };
  }
  return best?.parts ?? null;
}

function minutesOf(subtypes: readonly SubtypeNeed[]): number {
  return subtypes.reduce((sum, subtype) => sum + subtype.typicalMinutes, 0);
}

/** Subtypes with equal needs in one list, in the order of their first code. */
function kindsOf(subtypes: readonly SubtypeNeed[]): SubtypeNeed[][] {
  const kinds = new Map<string, SubtypeNeed[]>();
  for (const subtype of [...subtypes].sort((left, right) => (left.code < right.code ? -1 : 1))) {
    const groups = subtype.qualificationGroups.map((group) => [...group].sort().join("/"));
    const kind = `${subtype.workersNeeded}:${groups.sort().join("+")}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), subtype]);
  }
  return [...kinds.values()];
}
