/** The devices of a bed that waits for acceptance, as the registry knows them: nobody ticks that a device works. */
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { BedDeviceCheckView } from "./bed-facts.ts";
import { DataTable } from "./data-table.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

function Lacks({ lacks }: Pick<BedDeviceCheckView, "lacks">) {
  const words = useWords(bedWords);
  const locale = useLocale();
  if (lacks.length === 0) return <Tag tone="success">{words.device_proven}</Tag>;
  return (
    <>
      {lacks.map((lack) => (
        <Tag key={lack} tone="warning">
          {bedWord("lack", lack, locale)}
        </Tag>
      ))}
    </>
  );
}

export function BedDeviceChecks({ checks }: { checks: readonly BedDeviceCheckView[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <DataTable
      caption={words.device_checks}
      rows={checks}
      rowKey={(row) => row.serial}
      note={words.device_checks_note}
      columns={[
        { key: "serial", header: words.serial, kind: "mono", cell: (row) => row.serial },
        { key: "device", header: words.device, cell: (row) => bedWord("device", row.kind, locale) },
        {
          key: "seen",
          header: words.seen,
          kind: "nowrap",
          cell: (row) => row.seenAt !== null && <TimeText at={row.seenAt} />,
        },
        {
          key: "tested",
          header: words.tested,
          kind: "nowrap",
          cell: (row) => row.testedAt !== null && <TimeText at={row.testedAt} />,
        },
        { key: "lacks", header: words.state, cell: (row) => <Lacks lacks={row.lacks} /> },
      ]}
    />
  );
}
