import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FamilyBooked } from "#app/components/family-book.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { showBooked } from "#app/usecases/kiosk/show-schedule.server.ts";
import { undoBooking } from "#app/usecases/kiosk/undo-booking.server.ts";
import { familyElderOf } from "#app/web/family-elder.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyActWords, ({ words }) => words.booked);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const { context, elderId, elder } = await familyElderOf(given, "book");
  const home = `/family/elders/${elder.linkId}`;
  const shown = await showBooked(context, elderId, given.params["visitNo"] ?? "");
  const isMoved = new URL(given.request.url).searchParams.has("moved");
  // Taking back would call the visit off, and not bring it to its old time.
  return { home, ...shown, isMoved, mayUndo: shown.mayUndo && !isMoved };
});

/** Takes back what this person has just booked, and nobody else's. */
export const action = guarded({ action: "family.use" }, async (given) => {
  const { context, elderId, elder } = await familyElderOf(given, "book");
  const visitNo = given.params["visitNo"] ?? "";
  try {
    await undoBooking(context, elderId, visitNo);
  } catch (thrown) {
    if (!isRefusal(thrown, "undo-too-late")) throw thrown;
  }
  return redirect(`/family/elders/${elder.linkId}/booked/${encodeURIComponent(visitNo)}`);
});

export default function Booked() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(familyActWords);
  return (
    <FamilyShell title={words.book_title} backTo={shown.home}>
      <FamilyBooked {...shown} />
    </FamilyShell>
  );
}
