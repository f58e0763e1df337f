/** Where people give up at the kiosks: every screen with how often and how long it was looked at, and how it was left. Nobody is named. */
import type { JudgedUse } from "#app/domain/kiosk/screen-use.ts";
import { kioskDevicesWords } from "#app/messages/kiosk-devices.ts";
import { kioskUseWords, usedScreenWord } from "#app/messages/office-kiosk-use.ts";
import { DataTable } from "./data-table.tsx";
import { PageHeader } from "./page-header.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export function KioskUseTable({ since, screens }: { since: string; screens: readonly JudgedUse[] }) {
  const words = useWords(kioskUseWords);
  const kiosks = useWords(kioskDevicesWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.lead(since)}
        trail={[{ to: "/office/kiosks", label: kiosks.title }]}
      />
      <DataTable
        caption={words.title}
        captionHidden
        rows={screens}
        rowKey={(row) => row.screen}
        empty={words.none}
        columns={[
          { key: "screen", header: words.screen, cell: (row) => usedScreenWord(row.screen, locale) },
          {
            key: "given-up",
            header: words.given_up,
            unit: "%",
            kind: "number",
            cell: (row) => row.givenUpPercent ?? words.no_giving_up,
          },
          { key: "shown", header: words.shown, kind: "number", cell: (row) => row.shown },
          { key: "seconds", header: words.mean, unit: words.seconds, kind: "number", cell: (row) => row.meanSeconds },
          { key: "left", header: words.left, kind: "number", cell: (row) => row.left },
          { key: "timed-out", header: words.timed_out, kind: "number", cell: (row) => row.timedOut },
          { key: "helped", header: words.helped, kind: "number", cell: (row) => row.helped },
        ]}
      />
    </>
  );
}
