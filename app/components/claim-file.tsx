/** One claim file: its work while it is checked or written, what becomes of its rows in sum and one by one, and the problems by cell. */
import type { ComponentProps } from "react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { claimFileWords, uploadResultWord } from "#app/messages/claim-files.ts";
import { fileRefusalSentence } from "#app/messages/import-problems.ts";
import { importWords } from "#app/messages/import-screens.ts";
import { countText } from "./count-text.ts";
import { ImportBatchWork, type ImportJob } from "./import-batch.tsx";
import { ImportStateTag } from "./import-list.tsx";
import { ImportProblemList } from "./import-problem-list.tsx";
import { ImportSteps, type ImportVerdictBatch } from "./import-verdict.tsx";
import { Stack, Tiles } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { Pagination } from "./pagination.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { Tabs } from "./tabs.tsx";
import { UploadRows, type UploadRowView } from "./upload-rows.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Sum = { readonly result: string; readonly rows: number; readonly askedFen: bigint };

export type ClaimFileRows = {
  readonly result: string | null;
  readonly page: number;
  readonly pageSize: number;
  readonly sums: readonly Sum[];
  readonly rows: readonly UploadRowView[];
};

type ClaimFileProps = Omit<ComponentProps<typeof ImportProblemList>, "path" | "counts"> & {
  readonly base: string;
  readonly month: string;
  readonly job: ImportJob | null;
  readonly batch: ImportVerdictBatch & {
    readonly fileName: string;
    readonly problemCounts: ComponentProps<typeof ImportProblemList>["counts"];
    /** What becomes of the rows; null before the check. */
    readonly claims: Readonly<Record<string, { readonly rows: number; readonly askedFen: string }>> | null;
  };
  /** The rows as they are kept; null before the file is written. */
  readonly kept: ClaimFileRows | null;
};

const ORDER = ["matched", "changed", "unchanged", "pended", "refused"];

function sumsOf({ batch, kept }: Pick<ClaimFileProps, "batch" | "kept">): readonly Sum[] {
  if (kept !== null) return kept.sums;
  const { claims } = batch;
  return ORDER.map((result) => {
    const { rows, askedFen } = claims?.[result] ?? { rows: 0, askedFen: "0" };
    return { result, rows, askedFen: BigInt(askedFen) };
  });
}

function Verdict({ batch }: Pick<ClaimFileProps, "batch">) {
  const words = useWords(claimFileWords);
  const imports = useWords(importWords);
  const locale = useLocale();
  const said = () => {
    if (batch.fileRefusal !== null)
      return ["danger", imports.unreadable_title, fileRefusalSentence(batch.fileRefusal, locale)] as const;
    if (batch.state === "refused") return ["danger", words.refused_title, words.refused_text] as const;
    if (batch.state === "checked")
      return ["info", words.checked_title(countText(batch.rowCount)), words.checked_text] as const;
    if (batch.state === "applied") return ["success", words.applied_title, words.applied_text] as const;
    if (batch.state === "withdrawn") return ["info", imports.withdrawn_title, imports.withdrawn_text] as const;
    return ["info", imports.received_title, imports.received_text] as const;
  };
  const [tone, title, text] = said();
  return (
    <Notice tone={tone} title={title} announced>
      {text}
    </Notice>
  );
}

function Sums({ sums }: { sums: readonly Sum[] }) {
  const words = useWords(claimFileWords);
  const locale = useLocale();
  return (
    <Tiles>
      {sums.map(({ result, rows, askedFen }) => (
        <StatTile
          key={result}
          question={uploadResultWord(result, locale)}
          value={countText(rows)}
          note={`${words.asked} ${staffYuanText(fen(askedFen))}`}
        />
      ))}
    </Tiles>
  );
}

function Kept({ kept, path }: { kept: ClaimFileRows; path: string }) {
  const words = useWords(claimFileWords);
  const locale = useLocale();
  const all = kept.sums.reduce((sum, { rows }) => sum + rows, 0);
  const tabs = kept.sums
    .filter(({ rows }) => rows > 0)
    .map(({ result, rows }) => ({
      to: `${path}?result=${result}`,
      label: uploadResultWord(result, locale),
      current: kept.result === result,
      count: rows,
    }));
  const shown = kept.result === null ? all : (kept.sums.find((one) => one.result === kept.result)?.rows ?? 0);
  return (
    <Panel title={words.rows_title} flush>
      <Tabs tabs={[{ to: path, label: words.all, current: kept.result === null, count: all }, ...tabs]} />
      <UploadRows rows={kept.rows} caption={words.rows_title} />
      <Pagination page={kept.page} pageSize={kept.pageSize} total={shown} />
    </Panel>
  );
}

export function ClaimFile({ base, month, job, batch, kept, ...problems }: ClaimFileProps) {
  const words = useWords(claimFileWords);
  const isWorking = job !== null && job.state !== "failed";
  const path = `${base}/${batch.id}`;
  const isRead = batch.fileRefusal === null && ["checked", "applied"].includes(batch.state);
  return (
    <>
      <PageHeader
        trail={[{ to: `${base}?month=${month}`, label: words.title }]}
        title={batch.fileName}
        marks={isWorking ? undefined : <ImportStateTag state={batch.state} />}
        status={month}
      />
      {job !== null && <ImportBatchWork job={job} />}
      {!isWorking && (
        <Stack>
          <Verdict batch={batch} />
          {isRead && <Sums sums={sumsOf({ batch, kept })} />}
          {batch.state === "applied" && (
            <p>
              <LinkButton to={`/provider/claims?month=${month}`} kind="primary">
                {words.to_claims}
              </LinkButton>
            </p>
          )}
          {batch.hasContent && <ImportSteps batch={batch} base={base} />}
          {kept !== null && <Kept kept={kept} path={path} />}
          {kept === null && <ImportProblemList path={path} counts={batch.problemCounts} {...problems} />}
        </Stack>
      )}
    </>
  );
}
