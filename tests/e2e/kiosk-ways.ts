/** No dead ends: where a screen says no, it leads on. */
import type { Page } from "@playwright/test";

/** What leads on from the screen, by its words; the bar, which is everywhere, does not count. */
export async function waysOn(page: Page): Promise<{ readonly to: string; readonly words: string }[]> {
  return page
    .locator("[data-kiosk-zone=choices], [data-kiosk-zone=action], [data-help=offline]")
    .locator("a, button")
    .evaluateAll((all) =>
      all
        .filter((one) => one.getClientRects().length > 0)
        .map((one) => ({
          to:
            one.getAttribute("href") ??
            one.getAttribute("formaction") ??
            one.closest("form")?.getAttribute("action") ??
            "",
          words: one.textContent ?? "",
        })),
    );
}

/** An error or a no leads on in two ways at least, and one of them to a person. */
export async function waysOnFaults(page: Page): Promise<string[]> {
  const ways = await waysOn(page);
  const faults = new Set(ways.map(({ words }) => words)).size < 2 ? ["fewer than two ways on"] : [];
  return ways.some(({ to }) => /\/kiosk\/(help|call-me)/.test(to)) ? faults : [...faults, "no way on is a person"];
}
