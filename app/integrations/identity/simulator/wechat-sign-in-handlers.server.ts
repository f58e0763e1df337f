/**
 * WeChat's web authorisation as far as the product uses it, written once: a test has msw intercept with these handlers, the demonstration
 * serves the same ones beside the simulated payments. In place of the phone that knows its owner, a page asks which person holds it.
 */
import { randomBytes } from "node:crypto";
import { http, HttpResponse, type RequestHandler } from "msw";
import type { Instant } from "#app/domain/time/instant.ts";
import type { WechatOrigins, WechatSignInAccount } from "../wechat-sign-in.server.ts";
import type { SimulatedPerson } from "./simulated-people.ts";

/** As published: unused for five minutes, a code is over. */
const CODE_MS = 5 * 60_000;

export type SimulatedSignIn = {
  readonly account: WechatSignInAccount;
  readonly people: readonly SimulatedPerson[];
  /** The domain that the official account has on file for returns: null takes any. */
  readonly returnOrigin: string | null;
  readonly now: () => Instant;
};

type Given = { readonly openid: string; readonly at: number; used: boolean };

const refusal = (errcode: number, errmsg: string) =>
  HttpResponse.json({ errcode, errmsg }, { headers: { "Content-Type": "text/plain" } });

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

function pageOf(title: string, body: string): Response {
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>body{font:17px/1.6 sans-serif;margin:0;background:#f2f2f2;color:#181818}main{max-width:430px;margin:0 auto;padding:24px 20px}
h1{font-size:20px}a{display:block;margin:12px 0;padding:14px 16px;min-height:48px;background:#fff;border:1px solid #c8c8c8;border-radius:8px;color:#05603a;font-weight:600;text-decoration:none}
small{display:block;color:#444;font-weight:400}</style><main><h1>${title}</h1>${body}</main></html>`;
  return new HttpResponse(html, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** Why the page cannot be shown, in WeChat's own words; null when it can. */
function faultOf(asked: URLSearchParams, { account, returnOrigin }: SimulatedSignIn): string | null {
  if (asked.get("appid") !== account.appId) return "AppID 参数错误 10013";
  if (asked.get("response_type") !== "code" || asked.get("scope") !== "snsapi_base") return "Scope 参数错误 10005";
  if (!/^[0-9a-zA-Z]{1,128}$/.test(asked.get("state") ?? "")) return "state 参数错误";
  const returnTo = asked.get("redirect_uri") ?? "";
  if (!URL.canParse(returnTo)) return "redirect_uri 参数错误 10003";
  if (returnOrigin !== null && new URL(returnTo).origin !== returnOrigin)
    return "redirect_uri 域名与后台配置不一致 10003";
  return null;
}

/** Codes that were given out and are not forgotten yet. */
export class SimulatedCodes {
  readonly #codes = new Map<string, Given>();

  give(openid: string, now: number): string {
    const code = randomBytes(16).toString("hex");
    this.#codes.set(code, { openid, at: now, used: false });
    return code;
  }

  /** The account behind a code, or WeChat's refusal. */
  take(code: string, now: number): string | Response {
    const given = this.#codes.get(code);
    if (given === undefined || now - given.at > CODE_MS) return refusal(40029, "invalid code");
    if (given.used) return refusal(40163, "code been used");
    given.used = true;
    return given.openid;
  }
}

export function wechatSignInHandlers(
  simulated: SimulatedSignIn,
  origins: WechatOrigins,
  codes = new SimulatedCodes(),
): RequestHandler[] {
  const { account, people, now } = simulated;
  return [
    http.get(`${origins.authorize}/connect/oauth2/authorize`, ({ request }) => {
      const asked = new URL(request.url).searchParams;
      const fault = faultOf(asked, simulated);
      if (fault !== null) return pageOf(fault, "");
      const links = people.map(({ openid, name, about }) => {
        const returnTo = new URL(asked.get("redirect_uri") ?? "");
        returnTo.searchParams.set("code", codes.give(openid, now()));
        returnTo.searchParams.set("state", asked.get("state") ?? "");
        return `<a href="${escaped(returnTo.toString())}">${escaped(name)}<small>${escaped(about)}</small></a>`;
      });
      return pageOf("演示微信：您是哪一位？", `<p>Simulated WeChat: who holds this phone?</p>${links.join("")}`);
    }),
    http.get(`${origins.api}/sns/oauth2/access_token`, ({ request }) => {
      const asked = new URL(request.url).searchParams;
      if (asked.get("appid") !== account.appId) return refusal(40013, "invalid appid");
      if (asked.get("secret") !== account.secret) return refusal(40125, "invalid appsecret");
      const openid = codes.take(asked.get("code") ?? "", now());
      if (typeof openid !== "string") return openid;
      const answer = {
        access_token: randomBytes(24).toString("base64url"),
        expires_in: 7200,
        openid,
        scope: "snsapi_base",
      };
      return HttpResponse.json(answer, { headers: { "Content-Type": "text/plain" } });
    }),
  ];
}
