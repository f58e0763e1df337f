/** The published order of providers for an elder, with every number that it follows from. */
import { offerWords } from "#app/messages/offers.ts";
import { DataTable } from "./data-table.tsx";
import { Tag } from "./tag.tsx";
import { useWords } from "./words-context.tsx";

export type OrderWeights = {
  readonly load: number;
  readonly continuity: number;
  readonly travel: number;
  readonly failure: number;
};

export type OrderRow = {
  readonly place: number;
  /** Null at the provider's own desk, where only its own row is shown. */
  readonly provider: string | null;
  readonly cost: {
    readonly load: number;
    readonly continuity: number;
    readonly travel: number;
    readonly failure: number;
    readonly choice: number;
    readonly partOfMonth: number;
    readonly total: number;
  };
  readonly ticket: number;
  readonly mark: "present" | "asked" | "next" | null;
};

type PublishedOrderProps = {
  readonly rows: readonly OrderRow[];
  readonly weights: OrderWeights;
  readonly seed: string;
  readonly month: string;
};

export function PublishedOrder({ rows, weights, seed, month }: PublishedOrderProps) {
  const words = useWords(offerWords);
  const marks = { present: words.present_mark, asked: words.asked_mark, next: words.next_mark };
  const number = (key: string, header: string, of: (row: OrderRow) => number) => ({
    key,
    header,
    kind: "number" as const,
    cell: of,
  });
  const named = rows.some((row) => row.provider !== null);
  return (
    <>
      <p>{words.formula(weights.load, weights.continuity, weights.travel, weights.failure)}</p>
      <p>{`${words.seed} ${seed} · ${month}`}</p>
      <DataTable
        caption={words.order_table}
        captionHidden
        rows={rows}
        rowKey={(row) => String(row.place)}
        columns={[
          number("place", words.place, (row) => row.place),
          ...(named ? [{ key: "provider", header: words.provider, cell: (row: OrderRow) => row.provider }] : []),
          number("load", words.part_load, (row) => row.cost.load),
          number("continuity", words.part_continuity, (row) => row.cost.continuity),
          number("travel", words.part_travel, (row) => row.cost.travel),
          number("failure", words.part_failure, (row) => row.cost.failure),
          number("choice", words.part_choice, (row) => row.cost.choice),
          number("part", words.part_month, (row) => row.cost.partOfMonth),
          number("total", words.total, (row) => row.cost.total),
          number("ticket", words.ticket, (row) => row.ticket),
          ...(named
            ? [
                {
                  key: "mark",
                  header: words.state,
                  kind: "nowrap" as const,
                  cell: (row: OrderRow) =>
                    row.mark === null ? null : (
                      <Tag tone={row.mark === "next" ? "info" : "neutral"}>{marks[row.mark]}</Tag>
                    ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
