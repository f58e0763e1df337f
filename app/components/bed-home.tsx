/** What happens in the home of a bed: devices, alerts and visits. */
import { Link } from "@remix-run/react";
import { bedWord } from "#app/messages/bed-codes.ts";
import { alertKindWord, alertLevelWord, alertStandWord } from "#app/messages/alert-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { DataTable } from "./data-table.tsx";
import { deviceAddress } from "./device-registry.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type BedDeviceView = {
  readonly deviceNo: string;
  readonly typeCode: string;
  readonly externalId: string;
  readonly fromAt: string;
  readonly toAt: string | null;
  readonly seenAt: string | null;
  readonly batteryPercent: number | null;
};

export function BedDevices({ devices }: { devices: readonly BedDeviceView[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel title={words.devices} flush={devices.length > 0}>
      <DataTable
        caption={words.devices}
        captionHidden
        rows={devices}
        rowKey={(row) => `${row.deviceNo} ${row.fromAt}`}
        empty={<p>{words.devices_none}</p>}
        columns={[
          {
            key: "device",
            header: words.device,
            cell: (row) => <Link to={deviceAddress(row.deviceNo)}>{bedWord("device", row.typeCode, locale)}</Link>,
          },
          { key: "serial", header: words.serial, kind: "mono", cell: (row) => row.externalId },
          { key: "bound", header: words.bound, kind: "nowrap", cell: (row) => <TimeText at={row.fromAt} /> },
          {
            key: "seen",
            header: words.seen,
            kind: "nowrap",
            cell: (row) => row.seenAt !== null && <TimeText at={row.seenAt} />,
          },
          {
            key: "battery",
            header: words.battery,
            unit: "%",
            kind: "number",
            cell: (row) => row.batteryPercent,
          },
        ]}
      />
    </Panel>
  );
}

export type BedVisitView = {
  readonly visitNo: string;
  readonly plannedStart: string;
  readonly deliveryState: string;
  readonly provider: string;
};

export function BedVisits({ visits }: { visits: readonly BedVisitView[] }) {
  const words = useWords(bedWords);
  return (
    <Panel title={words.visits} flush={visits.length > 0}>
      <DataTable
        caption={words.visits}
        captionHidden
        rows={visits}
        rowKey={(row) => row.visitNo}
        empty={<p>{words.visits_none}</p>}
        columns={[
          {
            key: "no",
            header: words.visits,
            kind: "mono",
            cell: (row) => <Link to={`/office/visits/${row.visitNo}`}>{row.visitNo}</Link>,
          },
          { key: "at", header: words.at, kind: "nowrap", cell: (row) => <TimeText at={row.plannedStart} /> },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
          },
        ]}
      />
    </Panel>
  );
}

export type BedAlertView = {
  readonly alertNo: number;
  readonly kind: string;
  readonly level: string;
  readonly raisedAt: string;
  readonly state: string;
  readonly outcome: string | null;
};

export function BedAlerts({ alerts }: { alerts: readonly BedAlertView[] }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel title={words.alerts} flush={alerts.length > 0}>
      <DataTable
        caption={words.alerts}
        captionHidden
        rows={alerts}
        rowKey={(row) => String(row.alertNo)}
        empty={<p>{words.alerts_none}</p>}
        columns={[
          { key: "no", header: words.alerts, kind: "mono", cell: (row) => row.alertNo },
          { key: "at", header: words.at, kind: "nowrap", cell: (row) => <TimeText at={row.raisedAt} /> },
          {
            key: "kind",
            header: words.reason,
            cell: (row) => `${alertLevelWord(row.level, locale)} · ${alertKindWord(row.kind, locale)}`,
          },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => alertStandWord(row, locale) },
        ]}
      />
    </Panel>
  );
}
