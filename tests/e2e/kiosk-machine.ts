/** What the browser tests of the kiosk share: elders of the demonstration, identifying, and what a screen must keep at every size. */
import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";

/** The same roster that the server under test was loaded with; mobile numbers of one elder each. */
const phones = generateDemoDistrict({ seed: "1", month: plainMonth("2026-11") }).elders.map(({ phone }) =>
  String(phone ?? ""),
);
const timesUsed = (phone: string) => phones.filter((one) => one === phone).length;
const ownPhones = phones.filter((phone) => /^1\d{10}$/.test(phone) && timesUsed(phone) === 1);

export const sharedPhone = phones.find((phone) => /^1\d{10}$/.test(phone) && timesUsed(phone) > 1) ?? "";

/** What the browser complains about; a kiosk that is well has nothing to say. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") found.push(message.text());
  });
  page.on("pageerror", (thrown) => found.push(thrown.message));
  return found;
}

const codeOf = (words: string): string | null => /没有真短信\D*(\d{6})/.exec(words)?.[1] ?? null;
const wordsOf = (html: string): string => html.replace(/<script[^]*?<\/script>/g, "").replace(/<[^>]+>/g, "");

const origins = new WeakMap<APIRequestContext, string>();

/** Address of the server that a browser or a machine speaks to. */
async function originOf(request: APIRequestContext): Promise<string> {
  const origin = origins.get(request) ?? new URL((await request.get("/healthz")).url()).origin;
  origins.set(request, origin);
  return origin;
}

/** Sends a form as a machine without scripts does. @returns address and markup of the page that comes */
export async function postForm(
  request: APIRequestContext,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<{ readonly address: string; readonly html: string }> {
  const origin = await originOf(request);
  const headers = { origin, "sec-fetch-site": "same-origin" };
  const answer = await request.post(path, { headers, form: { ...form } });
  const { pathname, search } = new URL(answer.url());
  return { address: `${pathname}${search}`, html: await answer.text() };
}

/** @returns the words of the page that comes */
async function sendForm(page: Page, path: string, form: Readonly<Record<string, string>>): Promise<string> {
  return wordsOf((await postForm(page.request, path, form)).html);
}

/** Asks for a code as a kiosk does. @returns the code, which a demonstration shows; null when none is given now */
export async function askForCode(request: APIRequestContext, phone: string): Promise<string | null> {
  return codeOf(wordsOf((await postForm(request, "/kiosk/sign-in?next=/kiosk/home", { phone })).html));
}

/** @returns the words of the page that comes after the code; null when no code is given now */
export async function identifyBy(request: APIRequestContext, phone: string): Promise<string | null> {
  const code = await askForCode(request, phone);
  if (code === null) return null;
  return wordsOf((await postForm(request, "/kiosk/sign-in?next=/kiosk/home&step=code", { code })).html);
}

export const CODE_PAUSE_MS = 61_000;

/** What an elder's first page said when the elder was last identified, and when that was: a code is given once a minute. */
const seen = new Map<string, { readonly words: string; readonly askedAt: number }>();

/** @returns the words of the elder's first page; null when no code is given now */
async function look(page: Page, phone: string): Promise<string | null> {
  const words = await identifyBy(page.request, phone);
  seen.set(phone, { words: words ?? "", askedAt: performance.now() });
  return words;
}

const askedAt = (phone: string) => seen.get(phone)?.askedAt ?? -CODE_PAUSE_MS;

/**
 * Identifies an elder whose first page says so. Tests take back what they book, so whoever read so once reads so again: they are asked in turn, each
 * a minute after the last code at least. Of the others nobody is asked twice.
 * @returns the elder's telephone
 */
export async function identifySomebody(page: Page, whoseHomeSays: string): Promise<string> {
  const knownNow = () =>
    [...seen]
      .filter(([, { words }]) => words.includes(whoseHomeSays))
      .map(([phone]) => phone)
      .sort((one, other) => askedAt(one) - askedAt(other));
  const [known] = knownNow();
  const isFree = known !== undefined && performance.now() - askedAt(known) > CODE_PAUSE_MS;
  const strangers = ownPhones.slice(8, 60).filter((phone) => !seen.has(phone));
  for (const phone of isFree ? [known] : strangers) {
    const words = await look(page, phone);
    if (words?.includes(whoseHomeSays)) return phone;
    if (words !== null) await sendForm(page, "/kiosk/sign-out", {});
  }
  const [next] = knownNow();
  if (next === undefined) throw new Error(`none of the first elders reads ${whoseHomeSays}`);
  const pause = Math.max(0, CODE_PAUSE_MS - (performance.now() - askedAt(next)));
  test.info().setTimeout(test.info().timeout + pause);
  await page.waitForTimeout(pause);
  if ((await look(page, next))?.includes(whoseHomeSays)) return next;
  throw new Error(`nobody reads ${whoseHomeSays} any more`);
}

/** Identifies an elder who has a visit to book. @returns the elder's telephone */
export async function identifySomebodyWhoCanBook(page: Page): Promise<string> {
  return identifySomebody(page, "这个月还能约");
}

/** Words that stick out of their zone of the screen, or end in an ellipsis. */
async function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const sticksOut = (inner: DOMRect, outer: DOMRect) =>
      inner.left < outer.left - 1 ||
      inner.top < outer.top - 1 ||
      inner.right > outer.right + 1 ||
      inner.bottom > outer.bottom + 1;
    const isCut = (one: Element, zone: Element) => {
      const isClipped = getComputedStyle(one).overflowX === "hidden" && one.scrollWidth > one.clientWidth;
      return isClipped || sticksOut(one.getBoundingClientRect(), zone.getBoundingClientRect());
    };
    const cut: string[] = [];
    for (const zone of document.querySelectorAll("[data-kiosk-zone]"))
      for (const one of zone.querySelectorAll("*")) {
        const isHidden = one.closest(".visually-hidden") !== null || one.getClientRects().length === 0;
        if (one.childElementCount === 0 && one.textContent !== "" && !isHidden && isCut(one, zone))
          cut.push(one.textContent ?? "");
      }
    return cut;
  });
}

