/** The project year's 人次: figures against the target, and everybody who cannot get there any more. */
import { Link } from "@remix-run/react";
import { personTimeWords } from "#app/messages/person-times.ts";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Tiles } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Figures = {
  readonly target: number;
  readonly confirmed: boolean;
  readonly reached: number;
  readonly underWay: number;
  readonly outOfReach: number;
};

export function PersonTimeFigures({ target, confirmed, reached, underWay, outOfReach }: Figures) {
  const words = useWords(personTimeWords);
  return (
    <Tiles>
      <StatTile
        question={words.reached}
        value={countText(reached)}
        target={words.of_target(target)}
        share={reached / Math.max(1, target)}
        unconfirmed={!confirmed}
      />
      <StatTile question={words.under_way} value={countText(underWay)} />
      <StatTile question={words.out_of_reach} value={countText(outOfReach)} />
    </Tiles>
  );
}

export type PersonRow = {
  readonly elderNo: string;
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly countedInYear: number;
  readonly missing: number;
  readonly possible: number;
};

export function PersonTimeList({ rows }: { rows: readonly PersonRow[] }) {
  const words = useWords(personTimeWords);
  const locale = useLocale();
  return (
    <Panel title={words.list} note={words.list_note} flush>
      <DataTable
        caption={words.list}
        captionHidden
        rows={rows}
        rowKey={(row) => row.elderNo}
        empty={words.none}
        columns={[
          {
            key: "elder",
            header: words.elder,
            cell: (row) => <Link to={`/office/elders/${row.elderNo}`}>{`${row.name} ${row.elderNo}`}</Link>,
          },
          { key: "street", header: words.street, cell: (row) => (locale === "en" ? row.streetEn : row.streetZh) },
          { key: "counted", header: words.counted, kind: "number", cell: (row) => row.countedInYear },
          { key: "missing", header: words.missing, kind: "number", cell: (row) => row.missing },
          { key: "possible", header: words.possible, kind: "number", cell: (row) => row.possible },
        ]}
      />
    </Panel>
  );
}
