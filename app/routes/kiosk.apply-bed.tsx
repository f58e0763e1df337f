import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ApplyBedScreen, BedAskedScreen } from "#app/kiosk/bed-screens.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { applyForBed } from "#app/usecases/family-beds/apply-for-bed.server.ts";
import { showOwnBed } from "#app/usecases/family-beds/show-own-bed.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

/** Where what was agreed to is written: the words of this page. */
const CONSENT = "kiosk: /kiosk/apply-bed";

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, actor, context }) => ({
  bed: await showOwnBed(context, elderIdOf(actor)),
  isNew: new URL(request.url).searchParams.has("done"),
}));

export const action = guarded({ action: "kiosk.personal" }, async ({ actor, context }) => {
  if (actor.kind !== "elder") throw new Response("403", { status: 403 });
  const { elderNo } = actor;
  try {
    await applyForBed(context, "elder", { elderNo, channel: "kiosk", applicant: null, consent: CONSENT, note: null });
    return redirect("/kiosk/apply-bed?done");
  } catch (thrown) {
    // A second press finds the bed that the first one made.
    if (isRefusal(thrown, "bed-elder-has-one")) return redirect("/kiosk/apply-bed");
    throw thrown;
  }
});

export default function ApplyBed() {
  const { bed, isNew } = useLoaderData<typeof loader>();
  return bed === null ? <ApplyBedScreen /> : <BedAskedScreen bed={bed} isNew={isNew} />;
}
