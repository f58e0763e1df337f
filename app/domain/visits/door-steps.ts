/** Steps at a door that nobody opens, in their order; danger stands apart from it (decision 39). Each is an event of its own. */
export const DOOR_STEPS = [
  "knock",
  "call_elder",
  "wait",
  "call_family",
  "call_street",
  "call_hotline",
  "call_120",
] as const;
export type DoorStep = (typeof DOOR_STEPS)[number];
