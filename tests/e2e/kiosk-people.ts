/**
 * Who may stand at a kiosk, made ready before a walk over its screens: nobody, somebody who has asked for a code, elders in the situations that
 * lead to different screens. Everything is done by forms, as a machine without scripts does.
 */
import type { APIRequestContext } from "@playwright/test";
import { KIOSK_ELDERS, type KioskElder } from "./kiosk-district.ts";
import { inMarkup, openInvite, pageAt, runErrands, type ErrandFact, type ErrandStand } from "./kiosk-errands.ts";
import { callForHelp, type HelpFact } from "./kiosk-help-calls.ts";
import { pairMachines, type PairedMachines } from "./kiosk-paired.ts";
import { CODE_PAUSE_MS, askForCode, identifyBy, postForm } from "./kiosk-machine.ts";

/** Where an elder stands with the month's visits. */
type Situation = "booker" | "booked" | "undone" | "proposed" | "full" | "payer" | "paid" | "rating" | "closed";

export type Stand = "nobody" | "asked" | "choosing" | "assisted" | Situation | ErrandStand;

/** What the addresses of screens need, found by walking there once. */
export type Facts = Record<
  | "basket"
  | "day"
  | "slot"
  | "booked"
  | "undone"
  | "visit"
  | "rating"
  | "otherTime"
  | "proposal"
  | ErrandFact
  | HelpFact,
  string
>;

/** On nobody's file: the screens are the same. One after the other, because a number is sent five codes an hour at most. */
let codesAsked = 0;
const nobodysPhone = () => `199000000${String((codesAsked += 1) % 100).padStart(2, "0")}`;

type Cookie = { readonly name: string; readonly value: string };

/** As the server writes a cookie: JSON in base 64. */
export const cookieValue = (value: unknown) =>
  encodeURIComponent(Buffer.from(JSON.stringify(value)).toString("base64"));

/** The printer is asked for a slip that is none: what is then said is the longer of its two sentences. */
export const NO_SLIP = "00000000-0000-4000-8000-000000000000";

/** What somebody was told once about a matter that was brought forward; only a paired kiosk asks its printer for the slip. */
const toldCookie = (callWithinDays: number | null, isProtected: boolean, askingCode: string | null) => {
  const told = { number: "3827", callWithinDays, isProtected, askingCode, slip: NO_SLIP };
  return [{ name: "bedside-kiosk-told", value: cookieValue(told) }];
};
const TOLD = {
  toldCall: toldCookie(3, false, null),
  toldCode: toldCookie(null, false, "482913"),
  toldBoth: toldCookie(null, true, "482913"),
};

export type People = {
  readonly cookies: Readonly<Record<Stand, readonly Cookie[]>>;
  readonly facts: Facts;
  /** Pages of the kiosks that are paired. */
  readonly paired: PairedMachines["pages"];
  readonly elders: Readonly<Partial<Record<Stand, KioskElder>>>;
  /** Asks for new codes and keeps every visit alive: a code is good for five minutes, and a visit without a sign of life ends after as many. */
  readonly askAgain: (forChoosing?: boolean) => Promise<void>;
  /** Takes back what was booked and signs everybody out. */
  readonly leave: () => Promise<void>;
};

export type NewMachine = () => Promise<APIRequestContext>;

type Elder = { readonly machine: APIRequestContext; readonly elder: KioskElder };
type Found = Map<Situation, Elder>;

const SITUATIONS = 9;

/** Numbers of the visits on the schedule, each with its own page. */
async function visitsOf(machine: APIRequestContext): Promise<{ visitNo: string; html: string }[]> {
  const schedule = await pageAt(machine, "/kiosk/schedule");
  const found: { visitNo: string; html: string }[] = [];
  for (const [, visitNo = ""] of schedule.matchAll(/href="\/kiosk\/visit\/([^"]+)"/g))
    found.push({ visitNo, html: await pageAt(machine, `/kiosk/visit/${visitNo}`) });
  return found;
}

