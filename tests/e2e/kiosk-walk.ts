/**
 * Stands at screens of the kiosk in many looks: each is loaded once, and its look and layout are changed in place, as the settings do it. What the
 * server says of a time is stretched to the longest there is, so that a screen's measure does not hang on the hour that the test district knows.
 */
import { join } from "node:path";
import type { Page, Route } from "@playwright/test";
import { accessFaults, geometryFaults } from "./kiosk-geometry.ts";
import type { KioskElder } from "./kiosk-district.ts";
import { cookieValue, type People } from "./kiosk-people.ts";
import type { KioskScreen } from "./kiosk-screens.ts";
import { waysOnFaults } from "./kiosk-ways.ts";

export type Look = {
  readonly step: number;
  readonly layout: string;
  readonly locale: string;
  readonly contrast: string;
};

export type Situation = Look & { readonly screen: KioskScreen };

/** One screen, with the looks in which it is seen. */
export type Stay = { readonly screen: KioskScreen; readonly looks: Look[] };

export function staysOf(situations: readonly Situation[]): Stay[] {
  const stays = new Map<string, Stay>();
  for (const { screen, ...look } of situations) {
    const stay = stays.get(screen.name) ?? { screen, looks: [] };
    stay.looks.push(look);
    stays.set(screen.name, stay);
  }
  return [...stays.values()];
}

/** Stays in their order, in groups of about so many looks. */
export function groupsOf(stays: readonly Stay[], looks: number): Stay[][] {
  const groups: Stay[][] = [];
  let room = 0;
  for (const stay of stays) {
    if (room <= 0) {
      groups.push([]);
      room = looks;
    }
    groups.at(-1)?.push(stay);
    room -= stay.looks.length;
  }
  return groups;
}

export function cookiesOf({ step, layout, locale, contrast }: Look) {
  const look = { step, contrast, volume: 0, locale, low: layout === "seated" };
  const place = { orient: layout === "landscape" ? "landscape" : "portrait", street: 1, device: "walk" };
  return [
    { name: "bedside-kiosk-look", value: cookieValue(look) },
    { name: "bedside-kiosk-place", value: cookieValue(place) },
  ];
}

/** A quarter to eleven, and the days before this one: nothing that a clock or a calendar says is longer. */
const LONGEST_MINUTE = 10 * 60 + 45;
const longestDate = (place: number) => `2026-12-${30 - (place % 20)}`;

/**
 * The values of a page as Remix sends them: one list, in which objects name the places of their keys and values. Days differ, because cards of
 * one screen are told apart by them.
 */
function stretched(body: string): string {
  const [first = "", ...others] = body.split("\n");
  const list = JSON.parse(first) as unknown[];
  const minutePlace = list.push(LONGEST_MINUTE) - 1;
  let days = 0;
  for (const one of [...list]) {
    if (typeof one !== "object" || one === null || Array.isArray(one)) continue;
    const owner = one as Record<string, number>;
    for (const key of Object.keys(owner)) {
      const name = list[Number(key.slice(1))];
      const value = list[owner[key] ?? -1];
      if (/^(minute|startMinute)$/.test(String(name)) && typeof value === "number") owner[key] = minutePlace;
      if (name === "date" && typeof value === "string") {
        owner[key] = list.push(longestDate(days)) - 1;
        days += 1;
      }
    }
  }
  return [JSON.stringify(list), ...others].join("\n");
}

async function answerStretched(route: Route): Promise<void> {
  // The server may close a connection in the very moment in which it is used again.
  const response = await route.fetch({ maxRetries: 3 });
  const body = await response.text();
  const isData = response.ok() && body.startsWith("[");
  await route.fulfill({ response, body: isData ? stretched(body) : body });
}

type Ears = { readonly said: string[] };

/** A machine with voices in both languages, which write down what they are to say. */
function lendEars(): void {
  const said: string[] = [];
  const voices = ["zh-CN", "en-GB"].map((lang) => ({ lang, localService: true }));
  class Utterance {
    onend?: () => void;
    constructor(readonly text: string) {}
  }
  const synthesis = {
    getVoices: () => voices,
    speak: (utterance: Utterance) => {
      said.push(utterance.text);
      utterance.onend?.();
    },
    cancel: () => undefined,
  };
  Object.assign(window, { said, SpeechSynthesisUtterance: Utterance });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
}

