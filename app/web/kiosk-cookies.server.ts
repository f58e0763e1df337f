/**
 * Cookies of a kiosk: the elder's session, the code that was asked for, a reading that waits for an answer, and how the elder wants to
 * see and hear. All are gone after the wipe. None of them is the staff's: a clerk who is signed in is nobody at a kiosk.
 */
import { createCookie } from "@remix-run/node";
import * as z from "zod";
import { TOKEN_SECONDS } from "#app/domain/kiosk/kiosk-identity.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { recogniseElder } from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { kioskCookie, pairedKioskOf, placeHeader, type KioskPlace } from "./kiosk-machine.server.ts";
import { oncePerPage } from "./page-questions.ts";
import { contextFor } from "./services.server.ts";

export { isKioskAddress, kioskPlaceOf, placeHeader, type KioskPlace } from "./kiosk-machine.server.ts";

const kept = { httpOnly: true, sameSite: "strict", path: "/" } as const;

const sessionCookie = () => kioskCookie("kiosk");
const codeCookie = () => kioskCookie("kiosk-code");
const readingCookie = () => kioskCookie("kiosk-reading");
const lookCookie = createCookie("bedside-kiosk-look", kept);
/** What a person was told once and may not be found in any address: it is gone after two minutes, and with the wipe. */
const toldCookie = createCookie("bedside-kiosk-told", { ...kept, maxAge: 120 });

const lookSchema = z.object({
  step: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
  contrast: z.enum(["normal", "high"]).default("normal"),
  volume: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(2),
  locale: z.enum(["zh-CN", "en"]).default("zh-CN"),
  low: z.boolean().default(false),
});

/** How the elder wants to see and hear; the machine's defaults, those of its record, come back with the wipe. */
export type KioskLook = z.infer<typeof lookSchema>;

async function textOf(cookie: ReturnType<typeof kioskCookie>, request: Request): Promise<string | null> {
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  return typeof value === "string" && value !== "" ? value : null;
}

export async function kioskTokenOf(request: Request): Promise<string | null> {
  return textOf(sessionCookie(), request);
}

/** A reading of another elder's card, while somebody is asked whether to change. */
export async function readingOf(request: Request): Promise<string | null> {
  return textOf(readingCookie(), request);
}

export async function readingHeader(token: string): Promise<string> {
  return readingCookie().serialize(token, { maxAge: TOKEN_SECONDS });
}

export async function askedCodeOf(request: Request): Promise<string | null> {
  return textOf(codeCookie(), request);
}

/** The elder at this machine, or nobody. */
export async function kioskActorOf(request: Request): Promise<Actor> {
  const token = await kioskTokenOf(request);
  return token === null ? { kind: "anonymous" } : recogniseElder(contextFor({ kind: "anonymous" }), token);
}

export const kioskLookOf = oncePerPage(async (request: Request): Promise<KioskLook> => {
  const value: unknown = await lookCookie.parse(request.headers.get("Cookie"));
  const parsed = lookSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paired = await pairedKioskOf(request);
  return lookSchema.parse(paired === null ? {} : { step: paired.defaultStep, low: paired.seatedDefault });
});

export async function lookHeader(look: KioskLook): Promise<string> {
  return lookCookie.serialize(look);
}

const toldSchema = z.object({
  number: z.string().max(10),
  callWithinDays: z.number().int().nullable(),
  isProtected: z.boolean(),
  askingCode: z.string().max(10).nullable(),
  /** Printed by the machine it was told at; in no address, because the code stands on it. */
  slip: z.uuid().nullable().default(null),
});

/** Number and code of a matter that was just brought forward. */
export async function toldOf(request: Request): Promise<z.infer<typeof toldSchema> | null> {
  const told = toldSchema.safeParse(await toldCookie.parse(request.headers.get("Cookie")));
  return told.success ? told.data : null;
}

export async function toldHeader(told: z.input<typeof toldSchema>): Promise<string> {
  return toldCookie.serialize(told);
}

/** Sitting people reach the lower part of an upright screen; a wide one has no such layout. */
export function kioskLayoutOf({ orient }: KioskPlace, { step, low }: KioskLook) {
  return { orient, step, low: low && orient === "portrait" };
}

export async function openedHeaders(token: string): Promise<Headers> {
  const gone = { maxAge: 0 };
  return headersOf([
    await sessionCookie().serialize(token),
    await codeCookie().serialize("", gone),
    await readingCookie().serialize("", gone),
  ]);
}

/** The machine keeps its name from now on, so that its tries are counted together. */
export async function askedCodeHeaders(token: string, place: KioskPlace): Promise<Headers> {
  return headersOf([await codeCookie().serialize(token), await placeHeader(place)]);
}

/** Everything of the elder expires; the machine stays what it is. */
export async function wipeHeaders(): Promise<Headers> {
  const gone = { maxAge: 0 };
  return headersOf([
    await sessionCookie().serialize("", gone),
    await codeCookie().serialize("", gone),
    await readingCookie().serialize("", gone),
    await lookCookie.serialize("", gone),
    await toldCookie.serialize("", gone),
  ]);
}

function headersOf(cookies: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return headers;
}
