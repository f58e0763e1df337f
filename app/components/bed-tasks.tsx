/** Tasks of organisations: what, where, by when, and what their step still misses, each missing paper a link to where it is filed. */
import { Link } from "@remix-run/react";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { DueDay, type BedLine } from "./bed-list.tsx";
import { itemText } from "./bed-step-fields.tsx";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type BedTask = BedLine & {
  readonly role: string;
  readonly step: string;
  /** Null while nobody is named. */
  readonly organisation: string | null;
  readonly missing: readonly string[];
  /** Named before-13 and after-13. */
  readonly missingPhotos: readonly string[];
};

/** What is missing, as links for who may file it. */
function Missing({ bedNo, missing, missingPhotos, mayAct }: BedTask & { readonly mayAct: boolean }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const photos = missingPhotos.map((photo) => {
    const [when = "", itemNo = ""] = photo.split("-");
    const kind = `photo_${when}`;
    return {
      kind,
      item: `&item=${itemNo}`,
      label: `${bedWord("document", kind, locale)} ${itemText(Number(itemNo), locale)}`,
    };
  });
  const papers = missing.map((kind) => ({ kind, item: "", label: bedWord("document", kind, locale) }));
  const all = [...papers, ...photos];
  if (all.length === 0) return <>{words.papers_whole}</>;
  return (
    <details>
      <summary>{words.papers_missing(all.length)}</summary>
      <ul>
        {all.map(({ kind, item, label }) => (
          <li key={`${kind}${item}`}>
            {mayAct ? <Link to={`/office/beds/${bedNo}/documents?kind=${kind}${item}`}>{label}</Link> : label}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function BedTasks({ tasks, mayAct }: { tasks: readonly BedTask[]; mayAct: boolean }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel flush>
      <DataTable
        caption={words.tasks}
        captionHidden
        rows={tasks}
        rowKey={(row) => row.bedNo}
        empty={<p>{words.tasks_none}</p>}
        columns={[
          {
            key: "organisation",
            header: words.organisation,
            cell: (row) => row.organisation ?? words.nobody_named(bedWord("role", row.role, locale)),
          },
          { key: "step", header: words.next, kind: "nowrap", cell: (row) => bedWord("step", row.step, locale) },
          {
            key: "no",
            header: words.bed_no,
            kind: "mono",
            cell: (row) => <Link to={`/office/beds/${row.bedNo}`}>{row.bedNo}</Link>,
          },
          {
            key: "where",
            header: words.elder,
            cell: (row) => `${row.elderName} · ${locale === "en" ? row.streetEn : row.streetZh} ${row.community ?? ""}`,
          },
          { key: "due", header: words.due, kind: "nowrap", cell: (row) => <DueDay {...row} /> },
          { key: "missing", header: words.documents, cell: (row) => <Missing {...row} mayAct={mayAct} /> },
        ]}
      />
    </Panel>
  );
}
