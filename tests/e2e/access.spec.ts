/** Each demonstration role at each address that needs no number: let in, sent to sign in, or turned away, as the matrix says. */
import { expect, test, type APIRequestContext } from "@playwright/test";
import type { Actor, StaffRole } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/permission.ts";
import { identify, type UserId } from "#app/domain/identifiers.ts";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "#app/usecases/demo/load-demo-district.server.ts";
import { addressOf, MATRIX } from "#tests/access/matrix.ts";

const addresses = Object.entries(MATRIX)
  .filter(([route, cell]) => cell.reads !== null && !route.includes("$"))
  .map(([route, cell]) => ({ address: addressOf(route), reads: cell.reads }));

function actorOf(role: StaffRole): Actor {
  const nobody = { streetId: null, providerId: null, workerId: null };
  return { kind: "staff", userId: identify<UserId>("u"), loginName: role, displayName: role, role, ...nobody };
}

async function signIn(request: APIRequestContext, baseURL: string, loginName: string): Promise<void> {
  const answer = await request.post("/sign-in", {
    headers: { origin: baseURL },
    form: { loginName, password: DEMO_PASSWORD },
    maxRedirects: 0,
  });
  expect(answer.status(), `${loginName} signs in`).toBe(302);
}

for (const { loginName, role } of DEMO_SIGN_INS)
  test(`${loginName} as ${role} is let in where the role may read, and turned away everywhere else`, async ({
    request,
    baseURL,
  }) => {
    await signIn(request, baseURL ?? "", loginName);
    for (const { address, reads } of addresses) {
      const answer = await request.get(address, { maxRedirects: 0 });
      const allowed = reads !== null && can(actorOf(role), reads);
      expect([address, allowed ? answer.status() < 400 : answer.status()]).toEqual([address, allowed ? true : 403]);
    }
  });

test("a stranger reads what is public and is sent to sign in everywhere else", async ({ request }) => {
  for (const { address, reads } of addresses) {
    const answer = await request.get(address, { maxRedirects: 0 });
    if (reads !== null && can({ kind: "anonymous" }, reads))
      expect([address, answer.status() < 400]).toEqual([address, true]);
    else
      expect([address, answer.headers()["location"] ?? answer.status()]).toEqual([
        address,
        expect.stringMatching(/sign-in/),
      ]);
  }
});

test("a form sent from another site is refused before it is read", async ({ request }) => {
  const foreign = {
    headers: { origin: "https://elsewhere.example" },
    form: { loginName: "district" },
    maxRedirects: 0,
  };
  expect((await request.post("/sign-in", foreign)).status()).toBe(403);
});
