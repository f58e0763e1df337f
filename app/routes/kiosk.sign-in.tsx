import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isKeyPress, pressKey } from "#app/kiosk/keypad-press.ts";
import { SignInScreen } from "#app/kiosk/sign-in-screen.tsx";
import { CODE_DIGITS, PHONE_DIGITS } from "#app/domain/kiosk/sign-in-code.ts";
import { kioskPageWords } from "#app/messages/kiosk-pages.ts";
import { chooseElder, listProvedNames, proveCode } from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { readSentMessage, sendSignInCode } from "#app/usecases/kiosk/send-sign-in-code.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { askedCodeHeaders, askedCodeOf, kioskPlaceOf, openedHeaders } from "#app/web/kiosk-cookies.server.ts";
import { pairedKioskOf } from "#app/web/kiosk-machine.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

const form = z.strictObject({
  phone: z.string().max(20).optional(),
  code: z.string().max(10).optional(),
  name: z.coerce.number().int().min(0).max(20).optional(),
  press: z.string().max(10).optional(),
});

type Step = "phone" | "code" | "name" | "staff";

function addressOf(request: Request, step: Step): string {
  const asked = new URL(request.url).searchParams;
  return `/kiosk/sign-in?${new URLSearchParams({ next: asked.get("next") ?? "", step }).toString()}`;
}

const nextOf = (request: Request) => safeRedirectPath(new URL(request.url).searchParams.get("next"), "/kiosk/home");

export const loader = guarded({ action: "kiosk.use" }, async ({ request, actor, context, services }) => {
  if (actor.kind === "elder") throw redirect(nextOf(request));
  const { searchParams } = new URL(request.url);
  const asked = await askedCodeOf(request);
  const paired = await pairedKioskOf(request);
  // Where cards or codes are read they are asked for first; the telephone is one of the other ways.
  const readsSomething = paired !== null && (paired.equipment.reader || paired.equipment.scanner);
  if (readsSomething && asked === null && !searchParams.has("step"))
    throw redirect(`/kiosk/identify?${new URLSearchParams({ next: nextOf(request) }).toString()}`);
  const step = asked === null ? "phone" : searchParams.get("step");
  const problem = searchParams.get("problem") === "over" ? ("phone_over" as const) : null;
  if (searchParams.get("step") === "staff") return { step: "staff" as const };
  if (asked !== null && step === "name") {
    const names = await listProvedNames(context, asked);
    if (names !== null) return { step: "name" as const, names };
  }
  if (asked !== null && step === "code") {
    const { demo } = services.environment;
    const message = demo ? await readSentMessage(context, services.crypto, asked) : null;
    return { step: "code" as const, message: /\d{6}/.exec(message ?? "")?.[0] ?? null };
  }
  return { step: "phone" as const, problem };
});

async function askForCode({ request, context, services, locale }: Guarded, phone: string) {
  if (!/^1\d{10}$/.test(phone)) return { digits: phone, problem: "phone_short" as const };
  const place = await kioskPlaceOf(request);
  const outcome = await sendSignInCode(context, services.crypto, {
    phone,
    device: place.device,
    wording: kioskPageWords[locale].message,
  });
  if (outcome === "wait") return { digits: phone, problem: "phone_wait" as const };
  if (outcome === "staff") return redirect(addressOf(request, "staff"));
  return redirect(addressOf(request, "code"), { headers: await askedCodeHeaders(outcome.token, place) });
}

async function tryCode({ request, context }: Guarded, token: string, code: string) {
  const outcome = await proveCode(context, token, code);
  switch (outcome.kind) {
    case "opened":
      return redirect(nextOf(request), { headers: await openedHeaders(outcome.session) });
    case "choose":
      return redirect(addressOf(request, "name"));
    case "wrong":
      return { digits: "", problem: "code_wrong" as const };
    case "over":
      return redirect(`${addressOf(request, "phone")}&problem=over`);
  }
}

export const action = guarded({ action: "kiosk.use" }, async (given) => {
  const { request, context } = given;
  const { value } = await readForm(request, form);
  const { phone, code, name, press } = value ?? {};
  // Without scripts each key is a request: the page comes again with one digit more.
  if (isKeyPress(press))
    return { digits: pressKey(phone ?? code ?? "", press, phone === undefined ? CODE_DIGITS : PHONE_DIGITS) };
  if (phone !== undefined) return askForCode(given, phone);
  const token = await askedCodeOf(request);
  if (token === null) return redirect(addressOf(request, "phone"));
  if (code !== undefined) return tryCode(given, token, code);
  const session = await chooseElder(context, token, name ?? -1);
  if (session === null) return redirect(`${addressOf(request, "phone")}&problem=over`);
  return redirect(nextOf(request), { headers: await openedHeaders(session) });
});

export default function SignIn() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <SignInScreen state={loaded} answer={answer ?? null} backTo="/kiosk/home" />;
}
