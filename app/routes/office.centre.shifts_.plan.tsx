import { useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { PlanShift } from "#app/components/shift-desk.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { centreWords } from "#app/messages/centre.ts";
import { listShiftOperators } from "#app/usecases/centre/show-shifts.server.ts";
import { takePlanForm } from "#app/web/centre-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(centreWords, ({ words }) => words.plan_title);

export const loader = guarded({ action: "centre.plan" }, async ({ context }) => ({
  operators: await listShiftOperators(context),
}));

export const action = guarded({ action: "centre.plan" }, async (given) => takePlanForm(given));

export default function PlanShiftPage() {
  const { operators } = useLoaderData<typeof loader>();
  const words = useWords(centreWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={words.plan_title}
        trail={[
          { to: "/office/centre", label: words.title },
          { to: "/office/centre/shifts", label: words.shifts_title },
        ]}
      />
      <ErrorSummary problems={problems} />
      <PlanShift operators={operators} />
    </>
  );
}
