import type { HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilyLinkPage } from "#app/components/family-link-page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { FAMILY_RELATIONS } from "#app/domain/family/family-link.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { familyPhoneWords } from "#app/messages/kiosk-family.ts";
import { proveLinkCode, sendLinkCode, showRequest } from "#app/usecases/family/ask-to-link.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyPhoneWords, ({ words }) => words.page);
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store", "Referrer-Policy": "same-origin" });

const tokenOf = (params: Guarded["params"]) => (params["token"] ?? "").slice(0, 60);

export const loader = guarded({ action: "public.link-family" }, async ({ request, params, context }) => {
  const token = tokenOf(params);
  const state = await showRequest(context, token);
  const isAgain = new URL(request.url).searchParams.has("again");
  return { state: state === "code" && isAgain ? ("shown" as const) : state, address: `/family/link/${token}` };
});

const form = z.strictObject({
  name: z.string().trim().min(1).max(20).optional(),
  relation: z.enum(FAMILY_RELATIONS).optional(),
  phone: z.string().max(20).optional(),
  code: z.string().max(10).optional(),
});

const answer = (problem: "missing" | "wait" | "wrong" | null, demoCode: string | null = null) => ({
  problem,
  demoCode,
});

async function send({ params, context, services, locale }: Guarded, sent: z.infer<typeof form>) {
  const { name, relation } = sent;
  const phone = normalisePhone(sent.phone ?? "");
  if (name === undefined || relation === undefined || phone?.kind !== "mobile") return answer("missing");
  const code = await sendLinkCode(context, services.crypto, tokenOf(params), {
    name,
    relation,
    phone: phone.normalised,
    wording: familyPhoneWords[locale].message,
  });
  return answer(null, services.environment.demo ? code : null);
}

export const action = guarded({ action: "public.link-family" }, async (given) => {
  const { request, params, context } = given;
  const { value } = await readForm(request, form);
  if (value === null) return answer("missing");
  try {
    if (value.code === undefined) return await send(given, value);
    const outcome = await proveLinkCode(context, tokenOf(params), value.code.trim());
    return answer(outcome === "wrong" ? "wrong" : null);
  } catch (thrown) {
    if (isRefusal(thrown, "family-code-wait")) return answer("wait");
    // Over, or staff of the elder's provider: the page says how it stands.
    if (isRefusal(thrown)) return answer(null);
    throw thrown;
  }
});

export default function Link() {
  const shown = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  return <FamilyLinkPage {...shown} problem={said?.problem ?? null} demoCode={said?.demoCode ?? null} />;
}
