import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { BedMonthTable } from "#app/components/bed-month-table.tsx";
import { BedTabs } from "#app/components/bed-tabs.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { UnconfirmedTag } from "#app/components/unconfirmed-tag.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { approveBedMonths, computeBedMonths, showBedMonths } from "#app/usecases/family-beds/bed-months.server.ts";
import { textIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(bedWords, ({ words }) => words.months);

export const loader = guarded({ action: "bed.money" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const search = new URL(request.url).searchParams;
  const count = (name: string) => (search.has(name) ? Number(search.get(name)) : null);
  const said = { computed: count("computed"), approved: count("approved"), changed: search.get("changed") };
  return { month, rows: await showBedMonths(context, month), ...said };
});

export const action = guarded({ action: "bed.money" }, async ({ request, context }) => {
  const form = await request.formData();
  const month = chosenMonth(request, context.now);
  const address = (said: Readonly<Record<string, string>>) =>
    `/office/beds/months?${new URLSearchParams({ month, ...said }).toString()}`;
  try {
    if (textIn(form, "intent") === "approve")
      return redirect(address({ approved: String(await approveBedMonths(context, month)) }));
    const { computed, changedSince } = await computeBedMonths(context, month);
    const changed = changedSince.length === 0 ? {} : { changed: changedSince.slice(0, 20).join(" ") };
    return redirect(address({ computed: String(computed), ...changed }));
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function BedMonthsPage() {
  const { month, rows, computed, approved, changed } = useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  const isOpen = rows.some((row) => row.state === "computed");
  return (
    <>
      <PageHeader title={words.months} marks={<UnconfirmedTag />} />
      <BedTabs mayManage />
      <MonthSwitch month={month} />
      <ErrorSummary problems={problems} />
      <Stack>
        {computed !== null && (
          <Notice tone="success" announced>
            {words.computed(computed)}
          </Notice>
        )}
        {approved !== null && (
          <Notice tone="success" announced>
            {words.approved(approved)}
          </Notice>
        )}
        {changed !== null && <Notice tone="warning">{words.changed_since(changed)}</Notice>}
        <Panel title={words.month} note={words.compute_note}>
          <Form method="post">
            <FormActions>
              <SubmitButton kind={isOpen ? "secondary" : "primary"} name="intent" value="compute">
                {words.compute}
              </SubmitButton>
              {isOpen && (
                <SubmitButton name="intent" value="approve">
                  {words.approve_month}
                </SubmitButton>
              )}
            </FormActions>
          </Form>
        </Panel>
        <BedMonthTable rows={rows} />
      </Stack>
    </>
  );
}
