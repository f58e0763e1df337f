import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { MoveScreen } from "#app/kiosk/schedule-screens.tsx";
import { moveOwnVisit } from "#app/usecases/kiosk/move-own-visit.server.ts";
import { showMove } from "#app/usecases/kiosk/show-schedule.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({ slot: z.string().max(100).optional(), confirm: z.literal("yes").optional() });

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context }) => {
  const asked = new URL(request.url).searchParams;
  const slot = asked.get("slot");
  const shown = await showMove(context, elderIdOf(actor), params["visitNo"] ?? "", slot);
  return { ...shown, isTaken: asked.has("taken") || (slot !== null && shown.chosen === null) };
});

export const action = guarded({ action: "kiosk.personal" }, async ({ request, params, actor, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value?.confirm !== "yes")
    return redirect(`/kiosk/move/${visitNo}?${new URLSearchParams({ slot: value?.slot ?? "" }).toString()}`);
  try {
    const slot = new URL(request.url).searchParams.get("slot") ?? "";
    await moveOwnVisit(context, { elderId: elderIdOf(actor), visitNo, slot });
    return redirect(`/kiosk/booked/${visitNo}?moved=1`);
  } catch (thrown) {
    if (isRefusal(thrown, "visit-not-movable")) return redirect("/kiosk/schedule");
    if (isRefusal(thrown, "slot-taken") || isRefusal(thrown, "slot-unknown"))
      return redirect(`/kiosk/move/${visitNo}?taken=1`);
    throw thrown;
  }
});

export default function Move() {
  return <MoveScreen {...useLoaderData<typeof loader>()} />;
}
