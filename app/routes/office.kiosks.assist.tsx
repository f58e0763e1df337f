import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { KioskAssistForm } from "#app/components/kiosk-assist-form.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { kioskDevicesWords } from "#app/messages/kiosk-devices.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { takeAssistDigits } from "#app/usecases/kiosk/assist-elder.server.ts";
import { showKiosks } from "#app/usecases/kiosk/watch-kiosks.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(kioskDevicesWords, ({ words }) => words.assist);

export const loader = guarded({ action: "kiosk.assist" }, async ({ context }) => ({
  kiosks: (await showKiosks(context))
    .filter(({ revoked }) => revoked === null)
    .map(({ deviceNo, street, place }) => ({ deviceNo, street, place })),
}));

const form = z.strictObject({
  deviceNo: z.string().max(10).default(""),
  elderNo: z.string().trim().max(20).default(""),
  reason: z.string().max(20).default(""),
});

export const action = guarded({ action: "kiosk.assist" }, async ({ request, context, locale }) => {
  const { value } = await readForm(request, form);
  const typed = value ?? { deviceNo: "", elderNo: "", reason: "" };
  try {
    return { typed, problem: null, taken: { ...(await takeAssistDigits(context, typed)), deviceNo: typed.deviceNo } };
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { typed, problem: refusalSentence(thrown.code, thrown.facts, locale), taken: null };
  }
});

export default function Assist() {
  return <KioskAssistForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