/** The screen of the address stands there and takes touches. */
export async function shown(page: Page, screen: RegExp): Promise<void> {
  await expect(page).toHaveURL(screen);
  // The address changes a moment before the screen does, and the screen before is still ready then.
  await page.waitForFunction(() => {
    const shown = document.querySelector("[data-kiosk-ready=yes]")?.getAttribute("data-kiosk-screen");
    return shown === location.pathname + location.search;
  });
  await expect(page.locator("[data-kiosk-ready=yes]")).toBeVisible();
}

/** Scripts are there, touches are taken again after the change of screens, nothing scrolls and no word is cut. */
export async function ready(page: Page, screen: RegExp): Promise<void> {
  await shown(page, screen);
  const beyond = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight];
  });
  expect(beyond).toEqual([0, 0]);
  expect(await cutWords(page)).toEqual([]);
}

/** A second tap on the same key within 700 ms counts as a trembling hand, so the same digit waits. */
const SAME_KEY_MS = 750;

/** Types on the digit pad and goes on. */
export async function typeDigits(page: Page, digits: string, waits: boolean): Promise<void> {
  let last = "";
  for (const digit of digits) {
    if (waits && digit === last) await page.waitForTimeout(SAME_KEY_MS);
    await page.locator(`button[name=press][value="${digit}"]`).click();
    last = digit;
  }
  await page.locator("[data-kiosk-zone=action] button").last().click();
}

/** The six digits that a demonstration shows instead of sending them. */
export async function shownCode(page: Page): Promise<string> {
  await expect(page).toHaveURL(/step=code/);
  return codeOf(await page.locator("main").innerText()) ?? "";
}
