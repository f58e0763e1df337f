import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ASSIST_DIGITS, offeredMeans, NO_EQUIPMENT } from "#app/domain/kiosk/kiosk-identity.ts";
import { AskScreen, isIdentifyState, OtherElderScreen, StaffDigitsScreen } from "#app/kiosk/identify-screens.tsx";
import { isKeyPress, pressKey } from "#app/kiosk/keypad-press.ts";
import { proveAssist } from "#app/usecases/kiosk/assist-elder.server.ts";
import { peekIdentity, redeemIdentity } from "#app/usecases/kiosk/identify-by-reading.server.ts";
import { endKioskSession } from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { kioskTokenOf, openedHeaders, readingHeader, readingOf, wipeHeaders } from "#app/web/kiosk-cookies.server.ts";
import { pairedKioskOf } from "#app/web/kiosk-machine.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

const form = z.strictObject({
  token: z.string().max(64).optional(),
  change: z.literal("yes").optional(),
  digits: z.string().max(10).optional(),
  press: z.string().max(10).optional(),
  next: z.string().max(2000).optional(),
});

const homeOr = (next: string | null | undefined) => safeRedirectPath(next ?? null, "/kiosk/home");

function addressOf(next: string, changes: Readonly<Record<string, string>>): string {
  return `/kiosk/identify?${new URLSearchParams({ next, ...changes }).toString()}`;
}

const readHow = (text: string | null): "card" | "social" | "qr" => (text === "social" || text === "qr" ? text : "card");

export const loader = guarded({ action: "kiosk.use" }, async ({ request, actor }) => {
  const asked = new URL(request.url).searchParams;
  const next = homeOr(asked.get("next"));
  if (actor.kind === "elder") {
    if ((await readingOf(request)) !== null) return { screen: "other" as const, next };
    throw redirect(next);
  }
  const paired = await pairedKioskOf(request);
  const how = asked.get("how");
  if (how === "staff" && paired !== null) return { screen: "staff" as const, next };
  const { equipment, readerWorks } = paired ?? { equipment: NO_EQUIPMENT, readerWorks: false };
  const state = asked.get("state") ?? "";
  return {
    screen: "ask" as const,
    next,
    how: readHow(how),
    said: isIdentifyState(state) ? state : equipment.reader && !readerWorks ? ("broken" as const) : ("ask" as const),
    readsCards: equipment.reader,
    offered: offeredMeans(equipment, { readerWorks, isPaired: paired !== null }),
  };
});

/** A token of the reader. Somebody else's card while an elder is there is asked about before anything happens. */
async function takeToken({ request, actor, context }: Guarded, token: string, next: string) {
  const paired = await pairedKioskOf(request);
  if (paired === null) return redirect(addressOf(next, { state: "late" }));
  const at = { token, deviceId: paired.deviceId, bootId: paired.bootId };
  const elderId = await peekIdentity(context, at);
  if (elderId === null) return redirect(addressOf(next, { state: "late" }));
  if (actor.kind === "elder" && actor.elderId !== elderId)
    return redirect(addressOf(next, {}), { headers: { "Set-Cookie": await readingHeader(token) } });
  const session = await redeemIdentity(context, at);
  if (session === null) return redirect(addressOf(next, { state: "late" }));
  return redirect(next, { headers: await openedHeaders(session) });
}

/** 换人: what belongs to the first elder ends on the server and in the browser before the second is let in. */
async function changeElder(given: Guarded) {
  const { request, context } = given;
  const [reading, token] = [await readingOf(request), await kioskTokenOf(request)];
  if (token !== null) await endKioskSession(context, token);
  const paired = await pairedKioskOf(request);
  const at =
    paired === null || reading === null ? null : { token: reading, deviceId: paired.deviceId, bootId: paired.bootId };
  const session = at === null ? null : await redeemIdentity(context, at);
  const headers = await wipeHeaders();
  if (session === null) return redirect(addressOf("/kiosk/home", { state: "late" }), { headers });
  for (const [name, value] of await openedHeaders(session)) headers.append(name, value);
  return redirect("/kiosk/home", { headers });
}

async function takeDigits({ request, context }: Guarded, digits: string, next: string) {
  const paired = await pairedKioskOf(request);
  if (paired === null) return redirect(addressOf(next, {}));
  const outcome = await proveAssist(context, paired.deviceId, digits);
  if (outcome.kind !== "opened") return { digits: "", problem: outcome.kind };
  return redirect(next, { headers: await openedHeaders(outcome.session) });
}

export const action = guarded({ action: "kiosk.use" }, async (given) => {
  const { value } = await readForm(given.request, form);
  const { token, change, digits, press } = value ?? {};
  const next = homeOr(value?.next);
  if (isKeyPress(press)) return { digits: pressKey(digits ?? "", press, ASSIST_DIGITS), problem: null };
  if (change === "yes") return changeElder(given);
  if (token !== undefined) return takeToken(given, token, next);
  if (digits !== undefined) return takeDigits(given, digits, next);
  return redirect(addressOf(next, {}));
});

export default function Identify() {
  const shown = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  switch (shown.screen) {
    case "other":
      return <OtherElderScreen />;
    case "staff":
      return <StaffDigitsScreen digits={answer?.digits ?? ""} problem={answer?.problem ?? null} next={shown.next} />;
    case "ask":
      return <AskScreen {...shown} />;
  }
}
