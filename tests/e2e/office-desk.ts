/** What the browser tests of the desks share: signing in as one of the demonstration's people, and what every page must keep. */
import { expect, test, type APIRequestContext, type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "#app/usecases/demo/load-demo-district.server.ts";

/** A page that asks anew in the background is cut off when another one is opened or the page is closed; nobody sees anything of it. */
const CUT_OFF = /^AbortError\b/;

/** Collects what the browser complains about; a page that is well has nothing to say. */
export function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !CUT_OFF.test(message.text())) found.push(message.text());
  });
  page.on("pageerror", (thrown) => {
    if (!CUT_OFF.test(`${thrown.name}: ${thrown.message}`)) found.push(thrown.message);
  });
  return found;
}

/** Signs in with what the form sends: its page and the page behind it are looked at by front-door.spec.ts, once for all. */
export async function signInBy(request: APIRequestContext, loginName: string, origin: string): Promise<void> {
  const answer = await request.post(`${origin}/sign-in`, {
    headers: { origin, "sec-fetch-site": "same-origin" },
    form: { loginName, password: DEMO_PASSWORD },
    maxRedirects: 0,
  });
  expect(answer.status(), `${loginName} signs in`).toBe(302);
}

/**
 * Signs in and opens a page, by default the person's own first one.
 * @param origin of another server than the one under test; "" is the configured one
 */
export async function signInAs(page: Page, loginName: string, next: string | null = null, origin = ""): Promise<void> {
  const server = origin === "" ? (test.info().project.use.baseURL ?? "") : origin;
  await signInBy(page.request, loginName, server);
  await page.goto(`${server}${next ?? "/"}`);
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The row of a table that holds this text. */
export const rowWith = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

/** The page has its title and nothing to scroll sideways. */
export async function expectWhole(page: Page): Promise<void> {
  await expect(page.locator("h1")).toBeVisible();
  expect(await overflow(page)).toBe(0);
}
