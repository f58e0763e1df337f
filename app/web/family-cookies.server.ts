/**
 * Cookies of a family's phone: the session, the digits that were asked for, the way to WeChat and back. Lax and not strict, because the person
 * comes from a message inside WeChat. None of them is the staff's: whoever is signed in at a desk is nobody here.
 */
import { createCookie } from "@remix-run/node";
import * as z from "zod";
import type { Actor } from "#app/domain/access/actor.ts";
import { FAMILY_LONGEST_MINUTES, WECHAT_WAY_MINUTES } from "#app/domain/family/family-session.ts";
import { CODE_MINUTES } from "#app/domain/kiosk/sign-in-code.ts";
import { recogniseFamily } from "#app/usecases/family/family-sign-in.server.ts";
import { contextFor, services } from "./services.server.ts";

/** Every address below /family belongs to the family's phone, whoever is signed in elsewhere in the same browser. */
export function isFamilyAddress(request: Request): boolean {
  return /^\/family(\/|\.|$)/.test(new URL(request.url).pathname);
}

function familyCookie(name: string, minutes: number) {
  const secure = services().environment.secureCookie;
  return createCookie(secure ? `__Host-bedside-${name}` : `bedside-${name}-trial`, {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
    maxAge: minutes * 60,
  });
}

const sessionCookie = () => familyCookie("family", FAMILY_LONGEST_MINUTES);
const codeCookie = () => familyCookie("family-code", CODE_MINUTES);
const wayCookie = () => familyCookie("family-way", WECHAT_WAY_MINUTES);

export async function familyTokenOf(request: Request): Promise<string | null> {
  const value: unknown = await sessionCookie().parse(request.headers.get("Cookie"));
  return typeof value === "string" && value !== "" ? value : null;
}

/** The member of a family on this phone, or nobody. */
export async function familyActorOf(request: Request): Promise<Actor> {
  const token = await familyTokenOf(request);
  return token === null ? { kind: "anonymous" } : recogniseFamily(contextFor({ kind: "anonymous" }), token);
}

const codeSchema = z.object({ token: z.string(), phone: z.string() });
export type AskedFamilyCode = z.infer<typeof codeSchema>;

/** The digits that this phone asked for, and for which number. */
export async function askedFamilyCodeOf(request: Request): Promise<AskedFamilyCode | null> {
  const value = codeSchema.safeParse(await codeCookie().parse(request.headers.get("Cookie")));
  return value.success ? value.data : null;
}

export async function askedFamilyCodeHeader(asked: AskedFamilyCode): Promise<string> {
  return codeCookie().serialize(asked);
}

const waySchema = z.object({
  /** Random; what WeChat carries is its digest. */
  verifier: z.string().optional(),
  next: z.string(),
  /** Sealed: the account that WeChat vouched for and no telephone was proved for yet. */
  account: z.string().optional(),
});
export type WechatWay = z.infer<typeof waySchema>;

export async function wechatWayOf(request: Request): Promise<WechatWay | null> {
  const value = waySchema.safeParse(await wayCookie().parse(request.headers.get("Cookie")));
  return value.success ? value.data : null;
}

export async function wechatWayHeader(way: WechatWay): Promise<string> {
  return wayCookie().serialize(way);
}

function headersOf(cookies: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return headers;
}

/** The session, and an end to everything that led to it. */
export async function familyOpenedHeaders(session: string): Promise<Headers> {
  return headersOf([
    await sessionCookie().serialize(session),
    await codeCookie().serialize("", { maxAge: 0 }),
    await wayCookie().serialize("", { maxAge: 0 }),
  ]);
}

export async function familyClosedHeaders(): Promise<Headers> {
  return headersOf([
    await sessionCookie().serialize("", { maxAge: 0 }),
    await codeCookie().serialize("", { maxAge: 0 }),
    await wayCookie().serialize("", { maxAge: 0 }),
  ]);
}
