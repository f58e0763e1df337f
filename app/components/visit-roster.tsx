/** The visits' list with its filters and the open findings by rule; everything that is asked stands in the address. */
import { Link, useLocation } from "@remix-run/react";
import { ruleTitle } from "#app/messages/rules.ts";
import { screenWords } from "#app/messages/screens.ts";
import { stateWord } from "#app/messages/states.ts";
import { BarList } from "./bar-list.tsx";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FilterBar, type ActiveFilter } from "./filter-bar.tsx";
import { listAddress } from "./list-address.ts";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";
import { listed } from "#app/messages/punctuation.ts";

type RosterRow = {
  readonly visitNo: string;
  readonly plannedStart: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly provider: string;
  readonly deliveryState: string;
  readonly approvalState: string;
  readonly openRules: readonly string[];
};

type Roster = {
  readonly month: string;
  readonly state?: string | undefined;
  readonly onDate?: string | undefined;
  readonly providerId?: string | undefined;
  readonly ruleCode?: string | undefined;
  readonly order: "time" | "exceptions";
  readonly states: readonly string[];
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly byRule: readonly { readonly ruleCode: string; readonly visits: number }[];
  readonly total: number;
  readonly rows: readonly RosterRow[];
};

export function VisitFilters({ found }: { found: Roster }) {
  const words = useWords(screenWords);
  const locale = useLocale();
  const stateName = (state: string) => stateWord("delivery", state).staff[locale];
  const provider = found.providers.find(({ id }) => id === found.providerId)?.name;
  const active: ActiveFilter[] = [
    ...(found.onDate ? [{ name: "day", label: found.onDate }] : []),
    ...(found.state ? [{ name: "state", label: stateName(found.state) }] : []),
    ...(provider ? [{ name: "provider", label: provider }] : []),
    ...(found.ruleCode ? [{ name: "rule", label: ruleTitle(found.ruleCode, locale) }] : []),
  ];
  const rules = [...new Set([...found.byRule.map(({ ruleCode }) => ruleCode), found.ruleCode ?? ""])].filter(Boolean);
  return (
    <FilterBar
      hits={found.total}
      active={active}
      kept={{ month: found.month }}
      more={
        <>
          <Field
            kind="select"
            name="state"
            label={words.delivery}
            emptyLabel={words.all_states}
            defaultValue={found.state}
            options={found.states.map((value) => ({ value, label: stateName(value) }))}
          />
          <Field
            kind="select"
            name="order"
            label={words.order}
            emptyLabel={words.order_exceptions}
            defaultValue={found.order === "time" ? "time" : ""}
            options={[{ value: "time", label: words.order_time }]}
          />
        </>
      }
    >
      <Field kind="date" name="day" label={words.day} defaultValue={found.onDate} />
      <Field
        kind="select"
        name="provider"
        label={words.provider}
        emptyLabel={words.all_providers}
        defaultValue={found.providerId}
        options={found.providers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Field
        kind="select"
        name="rule"
        label={words.open_findings}
        emptyLabel={words.all_rules}
        defaultValue={found.ruleCode}
        options={rules.map((value) => ({ value, label: ruleTitle(value, locale) }))}
      />
    </FilterBar>
  );
}

/** Visits with an open finding of each rule; a rule leads to its visits. */
export function FindingsByRule({ found }: { found: Roster }) {
  const locale = useLocale();
  const { pathname, search } = useLocation();
  return (
    <BarList
      columns
      series={4}
      items={found.byRule.map(({ ruleCode, visits }) => ({
        key: ruleCode,
        label: ruleTitle(ruleCode, locale),
        value: visits,
        text: countText(visits),
        to: listAddress(pathname, search, { rule: ruleCode }),
      }))}
    />
  );
}

export function VisitTable({ found }: { found: Roster }) {
  const words = useWords(screenWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.visits_title}
      captionHidden
      rows={found.rows}
      rowKey={(row) => row.visitNo}
      columns={[
        {
          key: "visitNo",
          header: words.visit_number,
          kind: "mono",
          cell: (row) => <Link to={`/office/visits/${row.visitNo}`}>{row.visitNo}</Link>,
        },
        {
          key: "planned",
          header: words.planned_at,
          kind: "nowrap",
          cell: (row) => <TimeText at={row.plannedStart} />,
        },
        {
          key: "elder",
          header: words.name,
          kind: "nowrap",
          cell: (row) => <Link to={`/office/elders/${row.elderNo}?month=${found.month}`}>{row.elderName}</Link>,
        },
        { key: "provider", header: words.provider, cell: (row) => row.provider },
        {
          key: "delivery",
          header: words.delivery,
          kind: "nowrap",
          cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
        },
        {
          key: "approval",
          header: words.approval,
          kind: "nowrap",
          cell: (row) => <StateTag kind="approval" code={row.approvalState} />,
        },
        {
          key: "findings",
          header: words.open_findings,
          cell: (row) =>
            listed(
              row.openRules.map((code) => ruleTitle(code, locale)),
              locale,
            ),
        },
      ]}
    />
  );
}
