/** What the server writes on <html>: language and the data attributes that choose the values of the design tokens. */
import type { Locale } from "#app/messages/locale.ts";

export type Surface = "desk" | "phone" | "kiosk";
export type Orientation = "portrait" | "landscape";
export type TextStep = 1 | 2 | 3;

/** Choices of the person or the machine; everything left out is the surface's default. */
export type DisplayPreferences = {
  readonly locale: Locale;
  readonly step?: TextStep;
  readonly contrast?: "normal" | "high";
  /** Kiosk only. */
  readonly orient?: Orientation;
  /** 坐姿, kiosk in portrait only. */
  readonly low?: boolean;
  /** Desk only: 36 px rows. */
  readonly density?: "comfortable" | "compact";
};

export type DocumentAttributes = {
  readonly lang: Locale;
  readonly "data-surface": Surface;
  readonly "data-orient"?: Orientation;
  readonly "data-step"?: TextStep;
  readonly "data-low"?: "on";
  readonly "data-contrast"?: "high";
  readonly "data-density"?: "compact";
};

/** Spread on <html>: `<html {...documentAttributes("kiosk", preferences)}>`. Attributes that do not belong to the surface are left out. */
export function documentAttributes(surface: Surface, preferences: DisplayPreferences): DocumentAttributes {
  const { locale, step, contrast, orient, low, density } = preferences;
  const kiosk = surface === "kiosk";
  return {
    lang: locale,
    "data-surface": surface,
    ...(kiosk && { "data-orient": orient ?? "portrait" }),
    ...(surface !== "desk" && step !== undefined && { "data-step": step }),
    ...(kiosk && low === true && orient !== "landscape" && { "data-low": "on" as const }),
    ...(contrast === "high" && { "data-contrast": "high" as const }),
    ...(surface === "desk" && density === "compact" && { "data-density": "compact" as const }),
  };
}
