/** Appeals as a table, for the provider who filed them and the office that answers. */
import { Link } from "@remix-run/react";
import { appealKindWord, appealStateWord, appealWords } from "#app/messages/appeals.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AppealView = {
  readonly appealNo: string;
  readonly about: "line" | "clawback";
  readonly visitNo: string;
  readonly elderName: string;
  readonly provider: string;
  readonly month: string;
  readonly contestedFen: string;
  readonly filedBy: string | null;
  readonly filedAt: string;
  readonly answerBy: string;
  readonly isLate: boolean;
  /** When it passed to the head of the district; null before. */
  readonly escalatedAt: string | null;
  readonly state: string;
  readonly awardedFen: string | null;
  readonly decidedBy: string | null;
  readonly decision: string | null;
};

const TONES: Readonly<Record<string, "warning" | "success" | "info" | "neutral">> = {
  filed: "warning",
  upheld: "success",
  partly: "info",
  dismissed: "neutral",
};

function Outcome({ row }: { row: AppealView }) {
  const words = useWords(appealWords);
  const locale = useLocale();
  return (
    <>
      <Tag tone={TONES[row.state] ?? "neutral"}>{appealStateWord(row.state, locale)}</Tag>
      {row.isLate && <Tag tone="danger">{row.escalatedAt === null ? words.late : words.escalated}</Tag>}
      {row.decision !== null && (
        <>
          <br />
          {row.decision}
        </>
      )}
      {row.decidedBy !== null && (
        <>
          <br />
          {words.decided_by(row.decidedBy)}
        </>
      )}
    </>
  );
}

/** @param to address of one appeal, for those who answer; null where the row leads to the visit alone */
export function AppealList(props: {
  readonly title: string;
  readonly rows: readonly AppealView[];
  readonly to: ((appealNo: string) => string) | null;
}) {
  const { title, rows, to } = props;
  const words = useWords(appealWords);
  const locale = useLocale();
  const provider: Column<AppealView> = { key: "provider", header: words.provider, cell: (row) => row.provider };
  return (
    <Panel title={title} flush>
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.appealNo}
        empty={words.no_appeals}
        columns={[
          {
            key: "visit",
            header: words.visit,
            kind: "nowrap",
            cell: (row) => (
              <>
                <Link to={to === null ? `/provider/visits/${row.visitNo}` : to(row.appealNo)}>{row.visitNo}</Link>
                <br />
                {appealKindWord(row.about, locale)} · {row.month}
              </>
            ),
          },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elderName },
          ...(to === null ? [] : [provider]),
          {
            key: "filed",
            header: words.filed,
            cell: (row) => (
              <>
                <TimeText at={row.filedAt} />
                {row.filedBy !== null && (
                  <>
                    <br />
                    {words.filed_by(row.filedBy)}
                  </>
                )}
              </>
            ),
          },
          { key: "answer", header: words.answer_by, kind: "nowrap", cell: (row) => row.answerBy },
          {
            key: "contested",
            header: words.contested,
            kind: "number",
            cell: (row) => <Money fen={BigInt(row.contestedFen)} />,
          },
          {
            key: "awarded",
            header: words.awarded,
            kind: "number",
            cell: (row) => row.awardedFen !== null && <Money fen={BigInt(row.awardedFen)} />,
          },
          { key: "state", header: words.state, cell: (row) => <Outcome row={row} /> },
        ]}
      />
    </Panel>
  );
}
