import { useActionData, useLoaderData } from "@remix-run/react";
import { AlarmStrip } from "#app/components/alarm-strip.tsx";
import { CareTable } from "#app/components/care-list.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { centreWords } from "#app/messages/centre.ts";
import { showCareList } from "#app/usecases/centre/care-calls.server.ts";
import { takeCareForm } from "#app/web/centre-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(centreWords, ({ words }) => words.care_title);

export const loader = guarded({ action: "centre.read" }, async ({ request, context, actor }) => ({
  ...(await showCareList(context, Number(new URL(request.url).searchParams.get("page") ?? 1) || 1)),
  mayCall: can(actor, "centre.sit"),
}));

export const action = guarded({ action: "centre.sit" }, async (given) => takeCareForm(given));

export default function CareCalls() {
  const { rows, pages, rules, confirmed, alarms, mayCall } = useLoaderData<typeof loader>();
  const words = useWords(centreWords);
  const locale = useLocale();
  const problems = useRefusalProblems(useActionData<typeof action>());
  const { homeDays, missedDays, aloneAge, greetEveryDays } = rules;
  const note = words.care_note(homeDays, missedDays, aloneAge, greetEveryDays);
  return (
    <>
      <PageHeader
        title={words.care_title}
        status={words.care_status(pages.total)}
        trail={[{ to: "/office/centre", label: words.title }]}
      />
      <ErrorSummary problems={problems} />
      <AlarmStrip alarms={alarms} />
      <CareTable
        rows={rows}
        mayCall={mayCall}
        note={confirmed ? note : [note, words.care_sample].join(locale === "en" ? " " : "")}
      />
      <Pagination {...pages} />
    </>
  );
}
