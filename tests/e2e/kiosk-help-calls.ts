/** Calls for help at every stage, each by its key: being answered, somebody on the way, somebody there, asked whether it ends, and over. */
import type { APIRequestContext } from "@playwright/test";
import { inMarkup } from "./kiosk-errands.ts";
import { postForm } from "./kiosk-machine.ts";
import { signInBy } from "./office-desk.ts";

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
