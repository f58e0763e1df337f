/** Markup of a kiosk screen as the machine gets it before any script runs. */
import type { ReactElement } from "react";
import type { KioskSurroundings } from "#app/kiosk/surroundings.tsx";
import { KioskProvider } from "#app/kiosk/surroundings.tsx";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { Locale } from "#app/messages/locale.ts";
import { renderMarkup } from "../components/render-markup.tsx";

export const AT_THE_CENTRE: KioskSurroundings = {
  site: "秦灶街道居家养老服务中心",
  date: plainDate("2026-11-24"),
  minute: 542,
  network: "online",
  layout: { orient: "portrait", step: 1, low: false },
  contrast: "normal",
  volume: 2,
  isPersonal: false,
  idle: { afterSeconds: 60, warnSeconds: 20 },
  homeTo: "/kiosk",
  exitAction: "/kiosk/exit",
  exitTo: "/kiosk/exit",
  settingsTo: "/kiosk/settings",
  helpTo: "/kiosk/help",
  helpKey: "key-of-this-page",
};

type Where = { readonly around?: Partial<KioskSurroundings>; readonly address?: string; readonly locale?: Locale };

export function kioskMarkup(
  screen: ReactElement,
  { around = {}, address = "/kiosk/book", locale = "zh-CN" }: Where = {},
): string {
  return renderMarkup(<KioskProvider surroundings={{ ...AT_THE_CENTRE, ...around }}>{screen}</KioskProvider>, {
    address,
    locale,
  });
}
