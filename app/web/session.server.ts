/** The session cookie, and the language cookie beside it. */
import { createCookie } from "@remix-run/node";
import type { Actor } from "#app/domain/access/actor.ts";
import { isKioskAddress, kioskLookOf } from "./kiosk-cookies.server.ts";
import { services } from "./services.server.ts";

const sessionCookie = () => {
  const secure = services().environment.secureCookie;
  return createCookie(secure ? "__Host-bedside" : "bedside-trial", {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
  });
};

const localeCookie = createCookie("bedside-locale", { sameSite: "lax", path: "/", maxAge: 31_536_000 });

export async function tokenOf(request: Request): Promise<string | null> {
  const value: unknown = await sessionCookie().parse(request.headers.get("Cookie"));
  return typeof value === "string" && value !== "" ? value : null;
}

export async function actorOf(request: Request): Promise<Actor> {
  const token = await tokenOf(request);
  const actor = token === null ? null : await services().sessions.ask(token);
  return actor ?? { kind: "anonymous" };
}

export async function sessionHeader(token: string): Promise<string> {
  return sessionCookie().serialize(token);
}

export async function endSessionHeader(): Promise<string> {
  return sessionCookie().serialize("", { maxAge: 0 });
}

export async function localeOf(request: Request): Promise<"zh-CN" | "en"> {
  const asked = new URL(request.url).searchParams.get("lang");
  if (asked === "en" || asked === "zh-CN") return asked;
  if (isKioskAddress(request)) return (await kioskLookOf(request)).locale;
  const value: unknown = await localeCookie.parse(request.headers.get("Cookie"));
  return value === "en" ? "en" : "zh-CN";
}

export async function localeHeader(locale: "zh-CN" | "en"): Promise<string> {
  return localeCookie.serialize(locale);
}
