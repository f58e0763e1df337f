/**
 * What people have begun at a kiosk, so that every module has something to show: places at activities, slips, an own visit to pay, a family member,
 * an application, a matter without a name. Everything is done by forms; `end` takes back what would be in the way of the next walk.
 */
import type { APIRequestContext } from "@playwright/test";
import { readQr } from "#app/integrations/qr/read-qr.server.ts";
import { postForm } from "./kiosk-machine.ts";

export const inMarkup = (html: string, pattern: RegExp, what: string): string => {
  const found = pattern.exec(html)?.[1];
  if (found === undefined) throw new Error(`no ${what} on the page`);
  return found.replaceAll("&amp;", "&");
};

export const pageAt = async (machine: APIRequestContext, address: string) => (await machine.get(address)).text();

export type ErrandFact =
  | "activity"
  | "fullActivity"
  | "todaysActivity"
  | "notice"
  | "noticeWithTask"
  | "asking"
  | "slipOfMonth"
  | "slipOfVisits"
  | "slipOfVisit"
  | "toPay"
  | "codeToPay"
  | "paid"
  | "link"
  | "invite"
  | "inviteAsked"
  | "inviteOver";

/** Stands that an errand makes; what they know is in their cookies. */
export type ErrandStand = "inviter" | "otherCard" | "toldCall" | "toldCode" | "toldBoth";

type Who = "booker" | "booked" | "full" | "payer" | "paid" | "rating" | "closed";
export type MachineOf = (who: Who) => APIRequestContext;

export type Errands = {
  readonly facts: Record<ErrandFact, string>;
  readonly end: () => Promise<void>;
};

/** An activity by its name on the list. */
async function activityNamed(machine: APIRequestContext, title: string): Promise<string> {
  for (const page of [1, 2]) {
    const list = await pageAt(machine, `/kiosk/activities?page=${page}`);
    for (const [, id = "", card = ""] of list.matchAll(/href="\/kiosk\/activities\/([0-9a-f-]{36})"(.*?)<\/a>/gs))
      if (card.includes(title)) return id;
  }
  throw new Error(`no activity ${title}`);
}

/** One has a place, one waits, one may check in today. */
async function joinActivities(of: MachineOf) {
  const [activity, fullActivity, todaysActivity] = [
    await activityNamed(of("booked"), "书画课"),
    await activityNamed(of("booked"), "防跌倒讲座"),
    await activityNamed(of("booked"), "早操"),
  ];
  for (const [who, id] of [
    ["booked", activity],
    ["full", fullActivity],
    ["rating", todaysActivity],
  ] as const)
    await postForm(of(who), `/kiosk/activities/${id}`, { go: "join" });
  return { activity, fullActivity, todaysActivity };
}

async function noticesOf(machine: APIRequestContext) {
  const ids = new Set<string>();
  for (const page of [1, 2])
    for (const [, id = ""] of (await pageAt(machine, `/kiosk/notices?page=${page}`)).matchAll(
      /href="\/kiosk\/notices\/([0-9a-f-]{36})"/g,
    ))
      ids.add(id);
  const found = { notice: "", noticeWithTask: "" };
  for (const id of ids) {
    const hasTask = (await pageAt(machine, `/kiosk/notices/${id}`)).includes("/kiosk/apply?notice=");
    found[hasTask ? "noticeWithTask" : "notice"] = id;
  }
  return found;
}

/** @returns number and code of a matter without a name, as they are typed on the digit pad */
async function speakUp(machine: APIRequestContext): Promise<string> {
  const address = "/kiosk/complain?topic=worker&reply=1&detail=took_money";
  const key = inMarkup(await pageAt(machine, address), /name="key" value="([^"]+)"/, "key");
  const { html } = await postForm(machine, address, { key, go: "anonymous" });
  const words = html.replace(/<script[^]*?<\/script>/g, "").replace(/<[^>]+>/g, "");
  return inMarkup(words, /编号 (\d{4})/, "number") + inMarkup(words, /查询码 (\d{6})/, "code");
}

async function printSlips(machine: APIRequestContext, visit: string) {
  const print = async (form: Record<string, string>) => (await postForm(machine, "/kiosk/print", form)).address;
  return {
    slipOfMonth: await print({ what: "allowance" }),
    slipOfVisits: await print({ what: "schedule" }),
    slipOfVisit: await print({ what: "visit", visit }),
  };
}

