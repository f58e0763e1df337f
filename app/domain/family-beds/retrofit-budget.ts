/**
 * What a retrofit costs and how much of it is paid (改造补贴): item by item up to the item's cap, all together up to the bed's cap. Caps are
 * policy data and assumed until the district confirms them. Amounts are whole fen.
 */
import type { Fen } from "../money/fen.ts";
import { fen, leastFen, subtractFen, sumFen, timesFen } from "../money/fen.ts";
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import { Refusal } from "../refusal.ts";
import { retrofitItem } from "./retrofit-items.ts";

export type PlannedItem = { readonly itemNo: number; readonly quantity: number; readonly unitPriceFen: Fen };

export type BudgetItem = PlannedItem & {
  readonly costFen: Fen;
  /** Null where the item has no cap of its own. */
  readonly capFen: Fen | null;
  readonly subsidyFen: Fen;
};

export type RetrofitBudget = {
  readonly items: readonly BudgetItem[];
  readonly costFen: Fen;
  readonly subsidyFen: Fen;
  readonly bedCapFen: Fen;
};

type Caps = Pick<PolicyParameters, "bed_cost_cap_fen" | "bed_item_caps_fen">;

const MOST_OF_AN_ITEM = 99;

function requireListed(items: readonly PlannedItem[]): void {
  const known = items.every(
    ({ itemNo, quantity, unitPriceFen }) =>
      retrofitItem(itemNo) !== null &&
      Number.isInteger(quantity) &&
      quantity >= 1 &&
      quantity <= MOST_OF_AN_ITEM &&
      unitPriceFen >= 0n,
  );
  const once = new Set(items.map(({ itemNo }) => itemNo)).size === items.length;
  if (!known || !once || items.length === 0) throw new Refusal("bed-plan-wrong");
}

/**
 * The budget of a plan, items in the order of the list. What the bed's cap leaves is given out in that order, so that the same plan always
 * gives the same lines. Refuses "bed-plan-wrong" for an unknown item, one twice, or none; "bed-cap-missing" while the policy has no cap.
 */
export function retrofitBudget(planned: readonly PlannedItem[], caps: Caps): RetrofitBudget {
  requireListed(planned);
  if (caps.bed_cost_cap_fen === null) throw new Refusal("bed-cap-missing");
  const bedCapFen = fen(BigInt(caps.bed_cost_cap_fen));
  let left = bedCapFen;
  const items = [...planned]
    .sort((one, other) => one.itemNo - other.itemNo)
    .map((item): BudgetItem => {
      const costFen = timesFen(item.unitPriceFen, item.quantity);
      const own = caps.bed_item_caps_fen[String(item.itemNo)];
      const capFen = own === undefined ? null : fen(BigInt(own));
      const subsidyFen = leastFen(costFen, left, ...(capFen === null ? [] : [capFen]));
      left = subtractFen(left, subsidyFen);
      return { ...item, costFen, capFen, subsidyFen };
    });
  return {
    items,
    costFen: sumFen(items.map((one) => one.costFen)),
    subsidyFen: sumFen(items.map((one) => one.subsidyFen)),
    bedCapFen,
  };
}

export type PlanChange = { readonly itemNo: number; readonly change: "added" | "removed" | "changed" };

/** Where two versions of a plan differ: items that came, went, or changed in number or price. */
export function planChanges(before: readonly PlannedItem[], after: readonly PlannedItem[]): PlanChange[] {
  const of = (items: readonly PlannedItem[]) => new Map(items.map((one) => [one.itemNo, one]));
  const [old, next] = [of(before), of(after)];
  return [...new Set([...old.keys(), ...next.keys()])]
    .sort((one, other) => one - other)
    .flatMap((itemNo): PlanChange[] => {
      const [was, is] = [old.get(itemNo), next.get(itemNo)];
      if (was === undefined) return [{ itemNo, change: "added" }];
      if (is === undefined) return [{ itemNo, change: "removed" }];
      const same = was.quantity === is.quantity && was.unitPriceFen === is.unitPriceFen;
      return same ? [] : [{ itemNo, change: "changed" }];
    });
}
