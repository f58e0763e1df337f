import { redirect } from "@remix-run/node";
import { wechatWayHeader } from "#app/web/family-cookies.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";
import { setOut } from "#app/web/wechat-way.server.ts";

/** Sets out to WeChat; where there is no account the telephone is the way. */
export const loader = guarded({ action: "public.family-sign-in" }, async ({ request, services }) => {
  const next = safeRedirectPath(new URL(request.url).searchParams.get("next"), "/family");
  const { identity, environment } = services;
  if (identity === null) return redirect("/family/sign-in");
  const { verifier, state } = setOut();
  const returnTo = `${environment.publicOrigin}/family/wechat/return`;
  return redirect(identity.authorizeAddress({ state, returnTo }), {
    headers: { "Set-Cookie": await wechatWayHeader({ verifier, next }) },
  });
});
