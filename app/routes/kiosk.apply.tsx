import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { CallBackPhoneScreen } from "#app/kiosk/complain-screens.tsx";
import { isKeyPress, pressKey } from "#app/kiosk/keypad-press.ts";
import { ApplyScreen } from "#app/kiosk/notice-screens.tsx";
import { PHONE_DIGITS } from "#app/domain/kiosk/sign-in-code.ts";
import { applyAtKiosk, type KioskApplication } from "#app/usecases/kiosk/read-notices.server.ts";
import { showSpeaker } from "#app/usecases/kiosk/speak-up.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { kioskPlaceOf, toldHeader } from "#app/web/kiosk-cookies.server.ts";

const form = z.strictObject({
  go: z.enum(["apply", "phone"]).optional(),
  key: z.string().min(8).max(64).optional(),
  phone: z.string().max(20).optional(),
  press: z.string().max(10).optional(),
});

/** Who is identified confirms; anybody else leaves a telephone. */
export const loader = guarded({ action: "kiosk.use" }, async ({ actor, context }) => ({
  requestKey: context.newId(),
  name: actor.kind === "elder" ? await showSpeaker(context, actor.elderId) : null,
}));

async function send({ request, context }: Guarded, who: KioskApplication["who"], requestKey: string) {
  const { street } = await kioskPlaceOf(request);
  const noticeId = new URL(request.url).searchParams.get("notice");
  const told = await applyAtKiosk(context, { streetId: street, requestKey, noticeId, who });
  return redirect("/kiosk/complained", { headers: { "Set-Cookie": await toldHeader(told) } });
}

export const action = guarded({ action: "kiosk.use" }, async (given) => {
  const { actor, services } = given;
  const { value } = await readForm(given.request, form);
  const { phone = "", press, key, go } = value ?? {};
  if (isKeyPress(press)) return { digits: pressKey(phone, press, PHONE_DIGITS), isShort: false };
  if (key === undefined || go === undefined) return redirect("/kiosk/notices");
  if (actor.kind === "elder") return send(given, { kind: "elder", elderId: actor.elderId }, key);
  if (!/^1\d{10}$/.test(phone)) return { digits: phone, isShort: true };
  return send(given, { kind: "phone", phone, crypto: services.crypto }, key);
});

export default function Apply() {
  const { name, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (name !== null) return <ApplyScreen name={name} requestKey={requestKey} />;
  return (
    <CallBackPhoneScreen
      backTo="/kiosk/notices"
      digits={answer?.digits ?? ""}
      isShort={answer?.isShort === true}
      requestKey={requestKey}
    />
  );
}