/** To be called once for a page that walks. */
export async function readyToWalk(page: Page): Promise<void> {
  await page.addInitScript(lendEars);
  await page.route(/\.data(\?|$)/, answerStretched);
}

/**
 * Touches 朗读. @returns what is said and cannot be read on the screen, choices that are not said, what is said and may not be, or that nothing is said
 */
async function voiceFaults(page: Page, saysMore: boolean): Promise<string[]> {
  return page.evaluate((isWhole) => {
    const { said } = window as unknown as Ears;
    said.length = 0;
    document.querySelector<HTMLElement>("[data-kiosk-zone=bar] a[role=button]")?.click();
    const bare = (text: string) => text.replaceAll(/[\s\p{P}]/gu, "");
    const textsOf = (selector: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((one) => one.getClientRects().length > 0)
        .map((one) => bare(one.innerText.replaceAll(/\d{3}\*+\d{4}/g, "")));
    const shown = bare(document.querySelector("main")?.innerText ?? "");
    const sentences = said.flatMap((text) => text.split(/[。.](?!\d)/)).filter((one) => bare(one) !== "");
    const heard = bare(said.join());
    const BEGINNING = 6;
    const choices = textsOf(["a", "button", "label"].map((one) => `main [data-kiosk-zone] ${one}`).join())
      .filter((text) => text !== "" && !/^\d$/.test(text) && !textsOf("[data-unsaid] button").includes(text))
      .filter((text) => !heard.includes(text.slice(0, BEGINNING)));
    const secrets = textsOf("[data-unsaid] dd, p[data-unsaid]").filter((text) => heard.includes(text));
    const numbers = said.filter((text) => /\d{3}\*+\d{4}|\d{11}/.test(text));
    return [
      ...(sentences.length === 0 ? ["nothing is said"] : []),
      ...sentences.filter((one) => !isWhole && !shown.includes(bare(one))).map((one) => `said and not shown: ${one}`),
      ...choices.map((one) => `not said: ${one}`),
      ...[...secrets, ...numbers].map((one) => `said aloud: ${one}`),
    ];
  }, saysMore);
}

/** Of a notice the whole text is read, and a page of it shown. */
const READ_WHOLE = "kiosk.notices.$noticeId";

/** Who is there, and where the server is. */
export type Standing = { readonly here: People; readonly url: string };

const isWide = ({ layout }: Look) => layout === "landscape";

/** The machine that has such a look, and what it keeps of it. */
async function takeLook(page: Page, screen: KioskScreen, look: Look, { here, url }: Standing): Promise<void> {
  await page.setViewportSize(isWide(look) ? { width: 1920, height: 1080 } : { width: 1080, height: 1920 });
  const machine = screen.isPaired ? [here.paired[isWide(look) ? "landscape" : "portrait"]] : [];
  await page.context().addCookies([...machine, ...cookiesOf(look)].map((cookie) => ({ ...cookie, url })));
}

async function standAt(page: Page, screen: KioskScreen, look: Look, standing: Standing): Promise<void> {
  const { here, url } = standing;
  const own = here.cookies[screen.who].filter(({ name }) => !/look|place/.test(name));
  await page.context().clearCookies();
  await page.context().addCookies(own.map((cookie) => ({ ...cookie, url })));
  await takeLook(page, screen, look, standing);
  await page.goto(`${url}${screen.addressFor(here.facts)}`, { waitUntil: "commit" });
  await page.locator("[data-kiosk-ready=yes]").waitFor();
  const sent = screen.sentFor(here.facts);
  if (sent !== null) await sendForm(page, sent);
}

/** The screen is the answer to a form of this page. */
async function sendForm(page: Page, sent: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((fields) => {
    const form = document.createElement("form");
    form.method = "post";
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("input");
      [field.type, field.name, field.value] = ["hidden", name, value];
      form.append(field);
    }
    document.body.append(form);
    delete document.documentElement.dataset["kioskReady"];
    for (const one of document.querySelectorAll("[data-kiosk-ready]")) one.removeAttribute("data-kiosk-ready");
    form.submit();
  }, sent);
  await page.locator("[data-kiosk-ready=yes]").waitFor();
}

