/** Each demonstration sign-in at each address that needs no number: let in or turned away, as the matrix says. */
import { expect, test, type APIRequestContext } from "@playwright/test";
import type { Actor, StaffRole } from "#app/domain/access/actor.ts";
import { homePathOf, startWithin } from "#app/domain/access/home-path.ts";
import { can, type Action } from "#app/domain/access/permission.ts";
import { identify, type UserId } from "#app/domain/identifiers.ts";
import { DEMO_SIGN_INS } from "#app/usecases/demo/load-demo-district.server.ts";
import { addressOf } from "#tests/access/address.ts";
import { MATRIX } from "#tests/access/matrix.ts";
import { signInBy } from "./office-desk.ts";

/** What each address asks for: a page inside a frame asks for the frame's permission and for its own. */
const asked = new Map<string, Action[]>();
for (const [route, { reads }] of Object.entries(MATRIX))
  if (reads !== null && !route.includes("$"))
    asked.set(addressOf(route), [...(asked.get(addressOf(route)) ?? []), reads]);

const mayRead = (actor: Actor, actions: readonly Action[]) => actions.every((action) => can(actor, action));

function actorOf(role: StaffRole): Actor {
  const nobody = { streetId: null, providerId: null, workerId: null };
  return { kind: "staff", userId: identify<UserId>("u"), loginName: role, displayName: role, role, ...nobody };
}

const FIRST_PAGES = new Set(DEMO_SIGN_INS.map(({ role }) => homePathOf(actorOf(role))));

/** Pages for everybody that lead on to a sign-in: leaving, and WeChat's return without what WeChat would bring. */
const WAYS_TO_SIGN_IN = /sign-out$|\/wechat\/return$/;

/** Kiosk and family phone do not know staff: to them they have not said who they are. */
function wantedAt(actor: Actor, address: string, actions: readonly Action[]): string {
  // A surface's own address leads on to the first page of whoever works further in.
  const start = startWithin(actor, address);
  if (start !== null) return `led to ${start}`;
  if (mayRead(actor, actions)) return "in";
  return /^\/(kiosk|family)/.test(address) ? "asked to sign in" : "turned away";
}

/** "in", "turned away", or where the answer leads. */
async function outcomeAt(request: APIRequestContext, address: string): Promise<string> {
  const answer = await request.get(address, { maxRedirects: 0 });
  const leads = answer.headers()["location"] ?? "";
  if (FIRST_PAGES.has(leads) && leads.startsWith(`${address}/`)) return `led to ${leads}`;
  if (/\/sign-in(\?|$)/.test(leads) && !WAYS_TO_SIGN_IN.test(address)) return "asked to sign in";
  // An app that asks by itself is told so in its own way.
  if (answer.status() === 401) return "asked to sign in";
  return answer.status() === 403 ? "turned away" : answer.status() < 400 ? "in" : String(answer.status());
}

for (const { loginName, role } of DEMO_SIGN_INS)
  test(`${loginName} (${role}) is let in where the role may read, and nowhere else`, async ({ request, baseURL }) => {
    await signInBy(request, loginName, baseURL ?? "");
    const found: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const [address, actions] of asked) {
      found[address] = await outcomeAt(request, address);
      wanted[address] = wantedAt(actorOf(role), address, actions);
    }
    expect(found).toEqual(wanted);
  });

test("a stranger reads what is public and is asked to sign in everywhere else", async ({ request }) => {
  const found: Record<string, string> = {};
  const wanted: Record<string, string> = {};
  for (const [address, actions] of asked) {
    found[address] = await outcomeAt(request, address);
    wanted[address] = mayRead({ kind: "anonymous" }, actions) ? "in" : "asked to sign in";
  }
  expect(found).toEqual(wanted);
});

test("a form sent from another site is refused before it is read", async ({ request }) => {
  const foreign = { headers: { origin: "https://elsewhere.example" }, form: { loginName: "x" }, maxRedirects: 0 };
  expect((await request.post("/sign-in", foreign)).status()).toBe(403);
});
