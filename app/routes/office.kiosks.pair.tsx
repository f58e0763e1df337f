import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { KioskPairForm } from "#app/components/kiosk-pair-form.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { kioskDevicesWords } from "#app/messages/kiosk-devices.ts";
import { listKioskStreets } from "#app/usecases/kiosk/show-kiosk-site.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { takePairForm } from "#app/web/kiosk-desk-forms.server.ts";

export const meta = pageTitle(kioskDevicesWords, ({ words }) => words.pair);

export const loader = guarded({ action: "kiosk.manage" }, async ({ context }) => ({
  streets: await listKioskStreets(context),
}));

export const action = guarded({ action: "kiosk.manage" }, async ({ request, context, locale }) => {
  const outcome = await takePairForm(request, context, locale);
  if (outcome.deviceNo === undefined) return outcome;
  throw redirect(`/office/kiosks?paired=${outcome.deviceNo}`);
});

export default function PairKiosk() {
  const answer = useActionData<typeof action>();
  return <KioskPairForm {...useLoaderData<typeof loader>()} problem={answer?.problem} typed={answer?.typed ?? {}} />;
}
