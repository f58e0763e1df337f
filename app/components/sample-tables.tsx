/** The audit sample's parts: what it was drawn from, its strata, and the visits drawn. */
import { Link } from "@remix-run/react";
import { reviewWord, reviewWords } from "#app/messages/sample-reviews.ts";
import { sampleWord, sampleWords } from "#app/messages/samples.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Digest } from "./digest.tsx";
import { Notice } from "./notice.tsx";
import { Pagination } from "./pagination.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type SampleView = {
  readonly id: string;
  readonly algorithm: string;
  readonly policyVersion: string;
  readonly batchDigest: string;
  readonly factsDigest: string;
  readonly seed: string;
  readonly size: number;
  readonly afterReveal: boolean;
  readonly terms: {
    readonly audit_confidence: number;
    readonly audit_margin: number;
    readonly audit_reserve: number;
    readonly isFirstMonth: boolean;
  };
  readonly drawnBy: string;
  readonly drawnAt: string;
  readonly counts: Readonly<Record<"all" | "paid" | "refused" | "waiting", number>>;
  readonly strata: readonly {
    readonly key: string;
    readonly provider: string;
    readonly category: string;
    readonly lines: number;
    readonly bySize: number;
    readonly wanted: number;
  }[];
  readonly drawn: readonly {
    /** Null for a replacement. */
    readonly position: number | null;
    readonly replaces: string | null;
    /** "none", "hidden" while a second review is to come, or the verdict. */
    readonly verdict: string;
    readonly visitNo: string;
    readonly provider: string;
    readonly group: string;
    readonly category: string;
    readonly reasons: readonly string[];
  }[];
  readonly drawnCount: number;
  readonly page: number;
  readonly pageSize: number;
  readonly redrawn: boolean;
};

export function SampleFacts({ sample }: { sample: SampleView }) {
  const words = useWords(sampleWords);
  const { counts, terms } = sample;
  const why = words.size_why(String(terms.audit_confidence), String(terms.audit_margin), String(terms.audit_reserve));
  return (
    <Panel title={words.batch_title}>
      {sample.afterReveal && <Notice tone="warning">{words.after_reveal}</Notice>}
      <DefinitionList
        columns={2}
        items={[
          {
            term: words.population,
            value: words.population_of(counts.all, counts.paid, counts.refused, counts.waiting),
          },
          { term: words.size, value: sample.size, note: terms.isFirstMonth ? `${why} · ${words.first_month}` : why },
          { term: words.drawn_count, value: sample.drawnCount },
          {
            term: words.redraw,
            value: (
              <Tag
                tone={sample.redrawn ? "success" : "danger"}
                icon={sample.redrawn ? "circle-check" : "octagon-alert"}
              >
                {sample.redrawn ? words.same : words.different}
              </Tag>
            ),
          },
          { term: words.batch_digest, value: <Digest text={sample.batchDigest} whole /> },
          { term: words.facts_digest, value: <Digest text={sample.factsDigest} whole /> },
          { term: words.draw_seed, value: <Digest text={sample.seed} whole /> },
          { term: words.batch_id, value: <Digest text={sample.id} whole /> },
          { term: words.algorithm, value: sample.algorithm },
          { term: words.policy, value: sample.policyVersion },
          {
            term: words.drawn_by,
            value: (
              <>
                {sample.drawnBy.replace(/^user:/, "")} <TimeText at={sample.drawnAt} />
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

export function SampleStrata({ strata }: { strata: SampleView["strata"] }) {
  const words = useWords(sampleWords);
  const locale = useLocale();
  return (
    <Panel title={words.strata_title} flush>
      <DataTable
        caption={words.strata_title}
        captionHidden
        rows={strata}
        rowKey={(row) => row.key}
        columns={[
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          { key: "category", header: words.category, cell: (row) => sampleWord(row.category, locale) },
          { key: "lines", header: words.lines, kind: "number", cell: (row) => row.lines },
          { key: "size", header: words.by_size, kind: "number", cell: (row) => row.bySize },
          { key: "wanted", header: words.wanted, kind: "number", cell: (row) => row.wanted },
        ]}
      />
    </Panel>
  );
}

export function DrawnVisits({ sample, month }: { sample: SampleView; month: string }) {
  const words = useWords(sampleWords);
  const reviews = useWords(reviewWords);
  const locale = useLocale();
  return (
    <Panel title={words.drawn_title} flush>
      <DataTable
        caption={words.drawn_title}
        captionHidden
        rows={sample.drawn}
        rowKey={(row) => row.visitNo}
        columns={[
          {
            key: "visit",
            header: words.visit,
            kind: "mono",
            cell: (row) => <Link to={`/office/samples/${row.visitNo}?month=${month}`}>{row.visitNo}</Link>,
          },
          {
            key: "position",
            header: words.position,
            kind: "number",
            cell: (row) => row.position ?? reviews.replaces(row.replaces ?? ""),
          },
          {
            key: "verdict",
            header: reviews.verdict,
            kind: "nowrap",
            cell: (row) =>
              row.verdict === "none" || row.verdict === "hidden"
                ? reviews[row.verdict]
                : reviewWord(row.verdict, locale),
          },
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          { key: "group", header: words.group, cell: (row) => sampleWord(row.group, locale) },
          { key: "category", header: words.category, cell: (row) => sampleWord(row.category, locale) },
          {
            key: "why",
            header: words.why,
            cell: (row) => row.reasons.map((reason) => sampleWord(reason, locale)).join(locale === "en" ? ", " : "、"),
          },
        ]}
      />
      <Pagination page={sample.page} pageSize={sample.pageSize} total={sample.drawnCount} />
    </Panel>
  );
}
