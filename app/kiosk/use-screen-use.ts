/**
 * Tells the server how long a screen of a paired kiosk was looked at and how it ended, without saying by whom. Sent by beacon: nobody waits for it, and
 * without a network it is lost, not kept.
 */
import { useLocation, useMatches } from "@remix-run/react";
import { useEffect } from "react";
import { useLocale } from "#app/components/words-context.tsx";
import { endAt, usedScreenOf, type ScreenEnd } from "#app/domain/kiosk/screen-use.ts";

const SIGN_OUT = "/kiosk/sign-out";

export function useScreenUse(isPaired: boolean, step: number): void {
  const { key } = useLocation();
  const leaf = useMatches().at(-1);
  const screen = usedScreenOf(leaf?.id ?? "", (leaf?.data as { readonly kind?: unknown } | null | undefined)?.kind);
  const locale = useLocale();
  useEffect(() => {
    if (!isPaired || screen === null) return;
    const since = performance.now();
    let isOut = false;
    const tell = (end: ScreenEnd) => {
      const seconds = String(Math.round((performance.now() - since) / 1000));
      navigator.sendBeacon("/kiosk/used", new URLSearchParams({ screen, locale, step: String(step), seconds, end }));
    };
    const notice = (event: SubmitEvent) => {
      if (event.target instanceof HTMLFormElement && event.target.action.endsWith(SIGN_OUT)) isOut = true;
    };
    // The countdown sends its form without a touch, so its warning is still there.
    const hide = () => {
      const isWarned = document.querySelector("[role=alertdialog]") !== null;
      tell(isWarned && !isOut ? "timed_out" : isOut ? "left" : "on");
    };
    document.addEventListener("submit", notice, true);
    window.addEventListener("pagehide", hide);
    return () => {
      document.removeEventListener("submit", notice, true);
      window.removeEventListener("pagehide", hide);
      tell(endAt(location.pathname));
    };
  }, [isPaired, key, screen, locale, step]);
}
