/** What a clerk writes down about a kiosk when it is paired (user experience reference 4.1). */
import * as z from "zod";
import { DEFAULT_HOURS } from "./device-health.ts";
import type { Equipment } from "./kiosk-identity.ts";
import { ORIENTATIONS, PANELS_TENTH_INCH, type PanelTenthInch } from "./reach.ts";

export const EQUIPMENT_NAMES = [
  "reader",
  "scanner",
  "printer",
  "earphone",
  "handset",
  "keypad",
  "helpButton",
] as const satisfies readonly (keyof Equipment)[];

const LONGEST_PLACE = 60;
const HIGHEST_EDGE_MM = 2000;

export const kioskRecordSchema = z.strictObject({
  streetId: z.number().int().min(1),
  place: z.string().trim().min(1).max(LONGEST_PLACE),
  panelTenthInch: z.custom<PanelTenthInch>((value) => (PANELS_TENTH_INCH as readonly unknown[]).includes(value)),
  orientation: z.enum(ORIENTATIONS),
  bottomEdgeMm: z.number().int().min(0).max(HIGHEST_EDGE_MM),
  /** null: what fits the panel. */
  defaultStep: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  equipment: z.strictObject({
    reader: z.boolean(),
    scanner: z.boolean(),
    printer: z.boolean(),
    earphone: z.boolean(),
    handset: z.boolean(),
    keypad: z.boolean(),
    helpButton: z.boolean(),
  }),
  /** Telephone or pager of the place's staff in opening hours. */
  staffCall: z
    .string()
    .trim()
    .regex(/^[0-9+*# -]{3,20}$/)
    .nullable(),
  opensMinute: z.number().int().min(0).max(1439).default(DEFAULT_HOURS.opensMinute),
  closesMinute: z.number().int().min(1).max(1440).default(DEFAULT_HOURS.closesMinute),
});
export type KioskRecord = z.infer<typeof kioskRecordSchema>;

/** Why a kiosk is taken out of use. */
export const REVOKE_REASONS = ["lost", "moved", "broken", "doubt"] as const;
export type RevokeReason = (typeof REVOKE_REASONS)[number];

export function isRevokeReason(text: string): text is RevokeReason {
  return (REVOKE_REASONS as readonly string[]).includes(text);
}

/** "K0007" of the seventh. */
export function kioskNumber(ordinal: number): string {
  return `K${String(ordinal).padStart(4, "0")}`;
}
