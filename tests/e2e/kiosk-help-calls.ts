/** Calls for help at every stage, each by its key: being answered, somebody on the way, somebody there, asked whether it ends, and over. */
import type { APIRequestContext } from "@playwright/test";
import { inMarkup } from "./kiosk-errands.ts";
import { postForm } from "./kiosk-machine.ts";
import type { Screens } from "./kiosk-paired-screens.ts";
import { signInBy } from "./office-desk.ts";

/** Where somebody is called, or a person is the way on. */
export const HELP_SCREENS: Screens = {
  "kiosk.call-me-later": [["call me later", "nobody", "/kiosk/call-me-later", "input[name=phone]"]],
  "kiosk.offline": [["no network", "nobody", "/kiosk/offline", 'choice a[href="/kiosk/call-me-later"]', "no"]],
  "kiosk.closed": [["machine closed", "nobody", "/kiosk/closed", 'choice a[href*="/kiosk/help"]', "no"]],
  "kiosk.call-me": [["call me", "full", "/kiosk/call-me?about=booking", "input[name=key]"]],
  "kiosk.own-word": [["the elder's own word", "nobody", "/kiosk/own-word", "choice a", "no"]],
  "kiosk.help": [
    ["help", "nobody", "/kiosk/help?returnTo=/kiosk/home", "[data-kiosk-kind=alarm]"],
    // What is wanted is asked for seconds only, so each look is a call of its own.
    ["help, asked", "nobody", "/kiosk/help", "button[name=want][value=unwell]", "screen", { returnTo: "/kiosk/home" }],
    ["help, calling", "nobody", "/kiosk/help?key={helpCalling}", "button[name=want][value=end]"],
    ["help, on the way", "nobody", "/kiosk/help?key={helpTaken}", "button[name=want][value=end]"],
    ["help, there", "nobody", "/kiosk/help?key={helpArrived}", "main h1"],
    ["help, no longer needed", "nobody", "/kiosk/help?key={helpCalling}&end=1", "button[name=want][value=sure]"],
    ["help, over", "nobody", "/kiosk/help?key={helpOver}", "main h1"],
    ["help of an elder", "booker", "/kiosk/help?returnTo=/kiosk/book", "[data-kiosk-kind=alarm]"],
  ],
};

export type HelpFact = "helpCalling" | "helpTaken" | "helpArrived" | "helpOver";

async function call(machine: APIRequestContext, wants: readonly string[] = []): Promise<string> {
  const { address } = await postForm(machine, "/kiosk/help", { returnTo: "/kiosk/home" });
  const key = inMarkup(address, /[?&]key=([^&]+)/, "key of a call");
  for (const want of wants) await postForm(machine, "/kiosk/help", { key, want, returnTo: "/kiosk/home" });
  return key;
}

/** The newest call on the operators' list goes on by these steps. */
async function tend(desk: APIRequestContext, moves: readonly string[]): Promise<void> {
  const list = await (await desk.get("/office/help")).text();
  const helpNo =
    [...list.matchAll(/name="helpNo" value="([^"]+)"/g)]
      .map(([, one = ""]) => one)
      .sort()
      .at(-1) ?? "";
  for (const move of moves) await postForm(desk, "/office/help", { helpNo, move });
}

export async function callForHelp(newMachine: () => Promise<APIRequestContext>): Promise<Record<HelpFact, string>> {
  const [machine, desk] = [await newMachine(), await newMachine()];
  await signInBy(desk, "operator", new URL((await desk.get("/healthz")).url()).origin);
  const helpArrived = await call(machine, ["unwell"]);
  await tend(desk, ["take", "arrive"]);
  const helpTaken = await call(machine, ["staff"]);
  await tend(desk, ["take"]);
  const facts = {
    helpArrived,
    helpTaken,
    helpCalling: await call(machine, ["staff"]),
    helpOver: await call(machine, ["sure"]),
  };
  await machine.dispose();
  await desk.dispose();
  return facts;
}
