/**
 * Whether everybody can reach a kiosk's controls where it hangs (user experience reference 4.1; GB/T 50340 and the accessibility
 * standards that it names put a forward reach at 1100 mm and the highest at 1220 mm). All millimetres are above the floor.
 */

/** Diagonals of the panels that the screens are drawn for, in tenths of an inch. */
export const PANELS_TENTH_INCH = [215, 270, 320, 430] as const;
export type PanelTenthInch = (typeof PANELS_TENTH_INCH)[number];

export const ORIENTATIONS = ["portrait", "landscape"] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

/** Everybody reaches this far, also from a wheelchair. */
export const COMFORTABLE_REACH_MM = 1100;
/** Nobody is asked to reach farther. */
export const HIGHEST_REACH_MM = 1220;

const MM_PER_INCH = 25.4;
const LONG_SIDE_PX = 1920;
const SHORT_SIDE_PX = 1080;
/** Where the zone that reacts to touch begins, from the top (sections 4.2 and 4.3). */
const ACTIVE_FROM_PX = { portrait: 976, landscape: 96 } as const;
/** The same in the seated layout, which only an upright panel has (section 4.4, step 1). */
const SEATED_FROM_PX = 1280;

const heightPx = (orientation: Orientation) => (orientation === "portrait" ? LONG_SIDE_PX : SHORT_SIDE_PX);

/** Millimetres of one pixel on a panel of 16 to 9 whose long side is 1920 pixels. */
export function millimetresPerPixel(panel: PanelTenthInch): number {
  const longSideMm = ((panel / 10) * MM_PER_INCH * 16) / Math.hypot(16, 9);
  return longSideMm / LONG_SIDE_PX;
}

export type Mounting = {
  readonly panelTenthInch: PanelTenthInch;
  readonly orientation: Orientation;
  /** Height of the panel's lower edge. */
  readonly bottomEdgeMm: number;
};

/** Height of the highest control in the usual layout, millimetres. */
export function reachMm({ panelTenthInch, orientation, bottomEdgeMm }: Mounting): number {
  return bottomEdgeMm + (heightPx(orientation) - ACTIVE_FROM_PX[orientation]) * millimetresPerPixel(panelTenthInch);
}

/** Height of the highest control in the seated layout of an upright panel, millimetres. */
export function seatedReachMm({ panelTenthInch, bottomEdgeMm }: Mounting): number {
  return bottomEdgeMm + (LONG_SIDE_PX - SEATED_FROM_PX) * millimetresPerPixel(panelTenthInch);
}

/** usual: as it is. seated: with the seated layout as its default. refused: it hangs too high to be used. */
export type ReachVerdict = "usual" | "seated" | "refused";

/** A wide panel has no seated layout, so above the comfortable reach it is refused. */
export function judgeReach(mounting: Mounting): ReachVerdict {
  const reach = reachMm(mounting);
  if (reach <= COMFORTABLE_REACH_MM) return "usual";
  return mounting.orientation === "portrait" && reach <= HIGHEST_REACH_MM ? "seated" : "refused";
}

/** The lower edge that is just not refused, whole millimetres: what a clerk is told whose panel hangs too high. */
export function highestBottomEdgeMm(panelTenthInch: PanelTenthInch, orientation: Orientation): number {
  const limit = orientation === "portrait" ? HIGHEST_REACH_MM : COMFORTABLE_REACH_MM;
  return Math.floor(limit - reachMm({ panelTenthInch, orientation, bottomEdgeMm: 0 }));
}

/** Large letters on small panels, until an elder chooses otherwise. */
export function defaultStepOf(panel: PanelTenthInch): 1 | 2 {
  return panel < 270 ? 2 : 1;
}
