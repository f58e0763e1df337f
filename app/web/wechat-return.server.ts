/** Back from WeChat: a session for an account that is known, the digits first for one that is not, and the telephone when anything is odd. */
import { redirect } from "@remix-run/node";
import { IdentityError, type IdentityProvider } from "#app/integrations/identity/identity-provider.ts";
import { openByWechat } from "#app/usecases/family/family-sign-in.server.ts";
import { familyOpenedHeaders, wechatWayHeader, wechatWayOf } from "./family-cookies.server.ts";
import type { Guarded } from "./guard.server.ts";
import { safeRedirectPath } from "./safe-redirect.ts";
import { sealAccount, setOutHere } from "./wechat-way.server.ts";

const signInPath = (asked: Readonly<Record<string, string>>) =>
  `/family/sign-in?${new URLSearchParams(asked).toString()}`;

/** The account, or null when WeChat refuses the code or cannot be reached; what is wrong with our own settings is written down. */
async function accountOf(identity: IdentityProvider, code: string): Promise<string | null> {
  try {
    return await identity.identify(code);
  } catch (thrown) {
    if (!(thrown instanceof IdentityError)) throw thrown;
    if (thrown.fault !== "refused") console.error(thrown.message);
    return null;
  }
}

export async function returnFromWechat({ request, context, services }: Guarded): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const way = await wechatWayOf(request);
  const next = safeRedirectPath(way?.next, "/family");
  // The way is walked once: whatever comes of it, the text in the cookie is gone.
  const walked = { headers: { "Set-Cookie": await wechatWayHeader({ next }) } };
  const code = asked.get("code");
  if (services.identity === null || code === null || !setOutHere(way?.verifier, asked.get("state")))
    return redirect(signInPath({ next, failed: "1" }), walked);
  const openid = await accountOf(services.identity, code);
  if (openid === null) return redirect(signInPath({ next, failed: "1" }), walked);
  const session = await openByWechat(context, services.crypto, openid);
  if (session !== null) return redirect(next, { headers: await familyOpenedHeaders(session) });
  const account = sealAccount(services.crypto, openid, context.now);
  return redirect(signInPath({ next }), { headers: { "Set-Cookie": await wechatWayHeader({ next, account }) } });
}
