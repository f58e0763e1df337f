/** Kiosks as the offices watch them: state in words, last contact, and the step that takes one out of use at once. */
import { Form } from "@remix-run/react";
import { REVOKE_REASONS } from "#app/domain/kiosk/device-record.ts";
import type { KioskState } from "#app/domain/kiosk/device-health.ts";
import { ailmentWord, kioskDevicesWords, kioskStateWord, revokeReasonWord } from "#app/messages/kiosk-devices.ts";
import { kioskUseWords } from "#app/messages/office-kiosk-use.ts";
import type { Tone } from "#app/messages/state-words.ts";
import { Button } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { KioskReport, type ReportedKiosk } from "./kiosk-report.tsx";
import { Row } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ListedKiosk = {
  readonly deviceNo: string;
  readonly street: { readonly "zh-CN": string; readonly en: string };
  readonly place: string;
  readonly panelTenthInch: number;
  readonly orientation: string;
  readonly bottomEdgeMm: number;
  readonly seatedDefault: boolean;
  readonly state: KioskState;
  readonly ailments: readonly string[];
  /** Those of which the staff there are told, while they last. */
  readonly faults: readonly { readonly code: string; readonly beganAt: string; readonly isTold: boolean }[];
  /** null before the first heartbeat of a start. */
  readonly report: ReportedKiosk | null;
  readonly waiting: number;
  readonly seenAt: string | null;
  readonly revoked: { readonly at: string; readonly reason: string } | null;
  readonly tries: "open" | "staff" | "spray";
};

const TONES: Readonly<Record<KioskState, Tone>> = {
  well: "success",
  ailing: "warning",
  silent: "danger",
  resting: "neutral",
  waiting: "info",
  revoked: "neutral",
};

function Faults({ faults }: Pick<ListedKiosk, "faults">) {
  const words = useWords(kioskDevicesWords);
  const locale = useLocale();
  return faults.map(({ code, beganAt, isTold }) => (
    <div key={code}>
      <p>
        {ailmentWord(code, locale)} · {words.fault_since} <TimeText at={beganAt} />
      </p>
      <p>{isTold ? words.fault_told : words.fault_untold}</p>
    </div>
  ));
}

function State({ kiosk }: { kiosk: ListedKiosk }) {
  const words = useWords(kioskDevicesWords);
  const locale = useLocale();
  const inUse = kiosk.revoked === null;
  const ailments = kiosk.ailments.filter((code) => !kiosk.faults.some((fault) => fault.code === code));
  return (
    <>
      <Tag tone={TONES[kiosk.state]}>{kioskStateWord(kiosk.state, locale)}</Tag>
      {kiosk.revoked !== null && <p>{revokeReasonWord(kiosk.revoked.reason, locale)}</p>}
      {inUse && <Faults faults={kiosk.faults} />}
      {inUse && ailments.map((code) => <p key={code}>{ailmentWord(code, locale)}</p>)}
      {inUse && kiosk.waiting > 0 && <p>{words.waiting(kiosk.waiting)}</p>}
      {inUse && kiosk.tries === "spray" && <p>{words.spray}</p>}
      {inUse && kiosk.tries === "staff" && <p>{words.tries}</p>}
    </>
  );
}

function Revoke({ deviceNo }: { deviceNo: string }) {
  const words = useWords(kioskDevicesWords);
  const locale = useLocale();
  const options = REVOKE_REASONS.map((value) => ({ value, label: revokeReasonWord(value, locale) }));
  return (
    <Form method="post">
      <input type="hidden" name="deviceNo" value={deviceNo} />
      <Row>
        <Field kind="select" name="reason" id={`reason-${deviceNo}`} label={words.reason} options={options} required />
        <Button kind="danger" size="small" aria-label={words.revoke_of(deviceNo)}>
          {words.revoke}
        </Button>
      </Row>
    </Form>
  );
}

type KioskListProps = {
  readonly kiosks: readonly ListedKiosk[];
  /** May pair and take out of use, and help an elder at one. */
  readonly manages: boolean;
  /** May see where people give up. */
  readonly seesUse: boolean;
  readonly paired: string | null;
  readonly isRevoked: boolean;
  /** Why the last step was not done. */
  readonly problem: string | undefined;
};

function Said({ paired, isRevoked, problem }: Pick<KioskListProps, "paired" | "isRevoked" | "problem">) {
  const words = useWords(kioskDevicesWords);
  const done = paired === null ? (isRevoked ? words.revoked : null) : words.paired(paired);
  if (problem === undefined && done === null) return null;
  return (
    <Notice tone={problem === undefined ? "success" : "danger"} announced>
      {problem ?? done}
    </Notice>
  );
}

export function KioskList({ kiosks, manages, seesUse, ...said }: KioskListProps) {
  const words = useWords(kioskDevicesWords);
  const use = useWords(kioskUseWords);
  const locale = useLocale();
  const panelOf = (row: ListedKiosk) =>
    words.panel_value(
      String(row.panelTenthInch / 10),
      row.orientation === "portrait" ? words.portrait : words.landscape,
      row.bottomEdgeMm,
    ) + (row.seatedDefault ? ` · ${words.seated}` : "");
  const actions = manages && (
    <Row>
      {seesUse && <LinkButton to="/office/kiosks/use">{use.link}</LinkButton>}
      <LinkButton to="/office/kiosks/assist">{words.assist}</LinkButton>
      <LinkButton to="/office/kiosks/pair" kind="primary">
        {words.pair}
      </LinkButton>
    </Row>
  );
  return (
    <>
      <PageHeader title={words.title} status={words.lead} actions={actions} />
      <Said {...said} />
      <DataTable
        caption={words.title}
        captionHidden
        rows={kiosks}
        rowKey={(row) => row.deviceNo}
        empty={words.none}
        columns={[
          { key: "number", header: words.number, kind: "mono", cell: (row) => row.deviceNo },
          { key: "street", header: words.street, kind: "nowrap", cell: (row) => row.street[locale] },
          { key: "place", header: words.place, cell: (row) => row.place },
          { key: "panel", header: words.panel, cell: panelOf },
          { key: "state", header: words.state, cell: (row) => <State kiosk={row} /> },
          {
            key: "seen",
            header: words.seen,
            kind: "nowrap",
            cell: (row) => (row.seenAt === null ? words.never : <TimeText at={row.seenAt} />),
          },
          {
            key: "report",
            header: words.report,
            cell: (row) =>
              row.revoked === null && (row.report === null ? words.never : <KioskReport {...row.report} />),
          },
          ...(manages
            ? [
                {
                  key: "revoke",
                  header: words.revoke,
                  cell: (row: ListedKiosk) => row.revoked === null && <Revoke deviceNo={row.deviceNo} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
