/**
 * The waiting list (轮候) in a published order, so that anybody can recompute it: by `waiting_list_order` of the policy. Classes of hardship
 * stand in the order of the policy's own list; ties go by the day of queueing, then by the bed's number.
 */
import type { AssistanceKind } from "../elders/assistance-status.ts";
import type { WaitingListKey } from "../entitlement/waiting-list-keys.ts";
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import type { PlainDate } from "../time/plain-date.ts";

export type Waiting = {
  readonly bedNo: string;
  readonly hardship: AssistanceKind | null;
  readonly grade: number;
  readonly queuedOn: PlainDate;
};

type OrderPolicy = Pick<PolicyParameters, "waiting_list_order" | "hardship_types">;

/** Rank of a hardship class, 0 first; who has none comes last. */
function classOf(hardship: AssistanceKind | null, policy: OrderPolicy): number {
  const at = hardship === null ? -1 : policy.hardship_types.indexOf(hardship);
  return at === -1 ? policy.hardship_types.length : at;
}

type Compare = (one: Waiting, other: Waiting) => number;

function compareBy(name: WaitingListKey, policy: OrderPolicy): Compare {
  if (name === "priority class") return (one, other) => classOf(one.hardship, policy) - classOf(other.hardship, policy);
  if (name === "grade desc") return (one, other) => other.grade - one.grade;
  return (one, other) => one.queuedOn.localeCompare(other.queuedOn);
}

/** The list in its order; the first is called first. The same list in any order gives the same result. */
export function waitingOrder<Row extends Waiting>(rows: readonly Row[], policy: OrderPolicy): Row[] {
  const criteria = [
    ...policy.waiting_list_order.map((name) => compareBy(name, policy)),
    compareBy("approved_at", policy),
  ];
  return [...rows].sort((one, other) => {
    for (const compare of criteria) {
      const difference = compare(one, other);
      if (difference !== 0) return difference;
    }
    return one.bedNo.localeCompare(other.bedNo);
  });
}
