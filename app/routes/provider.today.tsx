import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ClearedList, DayTiles, LateList } from "#app/components/day-board.tsx";
import { DaySaid } from "#app/components/day-said.tsx";
import { Row, Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { dayWords } from "#app/messages/day.ts";
import { keptAsideWords } from "#app/messages/kept-aside.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { showDay } from "#app/usecases/screens/show-day.server.ts";
import { listKeptAsideClaims } from "#app/usecases/visits/attach-claim.server.ts";
import { doneOf, takeDayForm } from "#app/web/day-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(dayWords, ({ words }) => words.title);

export const loader = guarded({ action: "provider.day" }, async ({ request, context }) => ({
  ...(await showDay(context, "provider")),
  done: doneOf(request),
  aside: (await listKeptAsideClaims(context)).length,
}));

export const action = guarded({ action: "provider.day" }, async (given) =>
  takeDayForm(given, { audience: "provider", address: "/provider/today" }),
);

export default function ProviderToday() {
  const shown = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(dayWords);
  const asideWords = useWords(keptAsideWords);
  const locale = useLocale();
  const side = {
    area: "/provider" as const,
    mayAcknowledge: true,
    mayReveal: false,
    missedReasons: shown.missedReasons,
  };
  return (
    <>
      <PageHeader title={words.title} status={words.status(shown.today)} />
      <Stack>
        <DaySaid done={shown.done} problem={refused?.problem ?? null} />
        <LateList rows={shown.late} side={side} />
        <ClearedList rows={shown.cleared} side={side} />
        <Panel title={words.unjustified_title}>
          {shown.unjustified.length === 0 && <p>{words.unjustified_none}</p>}
          {shown.unjustified.map((one) => (
            <Row key={one.visitNo}>
              <TimeText at={one.at} />
              <span>{one.elderName}</span>
              <span>{reasonWord(one.reason, locale)}</span>
              <Link to={`/provider/visits/${one.visitNo}/unscheduled`}>{words.justify}</Link>
            </Row>
          ))}
        </Panel>
        {shown.aside > 0 && <Link to="/provider/kept-aside">{asideWords.link(shown.aside)}</Link>}
        <DayTiles counts={shown.counts} />
      </Stack>
    </>
  );
}
