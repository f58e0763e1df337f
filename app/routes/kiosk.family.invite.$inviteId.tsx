import { redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import * as z from "zod";
import { FAMILY_SCOPES, readScopes, scopesAnswered } from "#app/domain/family/family-link.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { AgreePayScreen } from "#app/kiosk/family-pay-screens.tsx";
import { AgreeScreen, CodeOverScreen, CodeScreen } from "#app/kiosk/family-screens.tsx";
import { answerInvite } from "#app/usecases/family/agree-to-link.server.ts";
import { showInvite } from "#app/usecases/family/open-invite.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({
  answer: z.enum(["next", "no"]).optional(),
  /** Only the second screen has it, and nothing is agreed to without it. */
  pay: z.enum(["yes", "no"]).optional(),
  ticked: z.string().max(60).optional(),
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
  if (value.answer !== "no" && value.pay === undefined) {
    const ticked = new URLSearchParams({ ticked: readScopes(value.scope).join(" "), step: "pay" });
    return redirect(`/kiosk/family/invite/${inviteId}?${ticked.toString()}`);
  }
  const { device } = await kioskPlaceOf(request);
  const scopes = value.answer === "no" ? null : scopesAnswered((value.ticked ?? "").split(" "), value.pay === "yes");
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
  const [asked] = useSearchParams();
  const ticked = asked.get("ticked");
  const scopes = readScopes((ticked ?? "").split(" "));
  switch (shown.state) {
    case "shown":
      return <CodeScreen qr={shown.qr} />;
    case "asked": {
      const { name, relation, phone, inviteId } = shown;
      const person = { name, relation, phone };
      const first = `/kiosk/family/invite/${inviteId}?${new URLSearchParams({ ticked: scopes.join(" ") }).toString()}`;
      if (asked.get("step") === "pay") return <AgreePayScreen {...person} backTo={first} scopes={scopes} />;
      return <AgreeScreen {...person} ticked={ticked === null ? null : scopes} />;
    }
    case "over":
      return <CodeOverScreen />;
  }
}
