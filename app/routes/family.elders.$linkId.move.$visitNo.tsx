import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { FamilyMoveCheck, FamilyMoveTimes } from "#app/components/family-move.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { moveOwnVisit } from "#app/usecases/kiosk/move-own-visit.server.ts";
import { showMove } from "#app/usecases/kiosk/show-schedule.server.ts";
import { familyElderOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyActWords, ({ words }) => words.move);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const { context, elderId, elder } = await familyElderOf(given, "book");
  const asked = new URL(given.request.url).searchParams;
  const slot = asked.get("slot");
  const shown = await showMove(context, elderId, given.params["visitNo"] ?? "", slot);
  const own = `/family/elders/${elder.linkId}`;
  return { own, ...shown, isTaken: asked.has("taken") || (slot !== null && shown.chosen === null) };
});

export const action = guarded({ action: "family.use" }, async (given) => {
  const { context, elderId, elder } = await familyElderOf(given, "book");
  const own = `/family/elders/${elder.linkId}`;
  const visitNo = given.params["visitNo"] ?? "";
  const slot = new URL(given.request.url).searchParams.get("slot");
  const { value } = await readForm(given.request, z.strictObject({ confirm: z.literal("yes") }));
  const here = `${own}/move/${encodeURIComponent(visitNo)}`;
  if (value === null || slot === null) return redirect(here);
  try {
    await moveOwnVisit(context, { elderId, visitNo, slot });
    return redirect(`${own}/booked/${encodeURIComponent(visitNo)}?moved=1`);
  } catch (thrown) {
    if (isRefusal(thrown, "slot-taken") || isRefusal(thrown, "slot-unknown")) return redirect(`${here}?taken=1`);
    // Begun, called off or moved out of the month meanwhile: the list says how it stands.
    if (isRefusal(thrown, "visit-not-movable")) return redirect(`${own}/visits`);
    throw thrown;
  }
});

export default function Move() {
  const { own, chosen, ...shown } = useLoaderData<typeof loader>();
  const words = useWords(familyActWords);
  const to = `${own}/move/${shown.visit.visitNo}`;
  return (
    <FamilyShell title={`${words.move} ${shown.name}`} backTo={chosen === null ? `${own}/visits` : to}>
      {chosen === null ? <FamilyMoveTimes {...shown} to={to} /> : <FamilyMoveCheck {...shown} slot={chosen} to={to} />}
    </FamilyShell>
  );
}
