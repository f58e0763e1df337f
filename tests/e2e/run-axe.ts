/** The rules of axe-core on a page as it stands. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

type Options = Parameters<AxeBuilder["options"]>[0];
type Found = Awaited<ReturnType<AxeBuilder["analyze"]>>;

/** WCAG 2.2 A and AA, as axe marks its rules. */
export const WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/**
 * Runs the rules in the page itself: no page here has a frame of another address, for which axe would open a second page each time. Only what is
 * wrong is told: to describe every element that is well takes longer than to look at it.
 * @param tags of the rules; left out, all that are on by default
 * @param more other settings of axe
 */
export async function runAxe(
  page: Page,
  tags?: readonly string[],
  more: Options = {},
): Promise<Pick<Found, "violations">> {
  const runOnly: Options = tags === undefined ? {} : { runOnly: { type: "tag", values: [...tags] } };
  const options: Options = { ...runOnly, resultTypes: ["violations"], ...more };
  // A button on its way from one colour to the other has a contrast that nobody chose.
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(moving.map((one) => one.finished));
  });
  // A page that was looked at before has the rules already.
  const isThere = await page.evaluate(() => "axe" in window);
  return new AxeBuilder({ page, ...(isThere && { axeSource: "0" }) }).setLegacyMode(true).options(options).analyze();
}
