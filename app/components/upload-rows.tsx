/** Rows of a claim file: what each asked for, what became of it, and every reason in words. */
import type { SentenceFacts } from "#app/messages/locale.ts";
import { claimFileWords, uploadResultWord } from "#app/messages/claim-files.ts";
import { uploadReason } from "#app/messages/import-problems.ts";
import { DataTable } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type UploadRowView = {
  readonly key: string;
  readonly rowNo: number;
  readonly visitNo: string | null;
  readonly elderNo: string | null;
  readonly serviceOn: string | null;
  readonly askedFen: bigint | null;
  readonly result: string;
  readonly lapsed: boolean;
  readonly pendedUntil: string | null;
  readonly reasons: readonly { readonly code: string; readonly facts: SentenceFacts }[];
};

const TONES = { matched: "success", changed: "success", unchanged: "neutral", pended: "warning", refused: "danger" };

function Result({ row }: { row: UploadRowView }) {
  const words = useWords(claimFileWords);
  const locale = useLocale();
  const tone = TONES[row.result as keyof typeof TONES] as "success" | "neutral" | "warning" | "danger";
  return (
    <>
      <Tag tone={tone}>{uploadResultWord(row.result, locale)}</Tag>{" "}
      {row.pendedUntil !== null && (row.lapsed ? words.lapsed : words.until(row.pendedUntil))}
    </>
  );
}

function Reasons({ row }: { row: UploadRowView }) {
  const words = useWords(claimFileWords);
  const locale = useLocale();
  if (row.reasons.length === 0) return words.as_asked;
  return row.reasons.map(({ code, facts }) => (
    <div key={code}>{uploadReason(code, facts as Parameters<typeof uploadReason>[1], locale)}</div>
  ));
}

export function UploadRows({ rows, caption }: { rows: readonly UploadRowView[]; caption: string }) {
  const words = useWords(claimFileWords);
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: "row", header: words.row, kind: "number", cell: (row) => String(row.rowNo) },
        { key: "visit", header: words.visit, kind: "mono", cell: (row) => row.visitNo },
        { key: "elder", header: words.elder, kind: "mono", cell: (row) => row.elderNo },
        { key: "day", header: words.day, kind: "nowrap", cell: (row) => row.serviceOn },
        { key: "asked", header: words.asked, kind: "number", cell: (row) => <Money fen={row.askedFen} /> },
        { key: "result", header: words.result, cell: (row) => <Result row={row} /> },
        { key: "reasons", header: words.reasons, cell: (row) => <Reasons row={row} /> },
      ]}
    />
  );
}