const isMovable = ({ html }: { html: string }) => html.includes("/kiosk/move/");

const hasMovable = async (machine: APIRequestContext) => (await visitsOf(machine)).some(isMovable);

const hasOwnTimes = async (machine: APIRequestContext) =>
  (await pageAt(machine, "/kiosk/book?pay=self&basket=usual")).includes('name="slot"');

/** What the first pages say of the elder; three who can book are needed, each for another screen. Nothing is looked at that has been found. */
async function situationsOf(machine: APIRequestContext, found: Found): Promise<Situation[]> {
  const situations: Situation[] = [];
  const html = await pageAt(machine, "/kiosk/book");
  const mayPay = html.includes("pay=self");
  if (html.includes("basket=")) {
    const booking = (["booker", "booked", "undone"] as const).find((one) => !found.has(one));
    if (booking !== undefined) situations.push(booking);
  } else if (!mayPay) situations.push("closed");
  else if (!found.has("full") && (await hasMovable(machine))) situations.push("full");
  else if (!found.has("paid") && (await hasOwnTimes(machine))) situations.push(found.has("payer") ? "paid" : "payer");
  if (!found.has("proposed") && (await pageAt(machine, "/kiosk/schedule")).includes("/kiosk/proposal/"))
    situations.push("proposed");
  if (!found.has("rating") && (await pageAt(machine, "/kiosk/rate")).includes('name="grade"'))
    situations.push("rating");
  return situations.filter((one) => !found.has(one));
}

/** Identifies one elder after another until there is one in each situation; an elder may be in several. */
async function findElders(newMachine: NewMachine): Promise<Found> {
  const found: Found = new Map();
  let waiting = KIOSK_ELDERS.filter(({ sharing }) => sharing === 1);
  for (const pause of [0, CODE_PAUSE_MS]) {
    await new Promise((resolve) => setTimeout(resolve, waiting.length === 0 ? 0 : pause));
    const later: KioskElder[] = [];
    for (const elder of waiting) {
      const machine = await newMachine();
      const words = await identifyBy(machine, elder.phone);
      if (words === null) later.push(elder);
      const situations = words === null ? [] : await situationsOf(machine, found);
      for (const situation of situations) found.set(situation, { machine, elder });
      if (situations.length === 0) await machine.dispose();
      if (found.size === SITUATIONS) return found;
    }
    waiting = later;
  }
  return found;
}

async function cookiesOf(machine: APIRequestContext): Promise<Cookie[]> {
  return (await machine.storageState()).cookies.map(({ name, value }) => ({ name, value }));
}

