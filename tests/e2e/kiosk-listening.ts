/** A paired kiosk that is used by listening: what the ear heard, what the keypad does, and that no loudspeaker said anything. */
import { expect, type APIRequestContext, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { KIOSK_ELDERS, type KioskElder } from "./kiosk-district.ts";
import { identifyBy, postForm, shown } from "./kiosk-machine.ts";
import { signInBy } from "./office-desk.ts";
import { simulatedAgent, type SimulatedAgent } from "./paired-kiosk.ts";

const FITTED = {
  ...{ streetId: "1", place: "一楼大厅", panel: "270", edge: "790", step: "1", staffCall: "139 1234 5678" },
  ...{ reader: "yes", earphone: "yes", opens: "00:00", closes: "23:59", orientation: "portrait" },
};

/** A machine with a reader and an earphone, and what else it is fitted with. */
export async function pairedForListening(
  origin: string,
  desk: APIRequestContext,
  more: Readonly<Record<string, string>>,
): Promise<SimulatedAgent> {
  const agent = await simulatedAgent(origin);
  await signInBy(desk, "clerk", origin);
  const code = new URL(await agent.address("/kiosk/pair?code="), origin).searchParams.get("code") ?? "";
  await postForm(desk, "/office/kiosks/pair", { ...FITTED, ...more, code });
  return agent;
}

/** The last elder of the file whose page of booking offers a service; the first ones are waited for elsewhere. */
export async function elderWhoCanBook(machine: APIRequestContext): Promise<KioskElder> {
  for (const elder of KIOSK_ELDERS.filter(({ sharing }) => sharing === 1).toReversed()) {
    if ((await identifyBy(machine, elder.phone)) === null) continue;
    const html = await (await machine.get("/kiosk/book")).text();
    await postForm(machine, "/kiosk/sign-out", {});
    if (html.includes("basket=")) return elder;
  }
  throw new Error("nobody can book");
}

/** One thing that the page had said: by the machine's agent, or by a voice of the browser itself. */
export type Said = { readonly text: string; readonly isPrivate: boolean };

export type ListeningKiosk = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly said: () => Said[];
  /** Presses a key and waits until the ear has heard this. @returns what was heard */
  readonly press: (key: string, heard: RegExp) => Promise<string>;
  /** Presses the number that was heard for a choice. */
  readonly choose: (from: string, choice: RegExp, heard: RegExp) => Promise<string>;
  readonly hears: (heard: RegExp, from?: number) => Promise<string>;
};

/** The browser has a Chinese voice of its own here: what it says is heard by all. */
async function withVoice(context: BrowserContext, onSaid: (text: string) => void): Promise<void> {
  await context.exposeBinding("saidAloud", (_, text: string) => onSaid(text));
  await context.addInitScript(() => {
    const voice = { lang: "zh-CN", localService: true };
    const aloud = ({ text }: { text: string }) =>
      (window as unknown as { saidAloud: (text: string) => void }).saidAloud(text);
    Object.assign(window, {
      SpeechSynthesisUtterance: class {
        constructor(readonly text: string) {}
      },
    });
    Object.defineProperty(window, "speechSynthesis", {
      value: { getVoices: () => [voice], cancel: () => undefined, speak: aloud },
    });
  });
}

/** The page of a fresh start of the machine. */
export async function listeningKiosk(
  browser: Browser,
  origin: string,
  agent: SimulatedAgent,
  viewport = { width: 1080, height: 1920 },
): Promise<ListeningKiosk> {
  const context = await browser.newContext({ baseURL: origin, viewport, hasTouch: true, locale: "zh-CN" });
  const said: Said[] = [];
  await withVoice(context, (text) => void said.push({ text, isPrivate: false }));
  const page = await context.newPage();
  // What was refused was not said: only the agent's consent counts.
  page.on("response", (answer) => {
    const request = answer.request();
    if (request.method() !== "POST" || !request.url().endsWith("/v1/say") || !answer.ok()) return;
    const { text, private: isPrivate } = request.postDataJSON() as { text: string; private: boolean };
    said.push({ text, isPrivate });
  });
  await agent.agent.start();
  await page.goto(await agent.address("/kiosk/start?ticket="));
  await shown(page, /\/kiosk$/);
  await expect.poll(() => agent.agent.events.listeners).toBeGreaterThan(0);
  const hears = async (heard: RegExp, from = 0): Promise<string> => {
    const since = () => said.slice(from).map(({ text }) => text);
    const found = () => since().findLast((text) => heard.test(text));
    await expect.poll(() => found() ?? since().join("|")).toMatch(heard);
    return found() ?? "";
  };
  const press = async (key: string, heard: RegExp) => {
    const from = said.length;
    await page.keyboard.press(key);
    return hears(heard, from);
  };
  const choose = async (from: string, choice: RegExp, heard: RegExp) => {
    const number = [...from.matchAll(/(\d)，([^。]*)/g)].find(([, , text = ""]) => choice.test(text))?.[1];
    if (number === undefined) throw new Error(`${choice.source} has no number in: ${from}`);
    return press(number, heard);
  };
  return { page, context, said: () => said, press, choose, hears };
}
