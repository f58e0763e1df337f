import { useActionData, useLoaderData } from "@remix-run/react";
import { AlarmStrip } from "#app/components/alarm-strip.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { CloseShift, ReportHistory, ShiftTable, TakeOver } from "#app/components/shift-desk.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { centreWords } from "#app/messages/centre.ts";
import { showShifts } from "#app/usecases/centre/show-shifts.server.ts";
import { takeShiftForm } from "#app/web/centre-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(centreWords, ({ words }) => words.shifts_title);

export const loader = guarded({ action: "centre.read" }, async ({ context, actor }) => ({
  ...(await showShifts(context)),
  now: context.now,
  mayPlan: can(actor, "centre.plan"),
}));

export const action = guarded({ action: "centre.hand-over" }, async (given) => takeShiftForm(given));

export default function Shifts() {
  const { shifts, alarms, version, now, mayPlan } = useLoaderData<typeof loader>();
  const words = useWords(centreWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader
        title={words.shifts_title}
        trail={[{ to: "/office/centre", label: words.title }]}
        {...(mayPlan && { actions: <LinkButton to="/office/centre/shifts/plan">{words.plan_title}</LinkButton> })}
      />
      <ErrorSummary problems={problems} />
      <AlarmStrip alarms={alarms} />
      <LiveDesk streamUrl="/office/centre/stream" version={version} waiting={0} to="/office/centre/shifts" />
      <Stack>
        {shifts.map((shift) => (
          <TakeOver key={shift.id} shift={shift} />
        ))}
        {shifts.map((shift) => (
          <CloseShift key={shift.id} shift={shift} />
        ))}
        <ShiftTable shifts={shifts} now={now} />
        <ReportHistory shifts={shifts} />
      </Stack>
    </>
  );
}
