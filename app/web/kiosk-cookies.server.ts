/**
 * Cookies of a kiosk: the elder's session, the code that was asked for, how the elder wants to see and hear, and which machine this is.
 * All but the last are gone after the wipe. None of them is the staff's: a clerk who is signed in is nobody at a kiosk.
 */
import { createCookie } from "@remix-run/node";
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Actor } from "#app/domain/access/actor.ts";
import { recogniseElder } from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { contextFor, services } from "./services.server.ts";

const kept = { httpOnly: true, sameSite: "strict", path: "/" } as const;

function named(name: string) {
  const secure = services().environment.secureCookie;
  return createCookie(secure ? `__Host-bedside-${name}` : `bedside-${name}-trial`, { ...kept, secure });
}

const sessionCookie = () => named("kiosk");
const codeCookie = () => named("kiosk-code");
const lookCookie = createCookie("bedside-kiosk-look", kept);
const placeCookie = createCookie("bedside-kiosk-place", { ...kept, maxAge: 31_536_000 });

const lookSchema = z.object({
  step: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
  contrast: z.enum(["normal", "high"]).default("normal"),
  volume: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(2),
  locale: z.enum(["zh-CN", "en"]).default("zh-CN"),
  low: z.boolean().default(false),
});

/** How the elder wants to see and hear; the machine's defaults come back with the wipe. */
export type KioskLook = z.infer<typeof lookSchema>;

const placeSchema = z.object({
  orient: z.enum(["portrait", "landscape"]),
  street: z.number().int().min(1),
  device: z.string().min(1).max(60),
});

/** Which machine this is. Until machines are paired, its address says it once (?orient=landscape&street=3). */
export type KioskPlace = z.infer<typeof placeSchema>;

/** Every address below /kiosk belongs to the machine, whoever is signed in elsewhere in the same browser. */
export function isKioskAddress(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return /^\/kiosk(\/|\.|$)/.test(pathname);
}

async function textOf(cookie: ReturnType<typeof named>, request: Request): Promise<string | null> {
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  return typeof value === "string" && value !== "" ? value : null;
}

export async function kioskTokenOf(request: Request): Promise<string | null> {
  return textOf(sessionCookie(), request);
}

export async function askedCodeOf(request: Request): Promise<string | null> {
  return textOf(codeCookie(), request);
}

/** The elder at this machine, or nobody. */
export async function kioskActorOf(request: Request): Promise<Actor> {
  const token = await kioskTokenOf(request);
  return token === null ? { kind: "anonymous" } : recogniseElder(contextFor({ kind: "anonymous" }), token);
}

export async function kioskLookOf(request: Request): Promise<KioskLook> {
  const value: unknown = await lookCookie.parse(request.headers.get("Cookie"));
  const parsed = lookSchema.safeParse(value ?? {});
  return parsed.success ? parsed.data : lookSchema.parse({});
}

export async function lookHeader(look: KioskLook): Promise<string> {
  return lookCookie.serialize(look);
}

/** What the address says, else what the cookie says, else a new machine that stands upright in the first street. */
export async function kioskPlaceOf(request: Request): Promise<KioskPlace> {
  const value: unknown = await placeCookie.parse(request.headers.get("Cookie"));
  const known = placeSchema.safeParse(value);
  const place = known.success ? known.data : { orient: "portrait" as const, street: 1, device: randomUUID() };
  const asked = new URL(request.url).searchParams;
  const said = placeSchema.partial().safeParse({
    ...(asked.has("orient") && { orient: asked.get("orient") }),
    ...(asked.has("street") && { street: Number(asked.get("street")) }),
  });
  return said.success ? placeSchema.parse({ ...place, ...said.data }) : place;
}

export async function placeHeader(place: KioskPlace): Promise<string> {
  return placeCookie.serialize(place);
}

/** Sitting people reach the lower part of an upright screen; a wide one has no such layout. */
export function kioskLayoutOf({ orient }: KioskPlace, { step, low }: KioskLook) {
  return { orient, step, low: low && orient === "portrait" };
}

export async function openedHeaders(token: string): Promise<Headers> {
  return headersOf([await sessionCookie().serialize(token), await codeCookie().serialize("", { maxAge: 0 })]);
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
    await lookCookie.serialize("", gone),
  ]);
}

function headersOf(cookies: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return headers;
}
