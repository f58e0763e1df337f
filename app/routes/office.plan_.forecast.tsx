import { useLoaderData } from "@remix-run/react";
import { countText } from "#app/components/count-text.ts";
import { hoursText, QualificationShortages, StreetForecast, wholeHoursText } from "#app/components/forecast-tables.tsx";
import { Stack, Tiles } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StatTile } from "#app/components/stat-tile.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { addMonths } from "#app/domain/time/plain-month.ts";
import { forecastWords } from "#app/messages/forecast.ts";
import { showForecast } from "#app/usecases/screens/show-forecast.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(forecastWords, ({ words }) => words.title);

/** The month asked for, else the one after the present: what can still be changed. */
export const loader = guarded({ action: "plan.read" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams.has("month");
  const chosen = chosenMonth(request, context.now);
  const month = asked ? chosen : addMonths(chosen, 1);
  return { month, ...(await showForecast(context, month)) };
});

export default function Forecast() {
  const shown = useLoaderData<typeof loader>();
  const words = useWords(forecastWords);
  const { month, shortMinutes } = shown;
  const share = `${Math.round(shown.utilisationShare * 1000) / 10}%`;
  return (
    <>
      <PageHeader
        title={words.title_of(month.slice(0, 4), Number(month.slice(5)))}
        status={words.status}
        trail={[{ to: `/office/plan?month=${month}`, label: words.back }]}
      />
      <Stack>
        <MonthSwitch month={month} addressOf={(target) => `/office/plan/forecast?month=${target}`} />
        <Tiles>
          <StatTile
            question={words.elders}
            value={countText(shown.elders)}
            note={words.elders_note(countText(shown.visits))}
          />
          <StatTile question={words.needed} value={hoursText(shown.neededMinutes)} unit={words.hours} />
          <StatTile question={words.available} value={wholeHoursText(shown.availableMinutes)} unit={words.hours} />
          <StatTile
            question={words.short}
            value={hoursText(shortMinutes)}
            unit={words.hours}
            note={shortMinutes === 0 ? words.short_none : words.short_some}
          />
          <StatTile question={words.utilisation} value={share} note={words.utilisation_note} unconfirmed />
        </Tiles>
        {shown.elders > 0 && shown.availableMinutes === 0 ? (
          <Notice tone="warning">{words.no_contract}</Notice>
        ) : (
          <Notice title={words.bound_title}>{words.bound(share)}</Notice>
        )}
        <QualificationShortages rows={shown.qualifications} />
        <StreetForecast rows={shown.rows} />
      </Stack>
    </>
  );
}
