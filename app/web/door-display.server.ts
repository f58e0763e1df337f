/** How a door screen says which one it is: a cookie from its pairing for a browser, a bearer token for a gateway that draws the code itself. */
import { createCookie } from "@remix-run/node";
import { services } from "./services.server.ts";

/** What browsers keep at most. */
const KEPT_SECONDS = 400 * 24 * 3600;

function cookie() {
  const secure = services().environment.secureCookie;
  const kept = { httpOnly: true, sameSite: "strict", path: "/", maxAge: KEPT_SECONDS, secure } as const;
  return createCookie(secure ? "__Host-bedside-door" : "bedside-door-trial", kept);
}

/** "" when it says none. */
export async function displayTokenOf(request: Request): Promise<string> {
  const bearer = /^Bearer ([A-Z0-9]{1,60})$/.exec(request.headers.get("Authorization") ?? "")?.[1];
  const value: unknown = bearer ?? (await cookie().parse(request.headers.get("Cookie")));
  return typeof value === "string" ? value : "";
}

export async function displayHeader(token: string): Promise<string> {
  return cookie().serialize(token);
}
