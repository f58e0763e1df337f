import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { PageHeader } from "#app/components/page-header.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { CHANGE_SCOPES, NO_ANSWER, type AskedPlace, type ChangeAnswer } from "#app/components/visit-change-answer.ts";
import { VisitChangeForms, VisitRestoreForm } from "#app/components/visit-change-forms.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { isPlainDate, plainDate } from "#app/domain/time/plain-date.ts";
import { mayDeliver, mayMove, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { editSeriesOfVisit, previewSeriesEdit } from "#app/usecases/scheduling/edit-series.server.ts";
import { moveVisit, priceMove, showMoveChoices } from "#app/usecases/scheduling/move-visit.server.ts";
import { restoreVisit } from "#app/usecases/scheduling/restore-visit.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

export const meta = pageTitle(visitChangeWords, ({ words, params }) => `${words.title} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "visit.change" }, async ({ params, context }) => {
  const visit = await showVisit(context, params["visitNo"] ?? "");
  const start = localTimeOf(instant(visit.plannedStart));
  const staffing = mayMove(visit.deliveryState) ? await showMoveChoices(context, visit.visitNo, start) : null;
  return { visit, start, staffing };
});

const place = {
  date: z.string().trim().refine(isPlainDate),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Who is to go; left out where the same people go. */
  worker: z.string().max(40).optional(),
  second: z.string().max(40).optional(),
};

const form = z.discriminatedUnion("step", [
  z.strictObject({
    ...place,
    step: z.literal("move"),
    scope: z.enum(CHANGE_SCOPES).default("this"),
    /** Where the move was asked for; without it the visit's own page follows. */
    back: z.string().max(300).optional(),
    /** Every date was shown before. */
    confirmed: z.literal("yes").optional(),
  }),
  z.strictObject({ ...place, step: z.literal("price"), scope: z.string().optional() }),
  z.strictObject({ step: z.literal("cancel"), reason: z.string().refine(isCancelCode) }),
  z.strictObject({ step: z.literal("restore") }),
]);

type Change = z.infer<typeof form>;

function askedPlace({ date, time, worker = "", second = "" }: Extract<Change, { readonly date: string }>): AskedPlace {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { date: plainDate(date), minute: hour * 60 + minute, workers: [worker, second].filter((one) => one !== "") };
}

/** What stands against the change, or what would happen to each date of the series; null when it is done. */
async function change(context: Guarded["context"], visitNo: string, value: Change): Promise<ChangeAnswer | null> {
  if (value.step === "cancel") {
    await cancelVisit(context, visitNo, value.reason);
    return null;
  }
  if (value.step === "restore") {
    const outcome = await restoreVisit(context, visitNo);
    return outcome.state === "restored" ? null : { ...NO_ANSWER, conflicts: outcome.conflicts };
  }
  const asked = askedPlace(value);
  const to = { visitNo, date: asked.date, startMinute: asked.minute, workerNos: asked.workers };
  if (value.step === "price") {
    const { from: _from, price, ...found } = await priceMove(context, to);
    return { ...NO_ANSWER, ...found, price: found.conflicts.length === 0 ? price : null, asked };
  }
  const { scope, time, confirmed } = value;
  if (scope === "this") {
    const outcome = await moveVisit(context, to);
    return outcome.state === "moved" ? null : { ...NO_ANSWER, conflicts: outcome.conflicts, asked };
  }
  const editOrShow = confirmed === "yes" ? editSeriesOfVisit : previewSeriesEdit;
  const { state, lines } = await editOrShow(context, { ...to, scope });
  return state === "changed" ? null : { ...NO_ANSWER, edit: { state, lines, scope, date: to.date, time } };
}

type Handled = Response | ChangeAnswer;

export const action = guarded({ action: "visit.change" }, async ({ request, params, context }): Promise<Handled> => {
  const visitNo = params["visitNo"] ?? "";
  const { value, problems } = await readForm(request, form);
  if (value === null) return { ...NO_ANSWER, fields: problems.map(({ field }) => field) };
  try {
    const own = `/office/visits/${visitNo}`;
    const next = value.step === "move" ? safeRedirectPath(value.back ?? null, own) : own;
    return (await change(context, visitNo, value)) ?? redirect(next);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    const asked = "date" in value ? askedPlace(value) : null;
    return { ...NO_ANSWER, asked, refused: { code: thrown.code, facts: thrown.facts } };
  }
});

export default function ChangeVisit() {
  const { visit, start, staffing } = useLoaderData<typeof loader>();
  const answer = useActionData() as ChangeAnswer | undefined;
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={words.title}
        marks={<StateTag kind="delivery" code={visit.deliveryState} />}
        status={`${visit.elderName} · ${staffTimeText(instant(visit.plannedStart), locale)} · ${visit.provider}`}
        trail={[
          { to: "/office/visits", label: words.back },
          { to: `/office/visits/${visit.visitNo}`, label: visit.visitNo },
        ]}
      />
      {mayDeliver(visit.deliveryState as DeliveryState, "restore") ? (
        <VisitRestoreForm answer={answer ?? NO_ANSWER} />
      ) : (
        <VisitChangeForms start={start} inSeries={visit.inSeries} staffing={staffing} answer={answer ?? NO_ANSWER} />
      )}
    </>
  );
}
