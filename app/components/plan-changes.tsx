/** What a draft would change, visit by visit, and the cells that a list of differences between plans is made of. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { staffDateText } from "#app/domain/time/date-text.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { listed } from "#app/messages/punctuation.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type PlanPlace = LocalTime & { readonly workers: readonly string[] };

export const PLAN_DIFFERENCES = ["worker", "day", "time", "added", "gone"] as const;

export type PlanDifferenceWord = (typeof PLAN_DIFFERENCES)[number];

export type PlanChangeRow = {
  readonly visitNo: string;
  readonly elderNo: string;
  /** Masked. */
  readonly elder: string;
  readonly from: PlanPlace | null;
  readonly to: PlanPlace | null;
  readonly differs: readonly PlanDifferenceWord[];
};

export function PlanPlaceCell({ place }: { readonly place: PlanPlace | null }) {
  const words = useWords(planRunWords);
  const locale = useLocale();
  return place === null ? words.nobody : `${staffDateText(place.date, locale)} ${clockText(place.minute)}`;
}

/** The team of the one plan, and that of the other where it is another. */
export function PlanTeamCell({ from, to }: { readonly from: PlanPlace | null; readonly to: PlanPlace | null }) {
  const [before, after] = [from?.workers.join(" · ") ?? "", to?.workers.join(" · ") ?? ""];
  return before === "" || after === "" || before === after ? before || after : `${before} → ${after}`;
}

export function useDifferenceText(): (differs: readonly PlanDifferenceWord[]) => string {
  const words = useWords(planRunWords);
  const locale = useLocale();
  return (differs) =>
    listed(
      differs.map((one) => words[`differ_${one}`]),
      locale,
    );
}

type FilterProps = {
  readonly only: PlanDifferenceWord | null;
  readonly hits: number;
  readonly kept?: Readonly<Record<string, string>>;
};

/** A list of differences cut down to one kind. */
export function DifferenceFilter({ only, hits, kept = {} }: FilterProps) {
  const words = useWords(planRunWords);
  return (
    <FilterBar hits={hits} kept={kept} active={only === null ? [] : [{ name: "only", label: words[`differ_${only}`] }]}>
      <Field
        kind="select"
        name="only"
        label={words.only}
        emptyLabel={words.all}
        defaultValue={only ?? ""}
        options={PLAN_DIFFERENCES.map((one) => ({ value: one, label: words[`differ_${one}`] }))}
      />
    </FilterBar>
  );
}

type ChangesProps = {
  readonly month: PlainMonth;
  /** Of one page. */
  readonly rows: readonly PlanChangeRow[];
  readonly filter: ReactNode;
  readonly pages: ReactNode;
};

export function PlanChanges({ month, rows, filter, pages }: ChangesProps) {
  const words = useWords(planRunWords);
  const differenceText = useDifferenceText();
  const columns: Column<PlanChangeRow>[] = [
    {
      key: "elder",
      header: words.elder,
      kind: "nowrap",
      cell: (row) => (
        <Link to={`/office/calendar?by=elder&person=${encodeURIComponent(row.elderNo)}&month=${month}`}>
          {row.elder}
        </Link>
      ),
    },
    { key: "what", header: words.what, cell: (row) => differenceText(row.differs) },
    { key: "was", header: words.was, kind: "nowrap", cell: (row) => <PlanPlaceCell place={row.from} /> },
    { key: "will_be", header: words.will_be, kind: "nowrap", cell: (row) => <PlanPlaceCell place={row.to} /> },
    { key: "who", header: words.who, cell: (row) => <PlanTeamCell from={row.from} to={row.to} /> },
    { key: "visit", header: words.visit, kind: "mono", cell: (row) => row.visitNo },
  ];
  return (
    <Panel title={words.list} flush>
      {filter}
      <DataTable
        caption={words.list}
        captionHidden
        rows={rows}
        rowKey={(row) => row.visitNo}
        empty={<p>{words.list_none}</p>}
        columns={columns}
      />
      {pages}
    </Panel>
  );
}
