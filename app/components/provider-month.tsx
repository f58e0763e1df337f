/** The provider's month: four sums in yuan, what the money at risk waits for, the scores with both counts, and each visit behind a number. */
import { Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { providerMonthWords } from "#app/messages/provider-month.ts";
import { listed } from "#app/messages/punctuation.ts";
import type { Locale } from "#app/messages/locale.ts";
import { DECLINE_CODES, declineWord, reasonWord } from "#app/messages/reasons.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Tiles } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { StateTag } from "./state-tag.tsx";
import { Tag } from "./tag.tsx";
import { tenthsText } from "./tenths-text.ts";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Amount = bigint | number;
type Sum = { readonly visits: number; readonly fen: Amount };
type Ratio = { readonly part: number; readonly whole: number };

export type ProviderMonth = {
  readonly month: string;
  readonly part: string | null;
  readonly missing: string | null;
  readonly quarter: string;
  readonly usage: {
    readonly tenths: number | null;
    readonly electronic: Ratio;
    readonly clean: Ratio;
    readonly electronicWeight: number;
    readonly cleanWeight: number;
    readonly minimum: number;
  };
  readonly outlook: Readonly<Record<"verified" | "at_risk" | "coming" | "lost", Sum>>;
  readonly byMissing: readonly { readonly code: string; readonly visits: number; readonly fen: Amount }[];
  readonly atRisk: readonly {
    readonly visitNo: string;
    readonly amountFen: Amount;
    readonly missing: readonly string[];
    readonly at: string;
    readonly name: string;
    readonly deliveryState: string;
    readonly approvalState: string;
  }[];
};

export type ScoreRow = {
  readonly name: string;
  readonly counted: Ratio;
  readonly tenths: number | null;
  /** Percent; null for what is only shown. */
  readonly minimum: number | null;
  /** Null where nothing is asked or nothing was counted. */
  readonly isReached: boolean | null;
};
export type EntryRow = {
  readonly key: string;
  readonly visitNo: string | null;
  readonly at: string;
  readonly name: string;
  readonly counts: boolean;
  readonly why: string | null;
};

const address = (month: string, asked: Readonly<Record<string, string>>) =>
  `/provider/month?${new URLSearchParams({ month, ...asked }).toString()}`;

/** An offer is declined for a reason of its own list. */
const whyWord = (code: string, locale: Locale) =>
  DECLINE_CODES.includes(code) ? declineWord(code, locale) : reasonWord(code, locale);

function useMissingWord(): (code: string) => string {
  const words = useWords(providerMonthWords);
  const locale = useLocale();
  return (code) => words.missing[code] ?? ruleTitle(code, locale);
}

export function OutlookTiles({ outlook }: Pick<ProviderMonth, "outlook">) {
  const words = useWords(providerMonthWords);
  return (
    <Tiles>
      {(["verified", "at_risk", "coming", "lost"] as const).map((place) => (
        <StatTile
          key={place}
          question={words[place]}
          value={staffYuanText(fen(outlook[place].fen))}
          note={words.visits(countText(outlook[place].visits))}
        />
      ))}
    </Tiles>
  );
}

export function RiskByMissing({ month, byMissing }: Pick<ProviderMonth, "month" | "byMissing">) {
  const words = useWords(providerMonthWords);
  const wordOf = useMissingWord();
  return (
    <Panel title={words.risk_title} note={words.risk_note} flush>
      <DataTable
        caption={words.risk_title}
        captionHidden
        rows={byMissing}
        rowKey={(row) => row.code}
        empty={<p>{words.risk_none}</p>}
        columns={[
          {
            key: "code",
            header: words.waits_for,
            cell: (row) => <Link to={address(month, { missing: row.code })}>{wordOf(row.code)}</Link>,
          },
          { key: "visits", header: words.count, kind: "number", cell: (row) => countText(row.visits) },
          {
            key: "fen",
            header: words.amount,
            unit: words.yuan,
            kind: "number",
            cell: (row) => <Money fen={row.fen} form="plain" />,
          },
        ]}
      />
    </Panel>
  );
}

export function AtRiskList({ month, missing, atRisk }: Pick<ProviderMonth, "month" | "missing" | "atRisk">) {
  const words = useWords(providerMonthWords);
  const locale = useLocale();
  const wordOf = useMissingWord();
  return (
    <Panel
      title={missing === null ? words.risk_list : `${words.risk_list} · ${wordOf(missing)}`}
      {...(missing !== null && { action: <Link to={address(month, {})}>{words.all_risk}</Link> })}
      flush
    >
      <DataTable
        caption={words.risk_list}
        captionHidden
        rows={atRisk}
        rowKey={(row) => row.visitNo}
        empty={<p>{words.risk_none}</p>}
        columns={[
          {
            key: "at",
            header: words.time,
            kind: "nowrap",
            cell: (row) => (
              <Link to={`/provider/visits/${row.visitNo}`}>
                <TimeText at={row.at} />
              </Link>
            ),
          },
          { key: "name", header: words.elder, kind: "nowrap", cell: (row) => row.name },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => (
              <>
                <StateTag kind="delivery" code={row.deliveryState} />{" "}
                <StateTag kind="approval" code={row.approvalState} />
              </>
            ),
          },
          { key: "missing", header: words.waits_for, cell: (row) => listed(row.missing.map(wordOf), locale) },
          {
            key: "fen",
            header: words.amount,
            unit: words.yuan,
            kind: "number",
            cell: (row) => <Money fen={row.amountFen} form="plain" />,
          },
        ]}
      />
    </Panel>
  );
}

