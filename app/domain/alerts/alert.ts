/**
 * An alert: something a device of a family bed said, or did not say, that somebody must answer. Losing one is worse than a false one, so a
 * machine raises alerts and never closes a real one; a red one is closed by two people (domain reference 8.2, reliability design 14).
 */
export const ALERT_KINDS = [
  "sos",
  "fall",
  "smoke",
  "gas",
  "water",
  "vital",
  "off_bed",
  "no_movement",
  "door_night",
  "door_shut",
  "left_area",
  "low_battery",
  "silent",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export const ALERT_LEVELS = ["red", "orange", "yellow"] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

export type AlertPurpose = "real" | "drill" | "synthetic";

/** The causes of each level, domain reference 8.2. */
const LEVELS: Readonly<Record<AlertKind, AlertLevel>> = {
  sos: "red",
  fall: "red",
  smoke: "red",
  gas: "red",
  water: "red",
  vital: "red",
  off_bed: "orange",
  no_movement: "orange",
  door_night: "orange",
  door_shut: "orange",
  left_area: "orange",
  low_battery: "yellow",
  silent: "yellow",
};

export function levelOf(kind: AlertKind): AlertLevel {
  return LEVELS[kind];
}

export const ALERT_STATES = ["open", "taken", "awaiting_second", "closed"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const ALERT_OUTCOMES = ["true", "false", "test", "device_fault", "handed_to_120", "no_access"] as const;
export type AlertOutcome = (typeof ALERT_OUTCOMES)[number];

export type AlertStepTaken = "take" | "take_over" | "act" | "close" | "second" | "refuse_second";

const ALLOWED: Readonly<Record<AlertStepTaken, readonly AlertState[]>> = {
  take: ["open"],
  take_over: ["taken"],
  act: ["taken"],
  close: ["taken"],
  second: ["awaiting_second"],
  refuse_second: ["awaiting_second"],
};

/** May this be done to an alert in this state? */
export function mayStep(state: AlertState, step: AlertStepTaken): boolean {
  return ALLOWED[step].includes(state);
}

/** The state after an outcome was given: a red alert waits for the second person, unless the machine made it for itself. */
export function stateAfterClose(level: AlertLevel, purpose: AlertPurpose): AlertState {
  return level === "red" && purpose !== "synthetic" ? "awaiting_second" : "closed";
}

/** Whoever gave the outcome is never the one who agrees with it. */
export function maySecond(closedBy: string, actor: string): boolean {
  return closedBy !== actor;
}

/** No access means that nobody has seen the elder: such an alert stays open until somebody has (domain reference 8.2). */
export function mayCloseWith(outcome: AlertOutcome, { onSite }: { readonly onSite: boolean }): boolean {
  return outcome !== "no_access" || onSite;
}
