/** 朗读 says the question, its hint and then every choice, in the language shown, marks what it says, and is stopped by any touch. */
import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "./kiosk-district.ts";
import { ready } from "./kiosk-machine.ts";

test.describe.configure({ timeout: 240_000 });

type Voice = { readonly said: string[]; readonly end: () => void };

/** A kiosk with a voice that speaks until the test ends its sentence. */
async function kioskWithVoice(browser: Browser, origin: string): Promise<Page> {
  const viewport = { width: 1080, height: 1920 };
  const context = await browser.newContext({ baseURL: origin, viewport, hasTouch: true, locale: "zh-CN" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const said: string[] = [];
    let current: SpeechSynthesisUtterance | null = null;
    const voices = ["zh-CN", "en-GB"].map((lang) => ({ lang, localService: true }));
    class Utterance {
      onend?: () => void;
      constructor(readonly text: string) {}
    }
    const synthesis = {
      getVoices: () => voices,
      speak: (utterance: SpeechSynthesisUtterance) => {
        said.push(utterance.text);
        current = utterance;
      },
      cancel: () => undefined,
    };
    const end = () => (current?.onend as (() => void) | undefined)?.();
    Object.assign(window, { SpeechSynthesisUtterance: Utterance, voice: { said, end } });
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  });
  return page;
}

const voiceOf = (page: Page) => ({
  said: () => page.evaluate(() => (window as unknown as { voice: Voice }).voice.said),
  end: () => page.evaluate(() => (window as unknown as { voice: Voice }).voice.end()),
  forget: () => page.evaluate(() => void ((window as unknown as { voice: Voice }).voice.said.length = 0)),
});

/** Opens a screen and touches 朗读 once the question has been said by itself. */
async function read(page: Page, address: string) {
  const voice = voiceOf(page);
  await page.goto(address);
  await ready(page, new RegExp(`${address.replaceAll(/[?=]/g, ".")}$`));
  await expect.poll(voice.said).toHaveLength(1);
  await voice.forget();
  await page.locator("[data-kiosk-zone=bar] a[role=button]").click();
  return voice;
}

test("the question, its hint and the choices are said in their order, and each is marked while it is said", async ({
  browser,
  server,
}) => {
  const page = await kioskWithVoice(browser, server.origin);
  const voice = await read(page, "/kiosk/complain");
  expect(await voice.said()).toEqual(["想说什么事？。点一项，后面再说哪里不好。"]);
  const marked = page.locator("[data-said-now]");
  await expect(marked).toHaveCount(0);
  for (const choice of ["上门服务", "护理员", "补贴和钱", "别的", "问上次的事"]) {
    // The step above the question comes before the choices.
    do await voice.end();
    while (((await voice.said()).at(-1) ?? "").startsWith("第1步"));
    expect((await voice.said()).at(-1)).toBe(choice);
    await expect(marked).toHaveText(choice);
  }
  await voice.end();
  await expect(marked).toHaveCount(0);
  await page.context().close();
});

test("any touch stops it for good", async ({ browser, server }) => {
  const page = await kioskWithVoice(browser, server.origin);
  const voice = await read(page, "/kiosk/complain");
  await voice.end();
  const said = await voice.said();
  expect(said.length).toBeGreaterThan(1);
  // The display takes no touch, and stops the voice all the same.
  await page.locator("[data-kiosk-zone=display]").click();
  await expect(page.locator("[data-said-now]")).toHaveCount(0);
  await voice.end();
  expect(await voice.said()).toEqual(said);
  await page.context().close();
});

test("it speaks English where the screen is English, and says no digit that is typed", async ({ browser, server }) => {
  const page = await kioskWithVoice(browser, server.origin);
  await page.goto("/kiosk/settings");
  await page.locator('button[name=locale][value="en"]').click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const voice = await read(page, "/kiosk/sign-in?step=phone");
  for (let end = 0; end < 12; end += 1) await voice.end();
  const said = await voice.said();
  expect(said.join()).not.toMatch(/\p{Script=Han}/u);
  expect(said).toContain("Next");
  expect(said.filter((text) => /^\d/.test(text))).toEqual([]);
  await page.context().close();
});
