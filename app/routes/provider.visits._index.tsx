import { Link, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { WeekStrip } from "#app/components/week-strip.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import { DELIVERY_STATES } from "#app/domain/visits/delivery-state.ts";
import { providerVisitWords } from "#app/messages/provider-visits.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { screenWords } from "#app/messages/screens.ts";
import { stateWord } from "#app/messages/states.ts";
import { showProviderVisits } from "#app/usecases/screens/show-provider-visits.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { listed } from "#app/messages/punctuation.ts";

export const meta = pageTitle(providerVisitWords, ({ words }) => words.title);

export const loader = guarded({ action: "visit.assign" }, async ({ request, context }) => {
  const asked = new URL(request.url).searchParams;
  const dayAsked = asked.get("day") ?? "";
  const day = isPlainDate(dayAsked) ? dayAsked : localDateOf(context.now);
  const wholeWeek = !isPlainDate(dayAsked);
  const workerNo = (asked.get("worker") ?? "").slice(0, 40) || null;
  const state = DELIVERY_STATES.find((known) => known === asked.get("state")) ?? null;
  const questioned = asked.get("findings") === "open";
  const choice = { day, wholeWeek, workerNo, state, questioned };
  return { ...choice, ...(await showProviderVisits(context, choice)) };
});

export default function ProviderVisits() {
  const { rows, ...found } = useLoaderData<typeof loader>();
  const words = useWords(providerVisitWords);
  const screen = useWords(screenWords);
  const locale = useLocale();
  const kept = new URLSearchParams();
  if (found.workerNo !== null) kept.set("worker", found.workerNo);
  if (found.state !== null) kept.set("state", found.state);
  return (
    <>
      <PageHeader title={words.title} />
      {!found.questioned && found.questionedVisits > 0 && (
        <Notice tone="warning" title={words.questioned(found.questionedVisits)}>
          <Link to="/provider/visits?findings=open">{words.questioned_link}</Link>
        </Notice>
      )}
      {!found.questioned && (
        <>
          <WeekStrip
            selected={found.day}
            today={found.today}
            counts={found.counts}
            addressOf={(day) => `/provider/visits?${new URLSearchParams([...kept, ["day", day]]).toString()}`}
          />
          <p>
            <Link to={`/provider/visits?${kept.toString()}`}>{words.whole_week}</Link>
          </p>
        </>
      )}
      <FilterBar
        hits={rows.length}
        kept={found.questioned ? { findings: "open" } : found.wholeWeek ? {} : { day: found.day }}
        active={found.questioned ? [{ name: "findings", label: screen.open_findings }] : []}
      >
        <Field
          kind="select"
          name="worker"
          label={words.worker}
          emptyLabel={words.every_worker}
          defaultValue={found.workerNo ?? ""}
          options={found.workers.map(({ workerNo, name }) => ({ value: workerNo, label: name }))}
        />
        <Field
          kind="select"
          name="state"
          label={words.state}
          emptyLabel={words.every_state}
          defaultValue={found.state ?? ""}
          options={DELIVERY_STATES.map((value) => ({ value, label: stateWord("delivery", value).staff[locale] }))}
        />
      </FilterBar>
      <DataTable
        caption={words.title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.visitNo}
        empty={found.questioned ? words.none_questioned : words.none}
        columns={[
          {
            key: "start",
            header: words.time,
            kind: "nowrap",
            cell: (row) => (
              <Link to={`/provider/visits/${row.visitNo}`}>
                <TimeText at={row.start} />
              </Link>
            ),
          },
          { key: "minutes", header: words.minutes, kind: "number", cell: (row) => row.minutes },
          { key: "elder", header: words.elder, cell: (row) => `${row.elderName} ${row.elderNo}` },
          {
            key: "place",
            header: words.place,
            cell: (row) => [locale === "en" ? row.streetEn : row.streetZh, row.community].filter(Boolean).join(" · "),
          },
          { key: "worker", header: words.worker, cell: (row) => row.workers.join(" · ") || words.nobody },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
          },
          {
            key: "findings",
            header: screen.open_findings,
            cell: (row) =>
              listed(
                row.openRules.map((code) => ruleTitle(code, locale)),
                locale,
              ),
          },
        ]}
      />
    </>
  );
}
