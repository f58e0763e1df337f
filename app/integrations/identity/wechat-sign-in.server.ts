/**
 * Sign-in by WeChat's web authorisation of an official account (网页授权, snsapi_base: the account's openid, no profile, no question to the
 * person). The secret stands in the address that WeChat prescribes, so no address of this file is ever written to a log. A code is good once:
 * a try whose answer was lost is not repeated, the person begins again.
 */
import { readFileSync } from "node:fs";
import * as z from "zod";
import { IdentityError, type IdentityProvider } from "./identity-provider.ts";

export type WechatSignInAccount = {
  readonly appId: string;
  readonly secret: string;
};

/** Settings as text; the secret is a file, because environments are listed. */
export type WechatSignInSettings = {
  readonly appId: string;
  readonly secretFile: string;
};

export type WechatOrigins = {
  /** Where people are sent. */
  readonly authorize: string;
  /** Whom this server asks. */
  readonly api: string;
};

export const WECHAT_ORIGINS: WechatOrigins = {
  authorize: "https://open.weixin.qq.com",
  api: "https://api.weixin.qq.com",
};

const ANSWER_MS = 5_000;

/**
 * Read once at start, so that a wrong file is found before the first person comes.
 * @param payAppId app number of the payments, null where none are taken: an openid belongs to one app, and a payment names it
 * Throws Error that names the setting that is wrong; never shows the secret.
 */
export function readWechatSignIn(settings: WechatSignInSettings, payAppId: string | null): WechatSignInAccount {
  if (!/^wx[0-9a-f]{16}$/.test(settings.appId)) throw new Error("WECHAT_ACCOUNT_APP_ID: wx and 16 hexadecimal digits");
  if (payAppId !== null && payAppId !== settings.appId)
    throw new Error("WECHAT_ACCOUNT_APP_ID: payments inside WeChat need the same app as WECHAT_PAY_APP_ID");
  const secret = readFileSync(settings.secretFile, "utf8").trim();
  if (!/^[0-9a-f]{32}$/.test(secret)) throw new Error("WECHAT_ACCOUNT_SECRET_FILE: not 32 hexadecimal digits");
  return { appId: settings.appId, secret };
}

const tokenAnswer = z.union([
  z.object({ openid: z.string().min(1).max(128), scope: z.string() }),
  z.object({ errcode: z.number().int(), errmsg: z.string() }),
]);

/** Codes of WeChat that mean our own account or settings: nothing that the person could do differently. */
const OUR_FAULTS = new Set([40001, 40013, 40125, 40164, 41002, 41004]);

async function ask(address: string): Promise<unknown> {
  try {
    const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(ANSWER_MS) });
    if (!answer.ok) throw new IdentityError("unreachable", `http-${answer.status}`);
    // Sent as text/plain; the body is JSON all the same.
    return JSON.parse(await answer.text()) as unknown;
  } catch (thrown) {
    if (thrown instanceof IdentityError) throw thrown;
    // No cause is kept: its message may hold the address, and that the secret.
    const name = thrown instanceof Error ? thrown.name : "";
    const code = name === "TimeoutError" ? "no-answer" : name === "SyntaxError" ? "not-json" : "no-connection";
    throw new IdentityError("unreachable", code);
  }
}

export function wechatSignIn(account: WechatSignInAccount, origins: WechatOrigins = WECHAT_ORIGINS): IdentityProvider {
  return {
    kind: "wechat",
    authorizeAddress: ({ state, returnTo }) => {
      // WeChat compares the address with a pattern: these five, in this order, and the mark at the end.
      const asked = new URLSearchParams();
      asked.set("appid", account.appId);
      asked.set("redirect_uri", returnTo);
      asked.set("response_type", "code");
      asked.set("scope", "snsapi_base");
      asked.set("state", state);
      return `${origins.authorize}/connect/oauth2/authorize?${asked.toString()}#wechat_redirect`;
    },
    identify: async (code) => {
      const { appId: appid, secret } = account;
      const asked = new URLSearchParams({ appid, secret, code, grant_type: "authorization_code" });
      const answer = tokenAnswer.safeParse(await ask(`${origins.api}/sns/oauth2/access_token?${asked.toString()}`));
      if (!answer.success) throw new IdentityError("unreachable", "not-understood");
      if ("openid" in answer.data) return answer.data.openid;
      const { errcode } = answer.data;
      throw new IdentityError(OUR_FAULTS.has(errcode) ? "misconfigured" : "refused", String(errcode));
    },
  };
}
