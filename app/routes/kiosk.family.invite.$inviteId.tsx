import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FAMILY_SCOPES, readScopes } from "#app/domain/family/family-link.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { AgreeScreen, CodeOverScreen, CodeScreen } from "#app/kiosk/family-screens.tsx";
import { answerInvite } from "#app/usecases/family/agree-to-link.server.ts";
import { showInvite } from "#app/usecases/family/open-invite.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({
  answer: z.enum(["yes", "no"]),
  scope: z.array(z.enum(FAMILY_SCOPES)).max(FAMILY_SCOPES.length),
});

const idOf = (text: string | undefined): string => z.uuid().catch("00000000-0000-0000-0000-000000000000").parse(text);

export const loader = guarded({ action: "kiosk.personal" }, async ({ params, actor, context, services }) =>
  showInvite(context, services.crypto, {
    elderId: elderIdOf(actor),
    inviteId: idOf(params["inviteId"]),
    origin: services.environment.publicOrigin,
  }),
);

export const action = guarded({ action: "kiosk.own" }, async ({ request, params, actor, context, services }) => {
  const inviteId = idOf(params["inviteId"]);
  const { value } = await readForm(request, form, ["scope"]);
  if (value === null) return redirect(`/kiosk/family/invite/${inviteId}`);
  const { device } = await kioskPlaceOf(request);
  const scopes = value.answer === "yes" ? readScopes(value.scope) : null;
  try {
    const isLinked = await answerInvite(context, services.crypto, {
      elderId: elderIdOf(actor),
      inviteId,
      device,
      scopes,
    });
    return redirect(`/kiosk/family/done?what=${isLinked ? "linked" : "refused"}`);
  } catch (thrown) {
    if (isRefusal(thrown, "family-is-staff")) return redirect("/kiosk/family/done?what=staff");
    if (isRefusal(thrown, "family-too-many")) return redirect("/kiosk/family?problem=full");
    if (isRefusal(thrown, "family-invite-over")) return redirect(`/kiosk/family/invite/${inviteId}`);
    throw thrown;
  }
});

export default function Invite() {
  const shown = useLoaderData<typeof loader>();
  switch (shown.state) {
    case "shown":
      return <CodeScreen qr={shown.qr} />;
    case "asked":
      return <AgreeScreen name={shown.name} relation={shown.relation} phone={shown.phone} />;
    case "over":
      return <CodeOverScreen />;
  }
}
