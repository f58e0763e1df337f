import { fenceOf } from "../evidence.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { clusterAround } from "../worker-month.ts";

/** Many check-ins of one care worker lie at one place that is nobody's home: an office, or the worker's own home (visit rules D). */
export const locationCluster: RuleDefinition = {
  code: "R-LOCATION-CLUSTER",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: ({ workerMonth, visit, policy }) => {
    const { cluster_radius_m, cluster_count } = policy.parameters;
    const count = clusterAround(workerMonth, visit.visitNo, { radiusM: cluster_radius_m, fence: fenceOf(policy) });
    return count !== null && count >= cluster_count ? { count, radius: cluster_radius_m } : null;
  },
};
