/** What the entitled elders of a month need, by street and subtype, and by whom. */
import { basketPart } from "../../matching/basket-parts.ts";
import type { QualificationCode } from "../../workforce/qualification.ts";
import type { ForecastElder } from "./forecast-input.ts";

/** Every group must be held; inside a group any one code is enough. No group: the basic training is enough. */
export type NeededGroups = readonly (readonly QualificationCode[])[];

export type NeedPart = { readonly groups: NeededGroups; readonly minutes: number };

export type StreetNeed = {
  readonly streetId: number;
  readonly subtype: string;
  /** Visits on which the subtype is done; a visit with three subtypes counts for each. */
  readonly visits: number;
  /** Minutes of care workers by what they must hold, rounded up; the second of two who come together needs no more than Q0. */
  readonly parts: readonly NeedPart[];
};

type Counted = {
  streetId: number;
  subtype: string;
  visits: number;
  parts: Map<string, { groups: NeededGroups; minutes: number }>;
};

/**
 * A visit lasts as its basket does, at least the least payable minutes; its minutes go to the subtypes in the proportion of their
 * typical ones. In the order of streets and subtypes.
 */
export function streetNeeds(elders: readonly ForecastElder[], visitMinMinutes: number): StreetNeed[] {
  const needs = new Map<string, Counted>();
  for (const { streetId, subtypes, visits } of elders) {
    const basket = basketPart(subtypes, visitMinMinutes);
    const typical = subtypes.reduce((sum, { typicalMinutes }) => sum + typicalMinutes, 0);
    for (const { code, typicalMinutes, qualificationGroups } of subtypes) {
      const share = typical === 0 ? 1 / subtypes.length : typicalMinutes / typical;
      const minutes = basket.durationMinutes * share * visits;
      const key = `${String(streetId).padStart(9, "0")}|${code}`;
      const need = needs.get(key) ?? { streetId, subtype: code, visits: 0, parts: new Map() };
      need.visits += visits;
      addPart(need, qualificationGroups, minutes);
      if (basket.workersNeeded === 2) addPart(need, [], minutes);
      needs.set(key, need);
    }
  }
  return [...needs]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, need]) => ({
      ...need,
      parts: [...need.parts].sort(([left], [right]) => (left < right ? 1 : -1)).map(([, part]) => wholeMinutes(part)),
    }));
}

function addPart(need: Counted, groups: NeededGroups, minutes: number): void {
  const key = groupsName(groups);
  const part = need.parts.get(key) ?? { groups, minutes: 0 };
  need.parts.set(key, { groups, minutes: part.minutes + minutes });
}

export function groupsName(groups: NeededGroups): string {
  return groups
    .map((group) => [...group].sort().join("/"))
    .sort()
    .join("+");
}

/** Thirds that add up to a whole must not become one minute more. */
function wholeMinutes({ groups, minutes }: NeedPart): NeedPart {
  return { groups, minutes: Math.ceil(Math.round(minutes * 1000) / 1000) };
}