/** @returns the number of a visit that the elder pays for */
async function bookOwn(machine: APIRequestContext): Promise<string> {
  const basket = "usual";
  const times = await pageAt(machine, `/kiosk/book?pay=self&basket=${basket}&again=1`);
  const slot = inMarkup(times, /name="slot" value="([^"]+)"/, "own time");
  // One more beside what was booked a moment ago.
  const asked = new URLSearchParams({ pay: "self", basket, slot, again: "1" });
  const { address } = await postForm(machine, `/kiosk/book?${asked.toString()}`, { confirm: "yes" });
  return inMarkup(address, /^\/kiosk\/booked\/([^?]+)/, "own booking");
}

/** One visit is not paid, of one the code is shown, one is paid. */
async function payVisits(of: MachineOf) {
  const [toPay, codeToPay, paid] = [await bookOwn(of("payer")), await bookOwn(of("payer")), await bookOwn(of("paid"))];
  await postForm(of("payer"), `/kiosk/pay/${codeToPay}`, { step: "code" });
  for (const step of ["code", "simulate"]) await postForm(of("paid"), `/kiosk/pay/${paid}`, { step });
  return { toPay, codeToPay, paid };
}

/** A code on the elder's screen. @returns the invitation's id */
export async function openInvite(machine: APIRequestContext): Promise<string> {
  const { address } = await postForm(machine, "/kiosk/family?index", { add: "yes" });
  return inMarkup(address, /^\/kiosk\/family\/invite\/([0-9a-f-]{36})$/, "invitation");
}

let calls = 0;

/** A daughter reads the code from the picture and proves her telephone. */
async function askByPhone(elder: APIRequestContext, phone: APIRequestContext, invite: string): Promise<void> {
  const picture = inMarkup(
    await pageAt(elder, `/kiosk/family/invite/${invite}`),
    /(<svg[^>]*role="img".*?<\/svg>)/s,
    "code",
  );
  const large = picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"');
  const address = new URL((await readQr(Buffer.from(large))) ?? "").pathname;
  calls += 1;
  const number = `1381234${String((Date.now() + calls) % 10_000).padStart(4, "0")}`;
  const { html } = await postForm(phone, address, { name: "陈小红", relation: "daughter", phone: number });
  const words = html.replace(/<script[^]*?<\/script>/g, "").replace(/<[^>]+>/g, "");
  await postForm(phone, address, { code: inMarkup(words, /没有真短信\D*(\d{6})/, "code") });
}

/** A daughter asks, and the elder answers. @returns the invitation's id */
async function answerDaughter(
  machine: APIRequestContext,
  phone: APIRequestContext,
  answer: Readonly<Record<string, string>>,
): Promise<string> {
  const invite = await openInvite(machine);
  await askByPhone(machine, phone, invite);
  await postForm(machine, `/kiosk/family/invite/${invite}`, answer);
  return invite;
}

const linkOn = (page: string) => /href="\/kiosk\/family\/([0-9a-f-]{36})"/.exec(page)?.[1];

/** What was refused once stays refused: an elder has twelve codes in an hour, and a long walk gathers people more often than four times. */
const refused = new Map<string, string>();

/** One daughter is linked, another asks, a third was refused. Who is linked stays for the next walk. */
async function bringFamily(machine: APIRequestContext, phone: APIRequestContext) {
  const family = async () => pageAt(machine, "/kiosk/family");
  if (linkOn(await family()) === undefined) await answerDaughter(machine, phone, { pay: "no", ticked: "schedule" });
  const link = linkOn(await family());
  if (link === undefined) throw new Error("no link on the page");
  const inviteOver = refused.get(link) ?? (await answerDaughter(machine, phone, { answer: "no" }));
  refused.set(link, inviteOver);
  const inviteAsked = await openInvite(machine);
  await askByPhone(machine, phone, inviteAsked);
  return { link, inviteAsked, inviteOver };
}

export async function runErrands(of: MachineOf, phone: APIRequestContext, visit: string): Promise<Errands> {
  const facts = {
    ...(await joinActivities(of)),
    ...(await noticesOf(of("booker"))),
    asking: await speakUp(phone),
    ...(await printSlips(of("full"), visit)),
    ...(await payVisits(of)),
    ...(await bringFamily(of("full"), phone)),
    invite: "",
  };
  await postForm(of("booked"), "/kiosk/apply-bed", {});
  return {
    facts,
    end: async () => {
      for (const [who, own] of [
        ["payer", facts.toPay],
        ["payer", facts.codeToPay],
        ["paid", facts.paid],
      ] as const)
        await postForm(of(who), `/kiosk/booked/${own}`, { undo: "yes" });
    },
  };
}
