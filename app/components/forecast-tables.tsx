/** Tables of the capacity forecast: what is missing by qualification, and needs against hands by street and subtype. */
import type { CodedText } from "#app/messages/locale.ts";
import { forecastWords } from "#app/messages/forecast.ts";
import { qualificationWord } from "#app/messages/people.ts";
import { afterColon, listed } from "#app/messages/punctuation.ts";
import { countText } from "./count-text.ts";
import { DataTable } from "./data-table.tsx";
import { Panel } from "./panel.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type QualificationRow = {
  readonly groups: readonly (readonly string[])[];
  readonly neededMinutes: number;
  readonly shortMinutes: number;
  readonly streets: readonly CodedText[];
};

export type StreetRow = {
  readonly streetId: number;
  readonly street: CodedText;
  readonly subtype: string;
  readonly subtypeName: CodedText;
  readonly visits: number;
  readonly neededMinutes: number;
  readonly qualifiedWorkers: number;
  readonly reachableMinutes: number;
  readonly shortMinutes: number;
};

/** Hours, rounded up where something is missing so that a shortage is never shown as none. */
export const hoursText = (minutes: number) => countText(Math.ceil(minutes / 60));
export const wholeHoursText = (minutes: number) => countText(Math.floor(minutes / 60));

export function QualificationShortages({ rows }: { rows: readonly QualificationRow[] }) {
  const words = useWords(forecastWords);
  const locale = useLocale();
  const nameOf = ({ groups }: QualificationRow) => {
    if (groups.length === 0) return words.accompanying;
    const names = groups.map((group) => {
      const codes = listed(
        group.map((code) => qualificationWord(code, locale)),
        locale,
      );
      return group.length > 1 ? words.any_of(codes) : codes;
    });
    return listed(names, locale);
  };
  return (
    <Panel title={words.by_qualification} note={words.by_qualification_note} flush>
      <DataTable
        caption={words.by_qualification}
        captionHidden
        rows={rows}
        rowKey={({ groups }) => groups.join("+")}
        empty={<p>{words.no_rows}</p>}
        columns={[
          { key: "qualification", header: words.qualification, cell: nameOf },
          {
            key: "needed",
            header: words.needed,
            unit: words.hours,
            kind: "number",
            cell: (row) => hoursText(row.neededMinutes),
          },
          {
            key: "short",
            header: words.short,
            unit: words.hours,
            kind: "number",
            cell: (row) => hoursText(row.shortMinutes),
          },
          {
            key: "streets",
            header: words.streets_short,
            cell: (row) =>
              row.streets.length === 0
                ? "—"
                : listed(
                    row.streets.map((street) => street[locale]),
                    locale,
                  ),
          },
        ]}
      />
    </Panel>
  );
}

/** Streets whose rows are open from the start: one alone, or a few with a shortage. */
const OPEN_STREETS = 3;

/** Street by street, to be opened without client JavaScript: all rows at once are some hundreds. */
export function StreetForecast({ rows }: { rows: readonly StreetRow[] }) {
  const words = useWords(forecastWords);
  const locale = useLocale();
  const streets = [...new Set(rows.map(({ streetId }) => streetId))].map((streetId) => {
    const own = rows.filter((row) => row.streetId === streetId);
    const sum = (of: (row: StreetRow) => number) => own.reduce((total, row) => total + of(row), 0);
    return { streetId, own, needed: sum((row) => row.neededMinutes), short: sum((row) => row.shortMinutes) };
  });
  const shortStreets = streets.filter(({ short }) => short > 0).length;
  const isOpen = (short: number) => streets.length === 1 || (short > 0 && shortStreets <= OPEN_STREETS);
  return (
    <Panel title={words.by_street} note={words.by_street_note}>
      {streets.length === 0 && <p>{words.no_rows}</p>}
      {streets.map(({ streetId, own, needed, short }) => (
        <details key={streetId} open={isOpen(short)}>
          <summary>
            {afterColon(
              own[0]?.street[locale] ?? "",
              words.street_summary(hoursText(needed), hoursText(short)),
              locale,
            )}
          </summary>
          <StreetTable rows={own} />
        </details>
      ))}
    </Panel>
  );
}

function StreetTable({ rows }: { rows: readonly StreetRow[] }) {
  const words = useWords(forecastWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.by_street}
      captionHidden
      rows={rows}
      rowKey={(row) => row.subtype}
      isMarked={(row) => row.shortMinutes > 0}
      columns={[
        { key: "subtype", header: words.subtype, cell: (row) => row.subtypeName[locale] },
        { key: "visits", header: words.visits, kind: "number", cell: (row) => countText(row.visits) },
        {
          key: "needed",
          header: words.needed,
          unit: words.hours,
          kind: "number",
          cell: (row) => hoursText(row.neededMinutes),
        },
        { key: "workers", header: words.workers, kind: "number", cell: (row) => countText(row.qualifiedWorkers) },
        {
          key: "reachable",
          header: words.reachable,
          unit: words.hours,
          kind: "number",
          cell: (row) => wholeHoursText(row.reachableMinutes),
        },
        {
          key: "short",
          header: words.short,
          unit: words.hours,
          kind: "number",
          cell: (row) => hoursText(row.shortMinutes),
        },
      ]}
    />
  );
}
