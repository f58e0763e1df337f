/** The roster of elders with its filters; everything that is asked stands in the address. */
import { Link } from "@remix-run/react";
import { elderFileWords } from "#app/messages/elder-file.ts";
import { verdictWord } from "#app/messages/eligibility.ts";
import { assistanceWord, gradeWord } from "#app/messages/people.ts";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import type { ActiveFilter } from "./filter-bar.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

const VERDICTS = ["eligible", "needs_data", "paused", "waiting", "not_eligible"];
const GRADES = [0, 1, 2, 3, 4];
const ASSISTANCE = [
  "tekun_dispersed",
  "tekun_centralised",
  "dibao",
  "dibao_margin",
  "expenditure_hardship",
  "other_low_income",
  "none",
];

type RosterRow = {
  readonly elderNo: string;
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly grade: number | null;
  readonly assistance: string | null;
  readonly verdict: string | null;
  readonly visitsAllowed: number | null;
  readonly provider: string | null;
};

type Roster = {
  readonly month: string;
  readonly name: string;
  readonly streetId: number | null;
  readonly verdict: string;
  readonly grade: number | null;
  readonly assistance: string;
  readonly providerId: string;
  readonly streets: readonly { readonly id: number; readonly nameZh: string; readonly nameEn: string }[];
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly total: number;
  readonly rows: readonly RosterRow[];
};

/** The choices of every filter, and which of them are in force. */
function useChoices(found: Roster) {
  const locale = useLocale();
  const choices = {
    street: found.streets.map((one) => ({
      value: String(one.id),
      label: locale === "en" ? one.nameEn : one.nameZh,
    })),
    verdict: VERDICTS.map((value) => ({ value, label: verdictWord(value, locale) })),
    grade: GRADES.map((grade) => ({ value: String(grade), label: gradeWord(grade, locale) })),
    assistance: ASSISTANCE.map((value) => ({ value, label: assistanceWord(value, locale) })),
    provider: found.providers.map(({ id, name }) => ({ value: id, label: name })),
  };
  const chosen = {
    street: String(found.streetId ?? ""),
    verdict: found.verdict,
    grade: String(found.grade ?? ""),
    assistance: found.assistance,
    provider: found.providerId,
  };
  const active = Object.entries(choices).flatMap(([name, options]): ActiveFilter[] => {
    const option = options.find(({ value }) => value === chosen[name as keyof typeof chosen]);
    return option ? [{ name, label: option.label }] : [];
  });
  return { choices, chosen, active: found.name === "" ? active : [{ name: "name", label: found.name }, ...active] };
}

export function RosterFilters({ found }: { found: Roster }) {
  const words = useWords(elderFileWords);
  const { choices, chosen, active } = useChoices(found);
  const select = (name: keyof typeof chosen, label: string) => (
    <Field
      kind="select"
      name={name}
      label={label}
      emptyLabel={words.all}
      defaultValue={chosen[name]}
      options={choices[name]}
    />
  );
  return (
    <FilterBar
      hits={found.total}
      active={active}
      kept={{ month: found.month }}
      more={
        <>
          {select("assistance", words.assistance)}
          {select("provider", words.provider)}
        </>
      }
    >
      <Field kind="search" name="name" label={words.search} defaultValue={found.name} maxLength={40} />
      {select("street", words.street)}
      {select("verdict", words.verdict)}
      {select("grade", words.grade)}
    </FilterBar>
  );
}

export function RosterTable({ caption, found }: { caption: string; found: Roster }) {
  const words = useWords(elderFileWords);
  const locale = useLocale();
  const verdictOf = ({ verdict }: RosterRow) =>
    verdict === null ? words.not_judged_short : <StateTag kind="verdict" code={verdict} />;
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={found.rows}
      rowKey={(row) => row.elderNo}
      columns={[
        {
          key: "elderNo",
          header: words.number,
          kind: "mono",
          cell: (row) => <Link to={`/office/elders/${row.elderNo}?month=${found.month}`}>{row.elderNo}</Link>,
        },
        { key: "name", header: words.name, kind: "nowrap", cell: (row) => row.name },
        {
          key: "street",
          header: words.street,
          kind: "nowrap",
          cell: (row) => (locale === "en" ? row.streetEn : row.streetZh),
        },
        { key: "grade", header: words.grade, kind: "nowrap", cell: (row) => gradeWord(row.grade, locale) },
        {
          key: "assistance",
          header: words.assistance,
          cell: (row) => (row.assistance === null ? null : assistanceWord(row.assistance, locale)),
        },
        { key: "verdict", header: words.verdict, kind: "nowrap", cell: verdictOf },
        { key: "provider", header: words.provider, cell: (row) => row.provider },
        { key: "visits", header: words.visits_allowed, kind: "number", cell: (row) => row.visitsAllowed },
      ]}
    />
  );
}
