/**
 * What a kiosk screen must keep whatever its letters, colours, language and orientation (tokens.css, kiosk block): targets of at least 96 px with
 * 24 px between them, inside the zone that a sitting person reaches; letters of at least 32 px with room between the lines; nothing
 * scrolls, sticks out of its box or lies over something else. axe adds the criteria of WCAG 2.2 A and AA and a contrast of 7:1 for letters of any size.
 */
import type { Page } from "@playwright/test";
import { runAxe, WCAG_22_AA } from "./run-axe.ts";

export type Limits = {
  readonly targetPx: number;
  readonly gapPx: number;
  readonly textPx: number;
  /** Of a line's height to its letters: titles and buttons, and text that runs over several lines. */
  readonly leading: number;
  readonly leadingRunning: number;
};

export const KIOSK_LIMITS: Limits = { targetPx: 96, gapPx: 24, textPx: 32, leading: 1.3, leadingRunning: 1.4 };

/** Runs in the page. @returns what is wrong with the screen as it stands, in words */
function measure(limits: Limits): string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  const token = (name: string) => Number.parseFloat(getComputedStyle(root).getPropertyValue(name));
  const short = (text: string | null) => (text ?? "").trim().replace(/\s+/g, " ").slice(0, 30);
  const isSeen = (one: Element) =>
    one.closest(".visually-hidden, noscript, script, style, [hidden]") === null &&
    one.getClientRects().length > 0 &&
    getComputedStyle(one).visibility !== "hidden";
  const cover = document.querySelector("[role=alertdialog]");
  /** A warning lies over the screen; the bar below it stays live. */
  const isCovered = (one: Element) =>
    cover !== null && !cover.contains(one) && one.closest("[data-kiosk-zone=bar]") === null;

  if (root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight) faults.push("the page scrolls");
  for (const one of document.querySelectorAll("*"))
    if (/auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1 && one !== root)
      faults.push(`scrolls inside: ${short(one.textContent)}`);

  const controls = [
    ...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary"),
  ]
    .map((one) => one.closest("label") ?? one)
    .filter((one) => isSeen(one) && !isCovered(one));
  const boxes = [...new Set(controls)].map((one) => ({
    one,
    box: one.getBoundingClientRect(),
    name: short(one.textContent),
  }));
  const isWide = innerWidth > innerHeight;
  const [top, left] = [token("--k-active-top"), token("--k-active-left")];
  for (const { box, name } of boxes) {
    if (box.width < limits.targetPx - 0.5 || box.height < limits.targetPx - 0.5)
      faults.push(`target of ${Math.round(box.width)} x ${Math.round(box.height)}: ${name}`);
    if (box.top < top - 0.5 || (isWide && box.left < left - 0.5))
      faults.push(`out of reach at ${Math.round(box.left)}, ${Math.round(box.top)}: ${name}`);
    if (box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5) faults.push(`beyond the screen: ${name}`);
  }
  for (const [place, first] of boxes.entries())
    for (const second of boxes.slice(place + 1)) {
      const aside = Math.max(first.box.left - second.box.right, second.box.left - first.box.right);
      const below = Math.max(first.box.top - second.box.bottom, second.box.top - first.box.bottom);
      const gap = aside > 0 && below > 0 ? Math.hypot(aside, below) : Math.max(aside, below);
      if (gap < limits.gapPx - 0.5) faults.push(`${Math.round(gap)} px between ${first.name} and ${second.name}`);
    }

  type Words = { readonly text: string; readonly holder: Element; readonly box: DOMRect };
  const words: Words[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (holder === null || short(node.textContent) === "" || !isSeen(holder) || isCovered(holder)) continue;
    const style = getComputedStyle(holder);
    const size = Number.parseFloat(style.fontSize);
    const text = short(node.textContent);
    const range = document.createRange();
    range.selectNodeContents(node);
    // A font's box is taller than its letters: the square of the letter counts.
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    const lines = rects.map((rect) => {
      const middle = (rect.top + rect.bottom) / 2;
      return new DOMRect(rect.left, middle - size / 2, rect.width, size);
    });
    if (size < limits.textPx - 0.01) faults.push(`letters of ${size} px: ${text}`);
    const leading = Number.parseFloat(style.lineHeight) / size;
    const block = holder.closest("p, li, dd, h1, h2, button, a, label, div") ?? holder;
    const isRunning = block.matches("p, li") && block.closest("a, button, label") === null;
    const hasLines = block.getBoundingClientRect().height > size * 2.2;
    const least = isRunning && hasLines ? limits.leadingRunning : limits.leading;
    if (!/^[\d\s:._●-]+$/.test(text) && leading < least - 0.01) faults.push(`leading ${leading.toFixed(2)}: ${text}`);
    for (const box of lines) words.push({ text, holder, box });
  }
  const sticksOut = (inner: DOMRect, outer: DOMRect) =>
    inner.left < outer.left - 1 ||
    inner.top < outer.top - 1 ||
    inner.right > outer.right + 1 ||
    inner.bottom > outer.bottom + 1;
  for (const { text, holder, box } of words) {
    // A mark sits on the edge of its tile; it may cover nothing.
    const control = holder.matches("[data-kiosk-badge]") ? null : holder.closest("a, button, label");
    for (const around of [control, holder.closest("[data-kiosk-zone]"), root])
      if (around !== null && sticksOut(box, around.getBoundingClientRect())) {
        faults.push(
          `sticks out of ${around === root ? "the screen" : (around.getAttribute("data-kiosk-zone") ?? "its control")}: ${text}`,
        );
        break;
      }
    for (let one: Element | null = holder; one !== null && one !== root; one = one.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(one);
      if (overflowX === "visible" && overflowY === "visible") continue;
      if (sticksOut(box, one.getBoundingClientRect())) faults.push(`cut: ${text}`);
    }
    const under = boxes.find(
      ({ one, box: control }) =>
        !one.contains(holder) &&
        !(
          box.right <= control.left + 1 ||
          box.left >= control.right - 1 ||
          box.bottom <= control.top + 1 ||
          box.top >= control.bottom - 1
        ),
    );
    if (under !== undefined) faults.push(`${text} lies over ${under.name}`);
  }
  for (const [place, first] of words.entries())
    for (const second of words.slice(place + 1))
      if (
        Math.min(first.box.right, second.box.right) - Math.max(first.box.left, second.box.left) > 2 &&
        Math.min(first.box.bottom, second.box.bottom) - Math.max(first.box.top, second.box.top) > 2
      )
        faults.push(`${first.text} lies over ${second.text}`);
  return [...new Set(faults)];
}

/** @returns what is wrong with the geometry of the screen that is shown */
export async function geometryFaults(page: Page): Promise<string[]> {
  return page.evaluate(measure, KIOSK_LIMITS);
}

/**
 * Large letters too must stand out 7:1. What is below the 4.5:1 or 3:1 of AA is below that as well: with a threshold of none the one rule finds both,
 * and the other need not look at every letter a second time.
 */
const OUTSTANDING = { expected: 7, minThreshold: 0 };
const CONTRAST = { normal: OUTSTANDING, large: OUTSTANDING };

/** @returns rule and element of each violation of WCAG 2.2 A and AA, of the contrast and of the target size */
export async function accessFaults(page: Page): Promise<string[]> {
  const { violations } = await runAxe(page, WCAG_22_AA, {
    rules: {
      "color-contrast": { enabled: false },
      "color-contrast-enhanced": { enabled: true },
      "target-size": { enabled: true },
    },
    checks: { "color-contrast-enhanced": { enabled: true, options: { contrastRatio: CONTRAST } } },
  } as Parameters<typeof runAxe>[2]);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `axe ${id}: ${target.join(" ")}`));
}