type Remix = { readonly __remixRouter: { readonly revalidate: () => void; readonly state: { revalidation: string } } };

/** @returns whether the page shows itself in that look now; not where it had to be loaded for it */
async function changeLook(page: Page, screen: KioskScreen, look: Look, standing: Standing): Promise<boolean> {
  await takeLook(page, screen, look, standing);
  const wanted = {
    lang: look.locale,
    "data-step": String(look.step),
    "data-contrast": look.contrast === "high" ? "high" : null,
    "data-orient": isWide(look) ? "landscape" : "portrait",
    "data-low": look.layout === "seated" ? "on" : null,
  };
  return page
    .evaluate(async (attributes) => {
      const { __remixRouter: router } = window as unknown as Remix;
      // Somebody is there, so that no warning comes.
      window.dispatchEvent(new Event("pointerdown"));
      router.revalidate();
      const root = document.documentElement;
      const isSo = () => Object.entries(attributes).every(([name, value]) => root.getAttribute(name) === value);
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (const end = performance.now() + 10_000; performance.now() < end; await frame())
        if (router.state.revalidation === "idle" && isSo()) {
          await document.fonts.ready;
          return true;
        }
      return false;
    }, wanted)
    .catch(() => false);
}

/** The whole name, the identity number and the telephone stay on the server; their masks may be shown. */
async function unmasked(page: Page, elder: KioskElder | undefined): Promise<string[]> {
  if (elder === undefined) return [];
  const markup = await page.content();
  const { name, idNumber, phone } = elder;
  return [name, idNumber, phone].filter((own) => markup.includes(own)).map((own) => `not masked: ${own}`);
}

const isShown = async (page: Page, screen: KioskScreen, here: People) =>
  (await page.locator(screen.showsFor(here.facts)).count()) > 0;

async function faultsOf(page: Page, screen: KioskScreen, here: People): Promise<string[]> {
  if (!(await isShown(page, screen, here))) return ["another screen is shown"];
  return [
    ...(await unmasked(page, here.elders[screen.who])),
    ...(await geometryFaults(page)),
    ...(await voiceFaults(page, screen.route === READ_WHOLE)),
    ...(await accessFaults(page)),
    ...(screen.isNo ? await waysOnFaults(page) : []),
  ];
}

/** KIOSK_SHOTS names a folder for a picture of every look. */
async function keepPicture(page: Page, { name }: KioskScreen, { layout, step, locale, contrast }: Look): Promise<void> {
  const folder = process.env["KIOSK_SHOTS"];
  if (folder === undefined) return;
  const file = [name.replaceAll(/\W+/g, "-"), layout, step, locale, contrast, "png"].join(".");
  await page.screenshot({ path: join(folder, file) });
}

const OTHER: Readonly<Record<string, string>> = { normal: "high", high: "normal" };

/** Sees a screen in all looks of a stay. @returns by look what is wrong */
export async function stay(page: Page, { screen, looks }: Stay, standing: Standing) {
  const { here } = standing;
  const found: Record<string, string[]> = {};
  const isAnswer = screen.sentFor(here.facts) !== null;
  for (const [place, look] of looks.entries()) {
    // In other colours first, so that every look is a change, which shows when it is done.
    if (place === 0 && !isAnswer)
      await standAt(page, screen, { ...look, contrast: OTHER[look.contrast] ?? "" }, standing);
    // What answers a form, or was told once, is not told again in place.
    const isThere =
      !isAnswer && (await changeLook(page, screen, look, standing)) && (await isShown(page, screen, here));
    if (!isThere) await standAt(page, screen, look, standing);
    // What is asked for seconds only may be over before a starved machine looks.
    if (isAnswer && !(await isShown(page, screen, here))) await standAt(page, screen, look, standing);
    const faults = await faultsOf(page, screen, here);
    const { layout, step, locale, contrast } = look;
    await keepPicture(page, screen, look);
    if (faults.length > 0) found[`${screen.name}, ${layout}, size ${step}, ${locale}, ${contrast}`] = faults;
  }
  return found;
}
