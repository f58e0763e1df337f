import { redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import * as z from "zod";
import { FAMILY_SCOPES, readScopes, scopesAnswered } from "#app/domain/family/family-link.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { ChangePayScreen } from "#app/kiosk/family-pay-screens.tsx";
import { ChangeLinkScreen, OneLinkScreen, RemoveLinkScreen, type Linked } from "#app/kiosk/family-screens.tsx";
import { changeLink, listOwnLinks, revokeLink } from "#app/usecases/family/agree-to-link.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({
  do: z.enum(["change", "remove"]),
  /** Only the second screen of a change has it, and nothing is changed without it. */
  pay: z.enum(["yes", "no"]).optional(),
  ticked: z.string().max(60).optional(),
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
  if (value.do === "change" && value.pay === undefined) {
    const ticked = new URLSearchParams({ do: "change", ticked: readScopes(value.scope).join(" "), step: "pay" });
    return redirect(`/kiosk/family/${linkId}?${ticked.toString()}`);
  }
  const { device } = await kioskPlaceOf(request);
  const own = { elderId: elderIdOf(actor), linkId, device };
  const scopes = value.do === "change" ? scopesAnswered((value.ticked ?? "").split(" "), value.pay === "yes") : [];
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

/** First the switches, then the question about paying. */
function Change({ link, asked }: { link: Linked; asked: URLSearchParams }) {
  const ticked = asked.get("ticked");
  const scopes = readScopes((ticked ?? "").split(" "));
  if (asked.get("step") !== "pay") return <ChangeLinkScreen link={link} ticked={ticked === null ? null : scopes} />;
  const first = new URLSearchParams({ do: "change", ticked: scopes.join(" ") });
  return (
    <ChangePayScreen
      {...link}
      backTo={`/kiosk/family/${link.linkId}?${first.toString()}`}
      scopes={scopes}
      pays={link.scopes.includes("pay")}
    />
  );
}

export default function FamilyLink() {
  const { link } = useLoaderData<typeof loader>();
  const [asked] = useSearchParams();
  if (asked.get("do") === "change") return <Change link={link} asked={asked} />;
  if (asked.get("do") === "remove") return <RemoveLinkScreen link={link} />;
  return <OneLinkScreen link={link} />;
}
