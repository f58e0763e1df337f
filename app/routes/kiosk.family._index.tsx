import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { FamilyScreen } from "#app/kiosk/family-screens.tsx";
import { listOwnLinks } from "#app/usecases/family/agree-to-link.server.ts";
import { openInvite } from "#app/usecases/family/open-invite.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({ add: z.literal("yes") });

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, actor, context, services }) => {
  const asked = new URL(request.url).searchParams.get("problem");
  const problem = (["full", "often"] as const).find((one) => one === asked) ?? null;
  return { ...(await listOwnLinks(context, services.crypto, elderIdOf(actor))), problem };
});

/** 加一位家人 */
export const action = guarded({ action: "kiosk.own" }, async ({ request, actor, context, services }) => {
  const { value } = await readForm(request, form);
  if (value === null) return redirect("/kiosk/family");
  const { device } = await kioskPlaceOf(request);
  try {
    const inviteId = await openInvite(context, services.crypto, { elderId: elderIdOf(actor), device });
    return redirect(`/kiosk/family/invite/${inviteId}`);
  } catch (thrown) {
    if (isRefusal(thrown, "family-too-many")) return redirect("/kiosk/family?problem=full");
    if (isRefusal(thrown, "family-too-often")) return redirect("/kiosk/family?problem=often");
    throw thrown;
  }
});

export default function Family() {
  return <FamilyScreen {...useLoaderData<typeof loader>()} />;
}
