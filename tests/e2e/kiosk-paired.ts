/**
 * Two paired kiosks with a reader, a scanner and a printer, one upright and one wide, each with its agent beside it: what stands in the centres, where
 * the walk's other pages are those of any browser. At one of them a clerk stands beside an elder.
 */
import type { APIRequestContext } from "@playwright/test";
import { postForm } from "./kiosk-machine.ts";
import { signInBy } from "./office-desk.ts";
import { simulatedAgent } from "./paired-kiosk.ts";

type Cookie = { readonly name: string; readonly value: string };

export type PairedOrientation = "portrait" | "landscape";

export type PairedMachines = {
  /** The cookie of each machine's page. */
  readonly pages: Readonly<Record<PairedOrientation, Cookie>>;
  /** Of an elder for whom a clerk touches. */
  readonly assisted: readonly Cookie[];
  /** A visit without a sign of life ends after five minutes. */
  readonly stay: () => Promise<void>;
  readonly end: () => Promise<void>;
};

const PAIRING = {
  ...{ streetId: "1", place: "一楼大厅", panel: "270", edge: "790", step: "1", staffCall: "" },
  ...{ reader: "yes", scanner: "yes", printer: "yes", opens: "08:00", closes: "17:00" },
};

const cookiesOf = async (machine: APIRequestContext): Promise<Cookie[]> =>
  (await machine.storageState()).cookies.map(({ name, value }) => ({ name, value }));

async function pairOne(desk: APIRequestContext, machine: APIRequestContext, orientation: PairedOrientation) {
  const origin = new URL((await machine.get("/healthz")).url()).origin;
  const agent = await simulatedAgent(origin);
  const code = new URL(await agent.address("/kiosk/pair?code="), origin).searchParams.get("code") ?? "";
  const { address } = await postForm(desk, "/office/kiosks/pair", { ...PAIRING, orientation, code });
  const deviceNo = new URL(address, origin).searchParams.get("paired");
  if (deviceNo === null) throw new Error(`no ${orientation} kiosk was paired`);
  await machine.get(await agent.address("/kiosk/start?ticket="));
  const page = (await cookiesOf(machine)).find(({ name }) => name.includes("kiosk-page"));
  if (page === undefined) throw new Error(`the ${orientation} kiosk has no page`);
  return { agent, page, deviceNo };
}

/** Who stands nowhere else: an elder has one visit at a time. */
const BESIDE = "E000024";

/** The digits that a clerk takes at the own desk are typed at the machine. */
async function standBeside(desk: APIRequestContext, machine: APIRequestContext, deviceNo: string): Promise<Cookie[]> {
  const wish = { deviceNo, elderNo: BESIDE, reason: "no_card" };
  const { html } = await postForm(desk, "/office/kiosks/assist", wish);
  const digits = /<strong[^>]*>[^<]*?(\d{6})</.exec(html)?.[1] ?? "";
  await postForm(machine, "/kiosk/identify?how=staff", { digits, next: "/kiosk/home" });
  return cookiesOf(machine);
}

export async function pairMachines(newMachine: () => Promise<APIRequestContext>): Promise<PairedMachines> {
  const [desk, upright, wide] = [await newMachine(), await newMachine(), await newMachine()];
  await signInBy(desk, "clerk", new URL((await desk.get("/healthz")).url()).origin);
  const portrait = await pairOne(desk, upright, "portrait");
  const landscape = await pairOne(desk, wide, "landscape");
  const assisted = await standBeside(desk, upright, portrait.deviceNo);
  for (const one of [desk, wide]) await one.dispose();
  return {
    pages: { portrait: portrait.page, landscape: landscape.page },
    assisted: assisted.filter(({ name }) => !name.includes("kiosk-page")),
    stay: async () => {
      await upright.get("/kiosk/home");
    },
    end: async () => {
      await postForm(upright, "/kiosk/sign-out", {});
      await upright.dispose();
      for (const { agent } of [portrait, landscape]) await agent.close();
    },
  };
}
