/**
 * Which machine asks. A paired kiosk says so by the cookie of its page, which its agent's ticket opened. A machine without one is let in
 * by a demonstration only: there its address says once which it is (?orient=landscape&street=3), so that the product can be looked at in any
 * browser and be driven by the browser tests. A live district (DEMO=off) turns every machine away that is not paired.
 */
import { createCookie, redirect } from "@remix-run/node";
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { PAGE_HOURS } from "#app/domain/kiosk/kiosk-identity.ts";
import { recogniseKiosk, type PairedKiosk } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { oncePerPage } from "./page-questions.ts";
import { contextFor, services } from "./services.server.ts";

const kept = { httpOnly: true, sameSite: "strict", path: "/" } as const;

/** A cookie of a kiosk, bound to the host where the connection is encrypted. */
export function kioskCookie(name: string) {
  const secure = services().environment.secureCookie;
  return createCookie(secure ? `__Host-bedside-${name}` : `bedside-${name}-trial`, { ...kept, secure });
}

const pageCookie = () => kioskCookie("kiosk-page");
const placeCookie = createCookie("bedside-kiosk-place", { ...kept, maxAge: 31_536_000 });

const placeSchema = z.object({
  orient: z.enum(["portrait", "landscape"]),
  street: z.number().int().min(1),
  device: z.string().min(1).max(60),
});

/** Where and how a machine stands; `device` is the id of a paired one, else a name that its own cookie keeps. */
export type KioskPlace = z.infer<typeof placeSchema>;

export type KioskMachine =
  | PairedKiosk
  | { readonly kind: "revoked" }
  /** In a demonstration usable all the same. */
  | { readonly kind: "unpaired" };

/** The machine of this request, looked up once however many parts of the page ask. */
export const kioskMachineOf = oncePerPage(async (request: Request): Promise<KioskMachine> => {
  const token: unknown = await pageCookie().parse(request.headers.get("Cookie"));
  if (typeof token !== "string" || token === "") return { kind: "unpaired" };
  const known = await recogniseKiosk(contextFor({ kind: "anonymous" }), services().crypto, token);
  return known ?? { kind: "unpaired" };
});

/** The paired kiosk, or null at any other machine. */
export async function pairedKioskOf(request: Request): Promise<PairedKiosk | null> {
  const machine = await kioskMachineOf(request);
  return machine.kind === "paired" ? machine : null;
}

/** A paired kiosk's record; else what the address says, what the cookie says, or a new machine that stands upright in the first street. */
export const kioskPlaceOf = oncePerPage(async (request: Request): Promise<KioskPlace> => {
  const paired = await pairedKioskOf(request);
  if (paired !== null) return { orient: paired.orientation, street: paired.streetId, device: paired.deviceId };
  const value: unknown = await placeCookie.parse(request.headers.get("Cookie"));
  const known = placeSchema.safeParse(value);
  const place = known.success ? known.data : { orient: "portrait" as const, street: 1, device: randomUUID() };
  const named = new URL(request.url).searchParams;
  const said = placeSchema.partial().safeParse({
    ...(named.has("orient") && { orient: named.get("orient") }),
    ...(named.has("street") && { street: Number(named.get("street")) }),
  });
  return said.success ? placeSchema.parse({ ...place, ...said.data }) : place;
});

export async function placeHeader(place: KioskPlace): Promise<string> {
  return placeCookie.serialize(place);
}

/** The page of a start is the machine's for a day, or until the machine starts again. */
export async function pageHeader(token: string): Promise<string> {
  return pageCookie().serialize(token, { maxAge: PAGE_HOURS * 3600 });
}

/** Every address below /kiosk belongs to the machine, whoever is signed in elsewhere in the same browser. */
export function isKioskAddress(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return /^\/kiosk(\/|\.|$)/.test(pathname);
}

/** What a machine may open that may open nothing: why, the numbers to ring, its code, and the ticket of its start. */
const ALWAYS_OPEN = new Set(["/kiosk/closed", "/kiosk/help", "/kiosk/pair", "/kiosk/start", "/kiosk/sign-out"]);

/** Throws the way to the closed screen for a revoked kiosk, and for one that is not paired where no demonstration runs. */
export async function turnAwayClosedKiosk(request: Request): Promise<void> {
  if (ALWAYS_OPEN.has(new URL(request.url).pathname.replace(/\.data$/, ""))) return;
  const { kind } = await kioskMachineOf(request);
  if (kind === "revoked" || (kind === "unpaired" && !services().environment.demo)) throw redirect("/kiosk/closed");
}
