import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isKeyPress, pressKey } from "#app/kiosk/keypad-press.ts";
import { CallMeLaterScreen, type CallMeLater } from "#app/kiosk/offline-screens.tsx";
import { isCallBackNumber, LONGEST_CALL_BACK } from "#app/domain/kiosk/call-back-number.ts";
import { wishVisit } from "#app/usecases/kiosk/wish-visit.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";

const form = z.strictObject({
  key: z.string().min(8).max(64),
  phone: z.string().max(20).default(""),
  go: z.literal("keep").optional(),
  press: z.string().max(10).optional(),
});

export const loader = guarded({ action: "kiosk.use" }, async ({ context }) => ({ requestKey: context.newId() }));

/** Where no script or no agent runs: the same wish by the server itself. */
export const action = guarded({ action: "kiosk.use" }, async ({ request, context, services }) => {
  const { value } = await readForm(request, form);
  const { phone = "", press, key } = value ?? {};
  const answer = (digits: string, state: CallMeLater["state"]) => ({ digits, state });
  if (isKeyPress(press)) return answer(pressKey(phone, press, LONGEST_CALL_BACK), "typing");
  if (key === undefined || !isCallBackNumber(phone)) return answer(phone, "short");
  const { street } = await kioskPlaceOf(request);
  await wishVisit(context, { streetId: street, requestKey: key, phone, crypto: services.crypto });
  return answer("", "kept");
});

export default function CallMeLaterPage() {
  const { requestKey } = useLoaderData<typeof loader>();
  const { digits, state } = useActionData<typeof action>() ?? { digits: "", state: "typing" as const };
  return <CallMeLaterScreen digits={digits} state={state as CallMeLater["state"]} requestKey={requestKey} />;
}
