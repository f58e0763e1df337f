import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilySignIn } from "#app/components/family-sign-in.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { maskPhone } from "#app/domain/access/masking.ts";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { familyFrameWords } from "#app/messages/family.ts";
import { proveFamilyCode, sendFamilyCode } from "#app/usecases/family/family-sign-in.server.ts";
import { readSentMessage } from "#app/usecases/kiosk/send-sign-in-code.server.ts";
import {
  askedFamilyCodeHeader,
  askedFamilyCodeOf,
  familyOpenedHeaders,
  wechatWayOf,
} from "#app/web/family-cookies.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";
import { openSealed } from "#app/web/wechat-way.server.ts";

export const meta = pageTitle(familyFrameWords, ({ words }) => words.sign_in);

const nextOf = (request: Request) => safeRedirectPath(new URL(request.url).searchParams.get("next"), "/family");

const isInWechat = (request: Request) => (request.headers.get("User-Agent") ?? "").includes("MicroMessenger");

/**
 * offered: WeChat may be asked. known: it has vouched, the telephone is missing. failed: it did not vouch. Outside a demonstration its button
 * stands only inside WeChat, whose page answers nowhere else.
 */
function wechatState(request: Request, given: { readonly hasAccount: boolean; readonly isOffered: boolean }) {
  if (given.hasAccount) return "known" as const;
  if (new URL(request.url).searchParams.has("failed")) return "failed" as const;
  return given.isOffered ? ("offered" as const) : ("none" as const);
}

/** The digits are asked for once they were sent; ?again=1 goes back to the number. */
export const loader = guarded({ action: "public.family-sign-in" }, async ({ request, actor, context, services }) => {
  if (actor.kind === "family") throw redirect(nextOf(request));
  const isAgain = new URL(request.url).searchParams.has("again");
  const asked = isAgain ? null : await askedFamilyCodeOf(request);
  const message =
    asked !== null && services.environment.demo ? await readSentMessage(context, services.crypto, asked.token) : null;
  const account = openSealed(services.crypto, (await wechatWayOf(request))?.account, context.now);
  return {
    phone: asked === null ? null : maskPhone(asked.phone),
    message,
    next: nextOf(request),
    wechat: wechatState(request, {
      hasAccount: account !== null,
      isOffered: services.identity !== null && (services.environment.demo || isInWechat(request)),
    }),
  };
});

const form = z.strictObject({ phone: z.string().max(20).optional(), code: z.string().max(10).optional() });

type Problem = "bad_phone" | "wait" | "staff" | "wrong" | "over";
const problem = (said: Problem) => ({ problem: said });

async function send({ request, context, services, locale, address }: Guarded, typed: string) {
  const phone = normalisePhone(typed);
  if (phone?.kind !== "mobile") return problem("bad_phone");
  const sent = await sendFamilyCode(context, services.crypto, {
    phone: phone.normalised,
    device: address,
    wording: familyFrameWords[locale].message,
  });
  if (sent === "wait" || sent === "staff") return problem(sent);
  const next = new URLSearchParams({ next: nextOf(request) }).toString();
  const asked = { token: sent.token, phone: phone.normalised };
  return redirect(`/family/sign-in?${next}`, { headers: { "Set-Cookie": await askedFamilyCodeHeader(asked) } });
}

async function prove({ request, context, services }: Guarded, typed: string) {
  const asked = await askedFamilyCodeOf(request);
  if (asked === null) return problem("over");
  const openid = openSealed(services.crypto, (await wechatWayOf(request))?.account, context.now);
  const outcome = await proveFamilyCode(context, services.crypto, { ...asked, code: typed.trim(), openid });
  if (outcome.kind !== "opened") return problem(outcome.kind);
  return redirect(nextOf(request), { headers: await familyOpenedHeaders(outcome.session) });
}

export const action = guarded({ action: "public.family-sign-in" }, async (given) => {
  const { value } = await readForm(given.request, form);
  if (value?.code !== undefined) return prove(given, value.code);
  return send(given, value?.phone ?? "");
});

export default function SignIn() {
  const shown = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  return <FamilySignIn {...shown} problem={said?.problem ?? null} />;
}
