/** Where a device is in its life: in stock, on a wall, being repaired, or out of use. */
export const DEVICE_STATES = ["spare", "bound", "repair", "retired"] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

const ALLOWED: Readonly<Record<DeviceState, readonly DeviceState[]>> = {
  spare: ["bound", "repair", "retired"],
  bound: ["spare", "repair", "retired"],
  repair: ["spare", "retired"],
  retired: [],
};

export function mayBecome(from: DeviceState, to: DeviceState): boolean {
  return ALLOWED[from].includes(to);
}

export const BINDING_END_REASONS = ["swapped", "moved", "bed_ended", "repair", "lost"] as const;
export type BindingEndReason = (typeof BINDING_END_REASONS)[number];

/** What becomes of a device that comes off a wall for this reason. */
export function stateAfterBinding(reason: BindingEndReason): DeviceState {
  switch (reason) {
    case "swapped":
    case "repair":
      return "repair";
    case "moved":
    case "bed_ended":
      return "spare";
    case "lost":
      return "retired";
  }
}

export const ORDER_KINDS = ["silent", "low_battery", "fault"] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];
export const ORDER_RESULTS = ["repaired", "swapped", "battery", "came_back", "elder_away"] as const;
export type OrderResult = (typeof ORDER_RESULTS)[number];