async function book(machine: APIRequestContext): Promise<{ basket: string; slot: string; visitNo: string }> {
  const basket = inMarkup(await pageAt(machine, "/kiosk/book"), /basket=([^"&]+)/, "basket");
  const times = await pageAt(machine, `/kiosk/book?basket=${basket}`);
  const slot = inMarkup(times, /name="slot" value="([^"]+)"/, "time");
  const asked = new URLSearchParams({ basket: decodeURIComponent(basket), slot });
  const { address } = await postForm(machine, `/kiosk/book?${asked.toString()}`, { confirm: "yes" });
  return { basket, slot, visitNo: inMarkup(address, /^\/kiosk\/booked\/(.+)$/, "booking") };
}

/** @param newMachine a browser that has never been at this kiosk */
export async function gatherPeople(newMachine: NewMachine): Promise<People> {
  const elders = await findElders(newMachine);
  const machineOf = (stand: Situation) => {
    const found = elders.get(stand);
    if (found === undefined) throw new Error(`nobody is ${stand}, only ${[...elders.keys()].join()}`);
    return found.machine;
  };
  const visit = (await visitsOf(machineOf("full"))).find(isMovable)?.visitNo ?? "";
  const stranger = await newMachine();
  const paired = await pairMachines(newMachine);
  // Before the times are read: what the errands book is no longer free.
  const errands = await runErrands(machineOf, stranger, visit);
  const booker = machineOf("booker");
  const basket = inMarkup(await pageAt(booker, "/kiosk/book"), /basket=([^"&]+)/, "basket");
  const slot = inMarkup(await pageAt(booker, `/kiosk/book?basket=${basket}`), /name="slot" value="([^"]+)"/, "time");
  const days = await pageAt(booker, `/kiosk/book?basket=${basket}&days=1`);
  const booked = await book(machineOf("booked"));
  const undone = await book(machineOf("undone"));
  await postForm(machineOf("undone"), `/kiosk/booked/${undone.visitNo}`, { undo: "yes" });
  const rating = inMarkup(await pageAt(machineOf("rating"), "/kiosk/rate"), /name="visit" value="([^"]+)"/, "visit");
  const proposal = inMarkup(
    await pageAt(machineOf("proposed"), "/kiosk/schedule"),
    /\/kiosk\/proposal\/([^"]+)"/,
    "visit about which another time is asked",
  );
  const times = await pageAt(machineOf("full"), `/kiosk/move/${visit}`);
  const machines = new Map<Stand, APIRequestContext>([...elders].map(([stand, { machine }]) => [stand, machine]));
  // Whole once everybody has been asked below.
  const cookies = { nobody: [], ...TOLD } as unknown as Record<Stand, readonly Cookie[]>;
  for (const [stand, machine] of machines) cookies[stand] = await cookiesOf(machine);
  cookies.assisted = paired.assisted;
  cookies.otherCard = [...cookies.booker, { name: "bedside-kiosk-reading-trial", value: cookieValue("other") }];
  const shared = KIOSK_ELDERS.find(({ sharing }) => sharing > 1)?.phone ?? "";
  const facts: Facts = {
    basket,
    day: inMarkup(days, /day=(\d{4}-\d\d-\d\d)/, "day"),
    slot: encodeURIComponent(slot),
    booked: booked.visitNo,
    undone: undone.visitNo,
    visit,
    rating,
    proposal,
    otherTime: encodeURIComponent(inMarkup(times, /name="slot" value="([^"]+)"/, "other time")),
    ...errands.facts,
    ...(await callForHelp(newMachine)),
  };
  let inviters: readonly Situation[] = ["booker", "undone", "proposed", "payer"];
  cookies.choosing = [];
  const askAgain = async (forChoosing = false) => {
    for (const machine of new Set(machines.values())) await machine.get("/kiosk/home");
    await paired.stay();
    const asked = await newMachine();
    const [inviter = "booker", ...others] = inviters;
    inviters = [...others, inviter];
    facts.invite = await openInvite(machineOf(inviter));
    cookies.inviter = cookies[inviter];
    await askForCode(asked, nobodysPhone());
    cookies.asked = await cookiesOf(asked);
    await asked.dispose();
    if (!forChoosing) return;
    const choosing = await newMachine();
    if ((await identifyBy(choosing, shared)) === null) {
      // A number is sent one code a minute.
      await new Promise((resolve) => setTimeout(resolve, CODE_PAUSE_MS));
      await identifyBy(choosing, shared);
    }
    cookies.choosing = await cookiesOf(choosing);
    await choosing.dispose();
  };
  await askAgain();
  return {
    cookies,
    elders: Object.fromEntries([...elders].map(([stand, { elder }]) => [stand, elder])),
    askAgain,
    facts,
    paired: paired.pages,
    leave: async () => {
      await paired.end();
      await errands.end();
      await stranger.dispose();
      await postForm(machineOf("booked"), `/kiosk/booked/${booked.visitNo}`, { undo: "yes" });
      for (const machine of new Set(machines.values())) {
        await postForm(machine, "/kiosk/sign-out", {});
        await machine.dispose();
      }
    },
  };
}
