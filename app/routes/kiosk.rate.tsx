import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { isRefusal } from "#app/domain/refusal.ts";
import { RATING_GRADES, RATING_REMARKS, readRemarks } from "#app/domain/visits/elder-rating.ts";
import { NobodyCameScreen, NothingToRateScreen, RateScreen, RemarksScreen } from "#app/kiosk/rate-screens.tsx";
import { answerWhetherServed, rateVisit, showRating } from "#app/usecases/kiosk/rate-visit.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { kioskPlaceOf } from "#app/web/kiosk-cookies.server.ts";
import { elderIdOf } from "#app/web/kiosk-elder.server.ts";

const form = z.strictObject({
  visit: z.string().max(40),
  grade: z.enum(RATING_GRADES).optional(),
  nobody: z.literal("yes").optional(),
  /** What earlier screens took down, and which screen of remarks comes next. */
  said: z.string().max(100).optional(),
  remark: z.array(z.enum(RATING_REMARKS)).max(RATING_REMARKS.length),
  part: z.enum(["2", "end"]).optional(),
  skip: z.literal("yes").optional(),
});

type Sent = z.infer<typeof form>;

export const loader = guarded({ action: "kiosk.personal" }, async ({ request, actor, context }) => {
  const asked = new URL(request.url).searchParams;
  const { name, visit } = await showRating(context, elderIdOf(actor), asked.get("visit"));
  if (visit === null) return { screen: "none" as const, name };
  const say = asked.get("say");
  if (say === "nobody") return { screen: "nobody" as const, name, visit };
  if (say !== "remarks") return { screen: "faces" as const, name, visit };
  const said = readRemarks((asked.get("said") ?? "").split(","));
  return { screen: "remarks" as const, name, visit, said, part: asked.get("part") === "2" ? 2 : 1 };
});

function remarksScreen(visit: string, said: readonly string[], part: string) {
  return redirect(
    `/kiosk/rate?${new URLSearchParams({ visit, say: "remarks", said: said.join(","), part }).toString()}`,
  );
}

const remarksOf = ({ said = "", remark, skip }: Sent) =>
  readRemarks([...said.split(","), ...(skip === undefined ? remark : [])]);

export const action = guarded({ action: "kiosk.own" }, async ({ request, actor, context }) => {
  const { value } = await readForm(request, form, ["remark"]);
  if (value === null) return redirect("/kiosk/rate");
  const { visit, grade, nobody, part, skip } = value;
  const remarks = remarksOf(value);
  // One who is not content is asked why before it is written down.
  if (grade === "dissatisfied" && part !== "end" && skip === undefined)
    return remarksScreen(visit, remarks, part ?? "1");
  const { device } = await kioskPlaceOf(request);
  const own = { elderId: elderIdOf(actor), visitNo: visit, device };
  try {
    const ticket =
      nobody === "yes"
        ? await answerWhetherServed(context, { ...own, answer: "nobody" })
        : await rateVisit(context, { ...own, grade: grade ?? "satisfied", remarks });
    return redirect(`/kiosk/rated/${visit}${ticket === null ? "" : `?ticket=${ticket}`}`);
  } catch (thrown) {
    // Said already, here or elsewhere: the next visit is asked about.
    if (isRefusal(thrown)) return redirect("/kiosk/rate");
    throw thrown;
  }
});

export default function Rate() {
  const shown = useLoaderData<typeof loader>();
  switch (shown.screen) {
    case "none":
      return <NothingToRateScreen name={shown.name} />;
    case "nobody":
      return <NobodyCameScreen name={shown.name} visit={shown.visit} />;
    case "faces":
      return <RateScreen name={shown.name} visit={shown.visit} />;
    case "remarks":
      return <RemarksScreen key={shown.part} {...shown} />;
  }
}
