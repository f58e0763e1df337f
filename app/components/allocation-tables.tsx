/** Loads of the providers, and each elder's allocation with every provider that was considered. */
import { Link } from "@remix-run/react";
import { allocationWords } from "#app/messages/allocation.ts";
import { allocationReason } from "#app/messages/planning.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ProviderLoad = {
  readonly contractId: string;
  readonly name: string;
  readonly elders: number;
  readonly visits: number;
  readonly targetVisits: number;
  readonly capacity: number;
};

export type AllocatedElder = {
  readonly elderNo: string;
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly provider: string | null;
  readonly wished: string | null;
  readonly chosenFor: string;
  readonly considered: readonly {
    readonly provider: string;
    readonly verdict: string;
    readonly reasons: readonly string[];
    readonly points: number | null;
    /** What would have to change for the elder to come here. */
    readonly change: {
      readonly points: number | null;
      readonly movers: number;
      readonly leavesOut: boolean;
      readonly onePlaceIsEnough: boolean;
    } | null;
  }[];
};

export function LoadTable({ loads }: { loads: readonly ProviderLoad[] }) {
  const words = useWords(allocationWords);
  const share = (load: ProviderLoad) => `${Math.round((load.visits / Math.max(1, load.capacity)) * 100)}%`;
  return (
    <Panel title={words.loads} flush>
      <DataTable
        caption={words.loads}
        captionHidden
        rows={loads}
        rowKey={(load) => load.contractId}
        columns={[
          { key: "name", header: words.provider, cell: (load) => load.name },
          { key: "elders", header: words.people, kind: "number", cell: (load) => load.elders },
          { key: "visits", header: words.visits, kind: "number", cell: (load) => load.visits },
          { key: "target", header: words.target, kind: "number", cell: (load) => load.targetVisits },
          { key: "capacity", header: words.capacity, kind: "number", cell: (load) => load.capacity },
          { key: "share", header: words.share, kind: "number", cell: share },
        ]}
      />
    </Panel>
  );
}

/** Every provider that was considered, and what spoke for or against it. */
export function Considered({ considered }: Pick<AllocatedElder, "considered">) {
  const words = useWords(allocationWords);
  const locale = useLocale();
  const stop = locale === "en" ? ": " : "：";
  return (
    <details>
      <summary>{words.considered_count(considered.length)}</summary>
      <ul>
        {considered.map((one) => (
          <li key={one.provider}>
            {one.provider}
            {stop}
            {[
              ...(one.verdict === "chosen"
                ? [words.chosen]
                : one.reasons.map((code) => allocationReason(code, locale))),
              ...(one.points === null ? [] : [words.points(one.points)]),
            ].join(" · ")}
            {one.change !== null && <div>{changeText(one.change, words)}</div>}
          </li>
        ))}
      </ul>
    </details>
  );
}

type Change = NonNullable<AllocatedElder["considered"][number]["change"]>;

function changeText(change: Change, words: (typeof allocationWords)["zh-CN"]): string {
  const { points, movers, leavesOut, onePlaceIsEnough } = change;
  const now = leavesOut
    ? words.change_takes_place
    : points === null
      ? words.change_impossible
      : words.change_costs(points, movers);
  return onePlaceIsEnough ? `${words.change_one_place} ${now}` : now;
}

/** Why this provider, or why none and what would help. */
export function Why({ row }: { row: Pick<AllocatedElder, "chosenFor" | "wished" | "provider"> }) {
  const words = useWords(allocationWords);
  const locale = useLocale();
  const isFull = row.chosenFor === "no_capacity_left";
  return (
    <>
      {allocationReason(row.chosenFor, locale)}
      {row.wished !== null && <div>{words.wished(row.wished)}</div>}
      {row.provider === null && <div>{isFull ? words.remedy_full : words.remedy_fit}</div>}
    </>
  );
}

export function AllocationTable({ rows }: { rows: readonly AllocatedElder[] }) {
  const words = useWords(allocationWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.list}
      captionHidden
      rows={rows}
      rowKey={(row) => row.elderNo}
      columns={[
        {
          key: "elderNo",
          header: words.number,
          kind: "mono",
          cell: (row) => <Link to={`/office/elders/${row.elderNo}`}>{row.elderNo}</Link>,
        },
        { key: "name", header: words.name, kind: "nowrap", cell: (row) => row.name },
        {
          key: "street",
          header: words.street,
          kind: "nowrap",
          cell: (row) => (locale === "en" ? row.streetEn : row.streetZh),
        },
        { key: "provider", header: words.provider, cell: (row) => row.provider ?? words.no_provider },
        { key: "why", header: words.why, cell: (row) => <Why row={row} /> },
        { key: "considered", header: words.considered, cell: (row) => <Considered considered={row.considered} /> },
      ]}
    />
  );
}
