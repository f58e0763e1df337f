/** Problems of a checked file, by kind as links and as one page of a table: the cell, what stands there, what is wrong in both languages. */
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import type { ProblemCount } from "#app/domain/imports/problem-summary.ts";
import { importProblemExpectation, importProblemFault, importProblemKind } from "#app/messages/import-problems.ts";
import { importWords } from "#app/messages/import-screens.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { Pagination } from "./pagination.tsx";
import { Tabs } from "./tabs.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type ImportProblemListProps = {
  /** Path of the batch's page. */
  readonly path: string;
  readonly counts: readonly ProblemCount[];
  readonly code: string | null;
  readonly problems: readonly ImportProblem[];
  readonly page: number;
  readonly pageSize: number;
  readonly listed: number;
  readonly isCut: boolean;
};

/** The sentence in the language of the page, and below it in the other one: offices forward it to whoever typed the file. */
function BothLanguages({ problem, say }: { problem: ImportProblem; say: typeof importProblemFault }) {
  const locale = useLocale();
  const other = locale === "en" ? "zh-CN" : "en";
  const [own, further] = [say(problem, locale), say(problem, other)];
  if (own === "") return null;
  return (
    <>
      <div>{own}</div>
      <div lang={other}>
        <small>{further}</small>
      </div>
    </>
  );
}

function ProblemTable({ problems }: { problems: readonly ImportProblem[] }) {
  const words = useWords(importWords);
  return (
    <DataTable
      caption={words.problems}
      captionHidden
      rows={problems.map((problem, index) => ({ ...problem, index }))}
      rowKey={(row) => String(row.index)}
      columns={[
        { key: "sheet", header: words.sheet, kind: "nowrap", cell: (row) => row.sheet },
        { key: "row", header: words.row, kind: "number", cell: (row) => String(row.row) },
        {
          key: "column",
          header: words.column,
          kind: "nowrap",
          cell: (row) => [row.column, row.header].filter((part) => part !== "").join(" "),
        },
        { key: "value", header: words.value, cell: (row) => row.value },
        {
          key: "level",
          header: words.state,
          kind: "nowrap",
          cell: (row) => (
            <Tag tone={row.level === "error" ? "danger" : "warning"}>
              {row.level === "error" ? words.level_error : words.level_warning}
            </Tag>
          ),
        },
        {
          key: "what",
          header: words.what,
          cell: (row) => <BothLanguages problem={row} say={importProblemFault} />,
        },
        {
          key: "expected",
          header: words.expected,
          cell: (row) => <BothLanguages problem={row} say={importProblemExpectation} />,
        },
      ]}
    />
  );
}

export function ImportProblemList(props: ImportProblemListProps) {
  const { path, counts, code, problems, page, pageSize, listed, isCut } = props;
  const words = useWords(importWords);
  const locale = useLocale();
  if (counts.length === 0) return null;
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const tabs = counts.map((count) => ({
    to: `${path}?code=${count.code}`,
    label: importProblemKind(count.code, locale),
    current: code === count.code,
    count: count.count,
  }));
  return (
    <Panel title={words.problems} {...(isCut && { note: words.cut })} flush>
      <Tabs tabs={[{ to: path, label: words.all_problems, current: code === null, count: all }, ...tabs]} />
      <ProblemTable problems={problems} />
      <Pagination page={page} pageSize={pageSize} total={listed} />
    </Panel>
  );
}
