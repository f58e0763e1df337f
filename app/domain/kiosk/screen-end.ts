/** How a kiosk's screen was left. Apart from the counted screens, whose names the page need not carry. */

/** on: to another screen; left: home or out; timed_out: nobody answered the warning; helped: the red button. */
export const SCREEN_ENDS = ["on", "left", "timed_out", "helped"] as const;
export type ScreenEnd = (typeof SCREEN_ENDS)[number];

/** How a screen ended of which another page of the kiosk is shown now. */
export function endAt(pathname: string): ScreenEnd {
  if (pathname.startsWith("/kiosk/help")) return "helped";
  return ["/kiosk", "/kiosk/home"].includes(pathname) ? "left" : "on";
}
