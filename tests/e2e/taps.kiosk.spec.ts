/** How often an elder must touch the screen for each task, counted by the fingers that leave it, from the first page of the module list on. */
import { expect, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { arriveWith } from "./kiosk-arrival.ts";
import { test } from "./kiosk-district.ts";
import { ready } from "./kiosk-machine.ts";

const choice = (part: string) => `[data-kiosk-zone=choices] ${part}`;
const PRIMARY = "[data-kiosk-zone=action] button:last-of-type";

type Counted = { readonly page: Page; readonly taps: () => number; readonly context: BrowserContext };

/** A kiosk whose touches are counted, whatever page they fall on. */
async function countingKiosk(browser: Browser, origin: string): Promise<Counted> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1080, height: 1920 },
    hasTouch: true,
    locale: "zh-CN",
  });
  let count = 0;
  await context.exposeBinding("fingerLeft", () => void (count += 1));
  await context.addInitScript(() =>
    addEventListener("pointerup", () => (window as unknown as { fingerLeft: () => void }).fingerLeft(), true),
  );
  return { page: await context.newPage(), taps: () => count, context };
}

/** Touches one control after another; each leads to the next screen. */
async function touch({ page }: Counted, steps: readonly (readonly [control: string, next: RegExp])[]): Promise<void> {
  await page.goto("/kiosk/home");
  await ready(page, /\/kiosk\/home$/);
  for (const [control, next] of steps) {
    const one = page.locator(control).first();
    // The address changes a moment before the screen does: the touch waits for the new one to take touches.
    await one.waitFor();
    await expect(page.locator("[data-kiosk-ready=yes]")).toBeVisible();
    await one.tap();
    await ready(page, next);
  }
}

async function undo({ page }: Counted): Promise<void> {
  await page.getByRole("button", { name: "撤销" }).tap();
  await expect(page.getByRole("heading", { name: "取消好了" })).toBeVisible();
}

const SUITS = 'a[href*="basket="]:not([href*="slot="])';
type Booking = {
  readonly what: string;
  /** What the address holds once the elder is known. */
  readonly to: string;
  /** What an elder may be asked for; the page counts for itself. */
  readonly taps: number;
  readonly touches: Parameters<typeof touch>[1];
};

const BOOKINGS: readonly Booking[] = [
  {
    what: "a preset basket is booked in four touches",
    to: "basket=",
    taps: 4,
    touches: [
      [choice('a[href="/kiosk/book"]'), /\/kiosk\/book$/],
      [choice(SUITS), /basket=/],
      [choice("button[name=slot]"), /slot=/],
      [PRIMARY, /\/kiosk\/booked\//],
    ],
  },
  {
    what: "a single short item is completed to an hour and booked in seven touches",
    to: "more=1",
    taps: 7,
    touches: [
      [choice('a[href="/kiosk/book"]'), /\/kiosk\/book$/],
      [choice('a[href*="more=1"]'), /more=1/],
      [choice('a[href*="category=LC"]'), /category=LC/],
      [choice('a[href*="item="]'), /item=/],
      [choice('a[href*="basket=own."]'), /basket=own\./],
      [choice("button[name=slot]"), /slot=/],
      [PRIMARY, /\/kiosk\/booked\//],
    ],
  },
];

for (const { what, to, taps, touches } of BOOKINGS)
  test(what, async ({ browser, server }) => {
    const kiosk = await countingKiosk(browser, server.origin);
    await arriveWith(kiosk.context, "/kiosk/book", to);
    await touch(kiosk, touches);
    expect(kiosk.taps()).toBe(taps);
    await undo(kiosk);
    await kiosk.context.close();
  });

test("改一改 changes the time, the service or the care worker, and keeps the rest", async ({ browser, server }) => {
  const kiosk = await countingKiosk(browser, server.origin);
  await arriveWith(kiosk.context, "/kiosk/book", "basket=");
  await touch(kiosk, [
    [choice('a[href="/kiosk/book"]'), /\/kiosk\/book$/],
    [choice(SUITS), /basket=/],
    [choice("button[name=slot]"), /slot=/],
    [choice("label"), /slot=/],
    ["[data-kiosk-zone=action] button[name=change]", /change=1/],
  ]);
  const { page } = kiosk;
  await expect(page.locator(choice("a"))).toHaveCount(4);
  // What the care worker is to mind goes along with what is changed.
  await expect(page.locator(choice('a[href*="change=remarks"]'))).toContainText("先打电话");
  const before = await page.locator(choice('a[href*="other="]')).innerText();
  await page.locator(choice('a[href*="other="]')).tap();
  await ready(page, /other=/);
  const surname = /(\S)护理员/.exec(before)?.[1] ?? "";
  expect(surname).not.toBe("");
  expect(new URL(page.url()).searchParams.get("basket")).not.toBeNull();
  await kiosk.context.close();
});

test("the same as last time is booked in three touches", async ({ browser, server }) => {
  const kiosk = await countingKiosk(browser, server.origin);
  await arriveWith(kiosk.context, "/kiosk/book", "basket=usual&amp;slot=");
  await touch(kiosk, [
    [choice('a[href="/kiosk/book"]'), /\/kiosk\/book$/],
    [choice('a[href*="basket=usual&slot="]'), /slot=/],
    [PRIMARY, /\/kiosk\/booked\//],
  ]);
  expect(kiosk.taps()).toBe(3);
  await undo(kiosk);
  await kiosk.context.close();
});

test("a visit is rated in two touches, three where it was not good", async ({ browser, server }) => {
  const kiosk = await countingKiosk(browser, server.origin);
  await arriveWith(kiosk.context, "/kiosk/rate", 'name="grade"');
  await touch(kiosk, [
    [choice('a[href="/kiosk/rate"]'), /\/kiosk\/rate$/],
    [choice("button[name=grade]"), /\/kiosk\/rated\//],
  ]);
  expect(kiosk.taps()).toBe(2);
  await kiosk.context.close();
});

test("a place at an activity is taken in three touches", async ({ browser, server }) => {
  const kiosk = await countingKiosk(browser, server.origin);
  const open = choice('a[href^="/kiosk/activities/"]:has-text("还有")');
  await arriveWith(kiosk.context, "/kiosk/activities", "个名额");
  await touch(kiosk, [
    [choice('a[href="/kiosk/activities"]'), /\/kiosk\/activities$/],
    [open, /\/kiosk\/activities\/[\da-f-]+$/],
    [PRIMARY, /said=joined$/],
  ]);
  expect(kiosk.taps()).toBe(3);
  await expect(kiosk.page.getByRole("heading", { name: "报上了" })).toBeVisible();
  await kiosk.context.close();
});

test("help is one touch away from the attract screen, the first page and a page of an elder", async ({
  browser,
  server,
}) => {
  const kiosk = await countingKiosk(browser, server.origin);
  await arriveWith(kiosk.context, "/kiosk/schedule", "/kiosk/visit/");
  for (const [place, address] of ["/kiosk", "/kiosk/home", "/kiosk/schedule"].entries()) {
    await kiosk.page.goto(address);
    await ready(kiosk.page, new RegExp(`${address}$`));
    await kiosk.page.locator("[data-kiosk-zone=bar]").getByRole("button", { name: "求助" }).tap();
    await ready(kiosk.page, /\/kiosk\/help/);
    expect(kiosk.taps()).toBe(place + 1);
    await expect(kiosk.page.locator("main")).toContainText("871-12345");
  }
  await kiosk.context.close();
});
