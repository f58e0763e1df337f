import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { readWechatSignIn, wechatSignIn, WECHAT_ORIGINS } from "#app/integrations/identity/wechat-sign-in.server.ts";
import { SIMULATED_PEOPLE } from "#app/integrations/identity/simulator/simulated-people.ts";
import { wechatSignInHandlers } from "#app/integrations/identity/simulator/wechat-sign-in-handlers.server.ts";

const account = { appId: "wx0123456789abcdef", secret: "0123456789abcdef0123456789abcdef" };
const RETURN = "https://bedside.example.cn/family/wechat/return";
const clock = { now: instant("2026-11-16T09:40:00+08:00") as Instant };
const server = setupServer(
  ...wechatSignInHandlers(
    { account, people: SIMULATED_PEOPLE, returnOrigin: "https://bedside.example.cn", now: () => clock.now },
    WECHAT_ORIGINS,
  ),
);

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const wechat = wechatSignIn(account);

/** What the page offers for each person: the addresses that lead back. */
async function waysBack(address: string): Promise<URL[]> {
  const html = await (await fetch(address)).text();
  return [...html.matchAll(/href="([^"]+)"/g)].map(([, href = ""]) => new URL(href.replaceAll("&#38;", "&")));
}

async function codeOf(place = 0): Promise<string> {
  const ways = await waysBack(wechat.authorizeAddress({ state: "ab12", returnTo: RETURN }));
  return ways[place]?.searchParams.get("code") ?? "";
}

describe("the way to WeChat", () => {
  it("asks for the account alone, in the order that WeChat compares", () => {
    expect(wechat.authorizeAddress({ state: "ab12", returnTo: RETURN })).toBe(
      "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx0123456789abcdef" +
        "&redirect_uri=https%3A%2F%2Fbedside.example.cn%2Ffamily%2Fwechat%2Freturn" +
        "&response_type=code&scope=snsapi_base&state=ab12#wechat_redirect",
    );
  });

  it("comes back with the state that set out and a code for whoever holds the phone", async () => {
    const ways = await waysBack(wechat.authorizeAddress({ state: "ab12", returnTo: RETURN }));
    expect(ways).toHaveLength(SIMULATED_PEOPLE.length);
    expect(ways.map((way) => `${way.origin}${way.pathname}`)).toEqual(ways.map(() => RETURN));
    expect(ways.map((way) => way.searchParams.get("state"))).toEqual(ways.map(() => "ab12"));
  });

  it.each([
    ["another domain", "ab12", "https://elsewhere.example/return"],
    ["a state that WeChat would not carry", "a_b-12", RETURN],
  ])("leads nowhere with %s", async (_what, state, returnTo) => {
    expect(await waysBack(wechat.authorizeAddress({ state, returnTo }))).toEqual([]);
  });
});

describe("a code", () => {
  it("names the account, once", async () => {
    const code = await codeOf(1);
    expect(await wechat.identify(code)).toBe(SIMULATED_PEOPLE[1]?.openid);
    await expect(wechat.identify(code)).rejects.toMatchObject({ fault: "refused", code: "40163" });
  });

  it("is over after five minutes, and a made-up one was never good", async () => {
    const code = await codeOf();
    clock.now = plusMinutes(clock.now, 6);
    await expect(wechat.identify(code)).rejects.toMatchObject({ fault: "refused", code: "40029" });
    await expect(wechat.identify("0".repeat(32))).rejects.toMatchObject({ fault: "refused", code: "40029" });
  });

  it("is worth nothing to another app or with another secret, and that is our fault", async () => {
    const code = await codeOf();
    const wrong = wechatSignIn({ ...account, secret: "f".repeat(32) });
    await expect(wrong.identify(code)).rejects.toMatchObject({ fault: "misconfigured", code: "40125" });
    const other = wechatSignIn({ ...account, appId: "wxffffffffffffffff" });
    await expect(other.identify(code)).rejects.toMatchObject({ fault: "misconfigured", code: "40013" });
  });

  it.each([
    ["no connection", () => HttpResponse.error(), "no-connection"],
    ["a page instead of JSON", () => new HttpResponse("<html>"), "not-json"],
    ["an answer without an account", () => HttpResponse.json({ scope: "snsapi_base" }), "not-understood"],
    ["a server that is down", () => new HttpResponse(null, { status: 502 }), "http-502"],
  ])("is not believed with %s, and the secret is in no message", async (_what, answer, code) => {
    server.use(http.get(`${WECHAT_ORIGINS.api}/sns/oauth2/access_token`, answer));
    const thrown: unknown = await wechat.identify("x").catch((one: unknown) => one);
    expect(thrown).toMatchObject({ fault: "unreachable", code });
    expect(JSON.stringify([String(thrown), thrown, (thrown as Error).cause ?? null])).not.toContain(account.secret);
  });
});

describe("the account's settings", () => {
  const folder = mkdtempSync(join(tmpdir(), "bedside-sign-in-"));
  const secretFile = join(folder, "secret");
  writeFileSync(secretFile, `${account.secret}\n`);

  it("are read once, the secret from its file", () => {
    expect(readWechatSignIn({ appId: account.appId, secretFile }, null)).toEqual(account);
    expect(readWechatSignIn({ appId: account.appId, secretFile }, account.appId)).toEqual(account);
  });

  it("end the start when they are wrong, by the name of the setting and without the secret", () => {
    expect(() => readWechatSignIn({ appId: "gh_1234", secretFile }, null)).toThrow(/WECHAT_ACCOUNT_APP_ID/);
    expect(() => readWechatSignIn({ appId: account.appId, secretFile }, "wxffffffffffffffff")).toThrow(
      /WECHAT_PAY_APP_ID/,
    );
    const short = join(folder, "short");
    writeFileSync(short, "s3cret");
    expect(() => readWechatSignIn({ appId: account.appId, secretFile: short }, null)).toThrow(
      /^WECHAT_ACCOUNT_SECRET_FILE: not 32 hexadecimal digits$/,
    );
  });
});
