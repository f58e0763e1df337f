/** Tables of the capacity forecast: what is missing by qualification, and needs against hands by street and subtype. */
import type { CodedText } from "#app/messages/locale.ts";
import { forecastWords } from "#app/messages/forecast.ts";
import { qualificationWord } from "#app/messages/people.ts";
import { listed } from "#app/messages/punctuation.ts";
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

export function StreetForecast({ rows }: { rows: readonly StreetRow[] }) {
  const words = useWords(forecastWords);
  const locale = useLocale();
  return (
    <Panel title={words.by_street} note={words.by_street_note} flush>
      <DataTable
        caption={words.by_street}
        captionHidden
        rows={rows}
        rowKey={(row) => `${row.streetId}-${row.subtype}`}
        isMarked={(row) => row.shortMinutes > 0}
        empty={<p>{words.no_rows}</p>}
        columns={[
          { key: "street", header: words.street, kind: "nowrap", cell: (row) => row.street[locale] },
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
    </Panel>
  );
}
