/**
 * Tells the server how long a screen of a paired kiosk was looked at and how it ended, without saying by whom. Sent by beacon: nobody waits for it, and
 * without a network it is lost, not kept. Which screens are counted, and by what name, the server knows: the page's scripts have a limit.
 */
import { useLocation, useMatches } from "@remix-run/react";
import { useEffect } from "react";
import { useLocale } from "#app/components/words-context.tsx";
import { endAt, type ScreenEnd } from "#app/domain/kiosk/screen-end.ts";

const SIGN_OUT = "/kiosk/sign-out";

export function useScreenUse(isPaired: boolean, step: number): void {
  const { key } = useLocation();
  const leaf = useMatches().at(-1);
  const route = leaf?.id ?? "";
  const kind = String((leaf?.data as { readonly kind?: unknown } | null | undefined)?.kind ?? "");
  const locale = useLocale();
  useEffect(() => {
    if (!isPaired) return;
    const since = performance.now();
    let isOut = false;
    const tell = (end: ScreenEnd) => {
      const seconds = String(Math.round((performance.now() - since) / 1000));
      navigator.sendBeacon(
        "/kiosk/used",
        new URLSearchParams({ route, kind, locale, step: String(step), seconds, end }),
      );
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
  }, [isPaired, key, route, kind, locale, step]);
}
