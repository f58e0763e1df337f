/** Visits, claim lines, books and bank lines of each provider and of all: every number is a link to its rows, every difference has its names. */
import { Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { TIE_PLACES, type TiePlace } from "#app/domain/reconciliation/tie-out.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { tieOutWords } from "#app/messages/tie-out.ts";
import { DataTable } from "./data-table.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type TieLineView = {
  readonly providerCode: string;
  readonly sums: Readonly<Record<TiePlace, { readonly count: number; readonly amountFen: bigint }>>;
  readonly differenceFen: bigint;
  readonly named: readonly { readonly to: string; readonly code: string; readonly amountFen: bigint }[];
  readonly unnamedFen: bigint;
};

export type TieOutView = {
  readonly providers: readonly (TieLineView & { readonly name: string })[];
  readonly total: TieLineView;
};

type Asked = { readonly month: string; readonly line: TieLineView };

function query({ month, line }: Asked, rest: Readonly<Record<string, string>>): string {
  const provider = line.providerCode === "" ? {} : { provider: line.providerCode };
  return new URLSearchParams({ month, ...rest, ...provider }).toString();
}

function PlaceSum({ place, ...asked }: Asked & { place: TiePlace }) {
  const words = useWords(tieOutWords);
  const sum = asked.line.sums[place];
  return (
    <Link to={`/office/settlement/rows?${query(asked, { of: place })}`}>
      {sum.count} {words.rows_unit[place]}
      <br />
      <Money fen={sum.amountFen} />
    </Link>
  );
}

function Names({ month, line }: Asked) {
  const words = useWords(tieOutWords);
  const locale = useLocale();
  return (
    <>
      {line.named.map(({ to, code, amountFen }) => (
        <div key={`${to} ${code}`}>
          <Link to={`/office/settlement/difference?${query({ month, line }, { to, code })}`}>
            {differenceWord(code, locale)}
          </Link>{" "}
          <Money fen={amountFen} />
        </div>
      ))}
      {line.unnamedFen === 0n ? (
        <Tag tone="success" icon="circle-check">
          {words.agrees}
        </Tag>
      ) : (
        <Tag tone="danger" icon="octagon-alert">
          {words.unnamed(staffYuanText(fen(line.unnamedFen)))}
        </Tag>
      )}
    </>
  );
}

export function TieOutTable({ month, tieOut }: { month: string; tieOut: TieOutView }) {
  const words = useWords(tieOutWords);
  const { total } = tieOut;
  return (
    <Panel title={words.title} note={words.note} id="tie-out" flush>
      <DataTable
        caption={words.title}
        captionHidden
        rows={tieOut.providers}
        rowKey={(row) => row.providerCode}
        totalLabel={words.all}
        note={words.difference_note}
        columns={[
          {
            key: "provider",
            header: words.provider,
            cell: (row) => (
              <Link to={`/office/settlement?${new URLSearchParams({ month, provider: row.providerCode }).toString()}`}>
                {row.name}
              </Link>
            ),
          },
          ...TIE_PLACES.map((place) => ({
            key: place,
            header: words.place[place],
            kind: "number" as const,
            cell: (row: TieOutView["providers"][number]) => <PlaceSum month={month} line={row} place={place} />,
            total: <PlaceSum month={month} line={total} place={place} />,
          })),
          {
            key: "difference",
            header: words.difference,
            kind: "number",
            cell: (row) => <Money fen={row.differenceFen} />,
            total: <Money fen={total.differenceFen} />,
          },
          {
            key: "names",
            header: words.names,
            cell: (row) => <Names month={month} line={row} />,
            total: <Names month={month} line={total} />,
          },
        ]}
      />
    </Panel>
  );
}
