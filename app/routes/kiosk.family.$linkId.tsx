import { redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import * as z from "zod";
import { FAMILY_SCOPES, readScopes } from "#app/domain/family/family-link.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { ChangeLinkScreen, OneLinkScreen, RemoveLinkScreen } from "#app/kiosk/family-screens.tsx";
import { changeLink, listOwnLinks, revokeLink } from "#app/usecases/family/agree-to-link.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({
  do: z.enum(["change", "remove"]),
  scope: z.array(z.enum(FAMILY_SCOPES)).max(FAMILY_SCOPES.length),
});

export const loader = guarded({ action: "kiosk.personal" }, async ({ params, actor, context, services }) => {
  const { links } = await listOwnLinks(context, services.crypto, elderIdOf(actor));
  const link = links.find(({ linkId }) => linkId === params["linkId"]);
  if (link === undefined) throw redirect("/kiosk/family");
  return { link };
});

export const action = guarded({ action: "kiosk.own" }, async ({ request, params, actor, context }) => {
  const linkId = z.uuid().safeParse(params["linkId"]).data;
  const { value } = await readForm(request, form, ["scope"]);
  if (value === null || linkId === undefined) return redirect("/kiosk/family");
  const { device } = await kioskPlaceOf(request);
  const own = { elderId: elderIdOf(actor), linkId, device };
  const scopes = value.do === "change" ? readScopes(value.scope) : [];
  try {
    if (scopes.length === 0) await revokeLink(context, own);
    else await changeLink(context, { ...own, scopes });
  } catch (thrown) {
    if (isRefusal(thrown, "family-is-staff")) return redirect("/kiosk/family/done?what=staff");
    // Ended meanwhile: the list says who is left.
    if (isRefusal(thrown, "not-found")) return redirect("/kiosk/family");
    throw thrown;
  }
  return redirect(`/kiosk/family/done?what=${scopes.length === 0 ? "removed" : "changed"}`);
});

export default function FamilyLink() {
  const { link } = useLoaderData<typeof loader>();
  const [asked] = useSearchParams();
  if (asked.get("do") === "change") return <ChangeLinkScreen link={link} />;
  if (asked.get("do") === "remove") return <RemoveLinkScreen link={link} />;
  return <OneLinkScreen link={link} />;
}
