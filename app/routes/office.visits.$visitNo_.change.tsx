import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { PageHeader } from "#app/components/page-header.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { NO_ANSWER, VisitChangeForms, type ChangeAnswer } from "#app/components/visit-change-forms.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { staffTimeText } from "#app/domain/time/date-text.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import { isPlainDate, plainDate } from "#app/domain/time/plain-date.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { cancelVisit } from "#app/usecases/scheduling/cancel-visit.server.ts";
import { moveVisit } from "#app/usecases/scheduling/move-visit.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { guarded, readForm, type Guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(visitChangeWords, ({ words, params }) => `${words.title} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "visit.change" }, async ({ params, context }) =>
  showVisit(context, params["visitNo"] ?? ""),
);

const form = z.discriminatedUnion("step", [
  z.strictObject({
    step: z.literal("move"),
    date: z.string().trim().refine(isPlainDate),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  }),
  z.strictObject({ step: z.literal("cancel"), reason: z.string().refine(isCancelCode) }),
]);

/** What stands against the change; nothing when it is done. */
async function change(
  context: Guarded["context"],
  visitNo: string,
  value: z.infer<typeof form>,
): Promise<ChangeAnswer["conflicts"]> {
  if (value.step === "cancel") {
    await cancelVisit(context, visitNo, value.reason);
    return [];
  }
  const [hour = 0, minute = 0] = value.time.split(":").map(Number);
  const outcome = await moveVisit(context, { visitNo, date: plainDate(value.date), startMinute: hour * 60 + minute });
  return outcome.state === "moved" ? [] : outcome.conflicts;
}

type Handled = Response | ChangeAnswer;

export const action = guarded({ action: "visit.change" }, async ({ request, params, context }): Promise<Handled> => {
  const visitNo = params["visitNo"] ?? "";
  const { value, problems } = await readForm(request, form);
  if (value === null) return { ...NO_ANSWER, fields: problems.map(({ field }) => field) };
  try {
    const conflicts = await change(context, visitNo, value);
    return conflicts.length === 0 ? redirect(`/office/visits/${visitNo}`) : { ...NO_ANSWER, conflicts };
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { ...NO_ANSWER, refused: { code: thrown.code, facts: thrown.facts } };
  }
});

export default function ChangeVisit() {
  const visit = useLoaderData<typeof loader>();
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
      <VisitChangeForms start={localTimeOf(instant(visit.plannedStart))} answer={answer ?? NO_ANSWER} />
    </>
  );
}