export function UsageScore({ usage, quarter }: Pick<ProviderMonth, "usage" | "quarter">) {
  const words = useWords(providerMonthWords);
  const term = (weight: number, { part, whole }: Ratio) => words.term(weight, countText(part), countText(whole));
  return (
    <Tiles>
      <StatTile
        question={words.usage(quarter)}
        value={usage.tenths === null ? "—" : tenthsText(usage.tenths)}
        {...(usage.tenths !== null && { unit: words.points })}
        note={
          usage.tenths === null
            ? words.usage_none
            : words.formula(term(usage.electronicWeight, usage.electronic), term(usage.cleanWeight, usage.clean))
        }
        target={words.usage_min(usage.minimum)}
      />
    </Tiles>
  );
}

function Minimum({ row: { minimum, isReached } }: { row: ScoreRow }) {
  const words = useWords(providerMonthWords);
  if (minimum === null) return words.only_shown;
  if (isReached === null) return words.asked(minimum);
  return isReached ? (
    <Tag tone="success">{words.reached(minimum)}</Tag>
  ) : (
    <Tag tone="warning">{words.not_reached(minimum)}</Tag>
  );
}

export function ScoreTable({ month, rows }: { month: string; rows: readonly ScoreRow[] }) {
  const words = useWords(providerMonthWords);
  return (
    <Panel title={words.score} note={words.score_note} flush>
      <DataTable
        caption={words.score}
        captionHidden
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          {
            key: "part",
            header: words.part,
            cell: (row) => <Link to={address(month, { part: row.name })}>{words.parts[row.name]}</Link>,
          },
          {
            key: "sum",
            header: words.arithmetic,
            kind: "number",
            cell: ({ counted }) => words.of(countText(counted.part), countText(counted.whole)),
          },
          {
            key: "result",
            header: words.result,
            kind: "number",
            cell: (row) => (row.tenths === null ? words.no_data : `${tenthsText(row.tenths)}%`),
          },
          { key: "minimum", header: words.minimum, cell: (row) => <Minimum row={row} /> },
        ]}
      />
    </Panel>
  );
}

export function EntryList({ month, part, entries }: { month: string; part: string; entries: readonly EntryRow[] }) {
  const words = useWords(providerMonthWords);
  const locale = useLocale();
  return (
    <Panel
      title={words.entries}
      note={words.parts[part]}
      action={<Link to={address(month, {})}>{words.back}</Link>}
      flush
    >
      <DataTable
        caption={words.entries}
        captionHidden
        rows={entries}
        rowKey={(row) => row.key}
        empty={<p>{words.no_data}</p>}
        columns={[
          {
            key: "at",
            header: words.time,
            kind: "nowrap",
            cell: (row) =>
              row.visitNo === null ? (
                <>
                  {words.offer} <TimeText at={row.at} />
                </>
              ) : (
                <Link to={`/provider/visits/${row.visitNo}`}>
                  <TimeText at={row.at} />
                </Link>
              ),
          },
          { key: "name", header: words.elder, kind: "nowrap", cell: (row) => row.name },
          {
            key: "counts",
            header: words.counts,
            kind: "nowrap",
            cell: (row) => (
              <Tag tone={row.counts ? "success" : "neutral"} icon={row.counts ? "circle-check" : "circle-x"}>
                {row.counts ? words.counts_yes : words.counts_no}
              </Tag>
            ),
          },
          {
            key: "why",
            header: words.why,
            cell: (row) => (row.why === null ? "" : (words.whys[row.why] ?? whyWord(row.why, locale))),
          },
        ]}
      />
    </Panel>
  );
}
