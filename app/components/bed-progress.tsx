/** Progress of the district's beds: figures against the target, streets as a table beside the drawn map, and the time spent in each state. */
import { Link } from "@remix-run/react";
import { bedWords } from "#app/messages/beds.ts";
import { stateWord } from "#app/messages/states.ts";
import { BarList } from "./bar-list.tsx";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Tiles } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { StateTag } from "./state-tag.tsx";
import { StreetMap, type StreetOnMap } from "./street-map.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type StreetRow = StreetOnMap & {
  readonly underWay: number;
  readonly inService: number;
  readonly suspended: number;
  readonly overdue: number;
};

type FiguresProps = { readonly target: number; readonly counted: number; readonly streets: readonly StreetRow[] };

export function ProgressFigures({ target, counted, streets }: FiguresProps) {
  const words = useWords(bedWords);
  const sum = (of: (row: StreetRow) => number) => streets.reduce((total, row) => total + of(row), 0);
  return (
    <Tiles>
      <StatTile
        question={words.target}
        value={countText(counted)}
        target={words.of_target(target)}
        share={counted / Math.max(1, target)}
      />
      <StatTile question={words.under_way} value={countText(sum((row) => row.underWay))} />
      <StatTile
        question={words.in_service_beds}
        value={countText(sum((row) => row.inService))}
        to="/office/beds?state=active"
      />
      <StatTile
        question={words.suspended_beds}
        value={countText(sum((row) => row.suspended))}
        to="/office/beds?state=suspended"
      />
      <StatTile
        question={words.overdue_beds}
        value={countText(sum((row) => row.overdue))}
        to="/office/beds?overdue=yes"
      />
    </Tiles>
  );
}

export function StreetProgressPanels({ streets }: { streets: readonly StreetRow[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <>
      <Panel title={words.map}>
        <StreetMap streets={streets} />
      </Panel>
      <Panel title={words.by_street} flush>
        <DataTable
          caption={words.by_street}
          captionHidden
          rows={streets}
          rowKey={(row) => String(row.id)}
          columns={[
            {
              key: "street",
              header: words.street,
              cell: (row) => (
                <Link to={`/office/beds?street=${row.id}`}>{locale === "en" ? row.nameEn : row.nameZh}</Link>
              ),
            },
            { key: "counted", header: words.target, kind: "number", cell: (row) => row.counted },
            { key: "way", header: words.under_way, kind: "number", cell: (row) => row.underWay },
            { key: "service", header: words.in_service_beds, kind: "number", cell: (row) => row.inService },
            { key: "suspended", header: words.suspended_beds, kind: "number", cell: (row) => row.suspended },
            { key: "overdue", header: words.overdue_beds, kind: "number", cell: (row) => row.overdue },
            { key: "beds", header: words.whole, kind: "number", cell: (row) => row.beds },
          ]}
        />
      </Panel>
    </>
  );
}

export function StatePanel({ states }: { states: readonly { readonly state: string; readonly beds: number }[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel title={words.by_state}>
      <BarList
        items={states
          .filter(({ beds }) => beds > 0)
          .map(({ state, beds }) => ({
            key: state,
            label: stateWord("bed", state).staff[locale],
            value: beds,
            text: countText(beds),
            to: `/office/beds?state=${state}`,
          }))}
      />
    </Panel>
  );
}

export type TimeRow = {
  readonly state: string;
  readonly stays: number;
  readonly medianDays: number | null;
  readonly longestOpenDays: number | null;
};

export function TimesPanel({ times }: { times: readonly TimeRow[] }) {
  const words = useWords(bedWords);
  return (
    <Panel title={words.times} note={words.times_note} flush>
      <DataTable
        caption={words.times}
        captionHidden
        rows={times}
        rowKey={(row) => row.state}
        columns={[
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <StateTag kind="bed" code={row.state} />,
          },
          { key: "stays", header: words.stays, kind: "number", cell: (row) => row.stays },
          {
            key: "median",
            header: words.median,
            kind: "number",
            cell: (row) => row.medianDays !== null && words.days(row.medianDays),
          },
          {
            key: "longest",
            header: words.longest,
            kind: "number",
            cell: (row) => row.longestOpenDays !== null && words.days(row.longestOpenDays),
          },
        ]}
      />
    </Panel>
  );
}
