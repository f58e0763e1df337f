/** What a waiting list can be ordered by: the policy names some of these in their order (waiting_list_order). */
export const WAITING_LIST_KEYS = ["priority class", "grade desc", "approved_at"] as const;
export type WaitingListKey = (typeof WAITING_LIST_KEYS)[number];
