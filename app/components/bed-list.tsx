/** Beds with what each waits for, and the waiting list in its published order. */
import { Link } from "@remix-run/react";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { assistanceWord, gradeWord } from "#app/messages/people.ts";
import { DataTable } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { ElderLink } from "./elder-link.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type BedLine = {
  readonly bedNo: string;
  readonly elderNo: string;
  readonly elderName: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly state: string;
  readonly since: string | null;
  readonly grade: number | null;
  readonly dueOn: string | null;
  readonly owedBy: string | null;
  readonly owedStep: string | null;
  readonly isOverdue: boolean;
};

/** Until when, with the word where it is late. */
export function DueDay({ dueOn, isOverdue }: { dueOn: string | null; isOverdue: boolean }) {
  const words = useWords(bedWords);
  if (dueOn === null) return null;
  return (
    <>
      <DateText date={dueOn} />{" "}
      {isOverdue && (
        <Tag tone="danger" icon="clock">
          {words.overdue}
        </Tag>
      )}
    </>
  );
}

export function BedList({ rows }: { rows: readonly BedLine[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel flush>
      <DataTable
        caption={words.list}
        captionHidden
        rows={rows}
        rowKey={(row) => row.bedNo}
        empty={<p>{words.no_beds}</p>}
        columns={[
          {
            key: "no",
            header: words.bed_no,
            kind: "mono",
            cell: (row) => <Link to={`/office/beds/${row.bedNo}`}>{row.bedNo}</Link>,
          },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => <ElderLink {...row} /> },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <StateTag kind="bed" code={row.state} />,
          },
          {
            key: "since",
            header: words.since,
            kind: "nowrap",
            cell: (row) => row.since !== null && <DateText date={row.since} />,
          },
          {
            key: "next",
            header: words.next,
            cell: (row) =>
              row.owedBy !== null &&
              row.owedStep !== null &&
              words.owed(bedWord("party", row.owedBy, locale), bedWord("step", row.owedStep, locale)),
          },
          { key: "due", header: words.due, kind: "nowrap", cell: (row) => <DueDay {...row} /> },
        ]}
      />
    </Panel>
  );
}

export type WaitingLine = BedLine & { readonly hardship: string | null; readonly queuedOn: string };

export function WaitingList({ order, rows }: { order: readonly string[]; rows: readonly WaitingLine[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const separator = locale === "en" ? ", " : "、";
  const told = order.map((name) => bedWord("order", name, locale)).join(separator);
  const placed = rows.map((row, index) => ({ ...row, place: index + 1 }));
  return (
    <Panel title={words.waiting} note={words.order_note(told)} flush id="waiting">
      <DataTable
        caption={words.waiting}
        captionHidden
        rows={placed}
        rowKey={(row) => row.bedNo}
        empty={<p>{words.nobody_waits}</p>}
        columns={[
          { key: "place", header: words.position, kind: "number", cell: (row) => row.place },
          {
            key: "no",
            header: words.bed_no,
            kind: "mono",
            cell: (row) => <Link to={`/office/beds/${row.bedNo}`}>{row.bedNo}</Link>,
          },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elderName },
          { key: "street", header: words.street, cell: (row) => (locale === "en" ? row.streetEn : row.streetZh) },
          {
            key: "hardship",
            header: words.hardship,
            cell: (row) => (row.hardship === null ? null : assistanceWord(row.hardship, locale)),
          },
          {
            key: "grade",
            header: words.grade,
            kind: "nowrap",
            cell: (row) => (row.grade === null ? null : gradeWord(row.grade, locale)),
          },
          { key: "queued", header: words.queued, kind: "nowrap", cell: (row) => <DateText date={row.queuedOn} /> },
        ]}
      />
    </Panel>
  );
}
