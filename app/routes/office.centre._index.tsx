import { useActionData, useLoaderData } from "@remix-run/react";
import { AlarmStrip } from "#app/components/alarm-strip.tsx";
import { RecentCalls, SeatFloor, ShiftNow, StaffingPanel, TodayFigures } from "#app/components/centre-floor.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Split } from "#app/components/layout.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { CentreLinks, MySeat, NumberLookup, WaitingCalls } from "#app/components/seat-desk.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { SEATS, TIMEOUT_SECONDS } from "#app/domain/centre/seat.ts";
import { centreWords } from "#app/messages/centre.ts";
import { ANSWER_SECONDS, showCentre } from "#app/usecases/centre/show-centre.server.ts";
import { takeFloorForm } from "#app/web/centre-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(centreWords, ({ words }) => words.title);

export const loader = guarded({ action: "centre.read" }, async ({ context, services, actor }) => ({
  ...(await showCentre(context, services.crypto)),
  maySit: can(actor, "centre.sit"),
  isDemo: services.environment.demo,
  answerSeconds: ANSWER_SECONDS,
}));

export const action = guarded({ action: "centre.sit" }, async (given) => takeFloorForm(given));

export default function Centre() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(centreWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  const { seats, mine, waiting, maySit } = shown;
  const empty = seats.filter(({ state }) => state === "off").map(({ seatNo }) => seatNo);
  const mayAnswer = maySit && mine !== null && mine.state !== "in_call";
  return (
    <>
      <PageHeader title={words.title} status={words.status(SEATS - empty.length, SEATS, waiting.length)} />
      <ErrorSummary problems={problems} />
      <AlarmStrip alarms={shown.alarms} />
      <LiveDesk
        streamUrl="/office/centre/stream"
        version={shown.version}
        waiting={waiting.length}
        arrived={words.live_arrived}
        to="/office/centre"
      />
      <Split
        main={
          <>
            {maySit && <MySeat mine={mine} empty={empty} />}
            <WaitingCalls waiting={waiting} mayAnswer={mayAnswer} isDemo={maySit && shown.isDemo} />
            <SeatFloor seats={seats} timeoutSeconds={TIMEOUT_SECONDS} />
            <RecentCalls calls={shown.recent} />
          </>
        }
        side={
          <>
            {maySit && <NumberLookup />}
            <StaffingPanel staffing={shown.staffing} />
            <ShiftNow shift={shown.shift} />
            <TodayFigures today={shown.today} withinSeconds={shown.answerSeconds} />
            <CentreLinks />
          </>
        }
      />
    </>
  );
}
