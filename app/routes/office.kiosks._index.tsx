import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { KioskList } from "#app/components/kiosk-list.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { kioskDevicesWords } from "#app/messages/kiosk-devices.ts";
import { showKiosks } from "#app/usecases/kiosk/watch-kiosks.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { takeRevokeForm } from "#app/web/kiosk-desk-forms.server.ts";

export const meta = pageTitle(kioskDevicesWords, ({ words }) => words.title);

export const loader = guarded({ action: "kiosk.read" }, async ({ request, actor, context }) => {
  const asked = new URL(request.url).searchParams;
  return {
    kiosks: await showKiosks(context),
    manages: can(actor, "kiosk.manage"),
    seesUse: can(actor, "kiosk.use-figures"),
    paired: asked.get("paired"),
    isRevoked: asked.has("revoked"),
  };
});

export const action = guarded({ action: "kiosk.manage" }, async ({ request, context, locale }) => {
  const problem = await takeRevokeForm(request, context, locale);
  if (problem !== null) return { problem };
  throw redirect("/office/kiosks?revoked=yes");
});

export default function Kiosks() {
  const answer = useActionData<typeof action>();
  return <KioskList {...useLoaderData<typeof loader>()} problem={answer?.problem} />;
}
