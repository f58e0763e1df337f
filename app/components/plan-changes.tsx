/** What a draft would change, visit by visit, and the cells that a list of differences between plans is made of. */
import { Link } from "@remix-run/react";
import { staffDateText } from "#app/domain/time/date-text.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { planRunWords } from "#app/messages/plan-runs.ts";
import { listed } from "#app/messages/punctuation.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type PlanPlace = LocalTime & { readonly workers: readonly string[] };

export type PlanDifferenceWord = "day" | "time" | "worker" | "added" | "gone";

export type PlanChangeRow = {
  readonly visitNo: string;
  readonly elderNo: string;
  /** Masked. */
  readonly elder: string;
  readonly from: PlanPlace | null;
  readonly to: PlanPlace | null;
  readonly differs: readonly PlanDifferenceWord[];
};

/** Rows that a page can show without becoming a file. */
const SHOWN = 200;

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

const differsOf = ({ from, to, differs }: PlanChangeRow): readonly PlanDifferenceWord[] =>
  from === null ? ["added"] : to === null ? ["gone"] : differs;

export function PlanChanges({ month, rows }: { readonly month: PlainMonth; readonly rows: readonly PlanChangeRow[] }) {
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
    { key: "what", header: words.what, cell: (row) => differenceText(differsOf(row)) },
    { key: "was", header: words.was, kind: "nowrap", cell: (row) => <PlanPlaceCell place={row.from} /> },
    { key: "will_be", header: words.will_be, kind: "nowrap", cell: (row) => <PlanPlaceCell place={row.to} /> },
    { key: "who", header: words.who, cell: (row) => <PlanTeamCell from={row.from} to={row.to} /> },
    { key: "visit", header: words.visit, kind: "mono", cell: (row) => row.visitNo },
  ];
  if (rows.length === 0) return null;
  const shown = rows.slice(0, SHOWN);
  return (
    <Panel
      title={words.list}
      note={shown.length < rows.length ? words.list_note(shown.length, rows.length) : undefined}
      flush
    >
      <DataTable caption={words.list} captionHidden rows={shown} rowKey={(row) => row.visitNo} columns={columns} />
    </Panel>
  );
}
