/** The candidate list with its filters: verdict, every reason in words with its facts, and what the office does next. */
import { Link } from "@remix-run/react";
import { candidateWords, eligibilityFacts, nextStepWord } from "#app/messages/candidates.ts";
import { eligibilityReason, verdictWord } from "#app/messages/eligibility.ts";
import { gradeWord } from "#app/messages/people.ts";
import { afterColon } from "#app/messages/punctuation.ts";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Pagination } from "./pagination.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import type { StreetCounts } from "./street-verdicts.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Facts = Readonly<Record<string, string | number | boolean | null>>;
type Reason = { readonly code: string; readonly facts: Facts };

export type CandidateTableRow = {
  readonly elderNo: string;
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly verdict: string;
  readonly judgedOn: string;
  readonly visitsAllowed: number;
  readonly grade: number | null;
  readonly nextStep: string;
  readonly reasons: readonly Reason[];
};

type Found = {
  readonly month: string;
  readonly verdict: string;
  readonly reason: string;
  readonly streetId: number | null;
  readonly streets: readonly StreetCounts[];
  readonly reasons: Readonly<Record<string, number>>;
  readonly rows: readonly CandidateTableRow[];
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
};

/** Every reason as a line of its own: what it is, on which facts. */
export function ReasonList({ reasons }: { readonly reasons: readonly Reason[] }) {
  const locale = useLocale();
  return (
    <ul>
      {reasons.map(({ code, facts }) => {
        const found = eligibilityFacts(code, facts, locale);
        return (
          <li key={code}>
            {found === ""
              ? eligibilityReason(code, locale)
              : afterColon(eligibilityReason(code, locale), found, locale)}
          </li>
        );
      })}
    </ul>
  );
}

function CandidateFilters({ found, verdicts }: { found: Found; verdicts: readonly string[] }) {
  const words = useWords(candidateWords);
  const locale = useLocale();
  const streetName = (street: StreetCounts) => (locale === "en" ? street.streetEn : street.streetZh);
  const chosenStreet = found.streets.find(({ id }) => id === found.streetId);
  const active = [
    ...(found.verdict === "" ? [] : [{ name: "verdict", label: verdictWord(found.verdict, locale) }]),
    ...(found.reason === "" ? [] : [{ name: "reason", label: eligibilityReason(found.reason, locale) }]),
    ...(chosenStreet ? [{ name: "street", label: streetName(chosenStreet) }] : []),
  ];
  return (
    <FilterBar hits={found.total} active={active} kept={{ month: found.month }}>
      <Field
        kind="select"
        name="verdict"
        label={words.verdict}
        emptyLabel={words.all_verdicts}
        defaultValue={found.verdict}
        options={verdicts.map((value) => ({ value, label: verdictWord(value, locale) }))}
      />
      <Field
        kind="select"
        name="reason"
        label={words.reason_filter}
        emptyLabel={words.all_reasons}
        defaultValue={found.reason}
        options={Object.keys(found.reasons).map((value) => ({ value, label: eligibilityReason(value, locale) }))}
      />
      <Field
        kind="select"
        name="street"
        label={words.street}
        emptyLabel={words.all_streets}
        defaultValue={String(found.streetId ?? "")}
        options={found.streets.map((street) => ({ value: String(street.id), label: streetName(street) }))}
      />
    </FilterBar>
  );
}

function useCandidateColumns() {
  const words = useWords(candidateWords);
  const locale = useLocale();
  return [
    {
      key: "elderNo",
      header: words.number,
      kind: "mono" as const,
      cell: (row: CandidateTableRow) => <Link to={`/office/elders/${row.elderNo}`}>{row.elderNo}</Link>,
    },
    { key: "name", header: words.name, kind: "nowrap" as const, cell: (row: CandidateTableRow) => row.name },
    {
      key: "street",
      header: words.street,
      kind: "nowrap" as const,
      cell: (row: CandidateTableRow) => (locale === "en" ? row.streetEn : row.streetZh),
    },
    {
      key: "grade",
      header: words.grade,
      kind: "nowrap" as const,
      cell: (row: CandidateTableRow) => gradeWord(row.grade, locale),
    },
    {
      key: "verdict",
      header: words.verdict,
      kind: "nowrap" as const,
      cell: (row: CandidateTableRow) => (
        <StateTag kind="verdict" code={row.verdict} detail={words.as_of(row.judgedOn)} />
      ),
    },
    {
      key: "visits",
      header: words.visits,
      kind: "number" as const,
      cell: (row: CandidateTableRow) => row.visitsAllowed,
    },
    {
      key: "reasons",
      header: words.reason,
      cell: (row: CandidateTableRow) =>
        row.reasons.length === 0 ? words.no_reason : <ReasonList reasons={row.reasons} />,
    },
    {
      key: "next",
      header: words.next_step,
      kind: "nowrap" as const,
      cell: (row: CandidateTableRow) => nextStepWord(row.nextStep, locale),
    },
  ];
}

export function CandidateTable({ found, verdicts }: { found: Found; verdicts: readonly string[] }) {
  const words = useWords(candidateWords);
  const columns = useCandidateColumns();
  return (
    <Panel title={words.list}>
      <CandidateFilters found={found} verdicts={verdicts} />
      <DataTable caption={words.list} captionHidden rows={found.rows} rowKey={(row) => row.elderNo} columns={columns} />
      <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />
    </Panel>
  );
}
