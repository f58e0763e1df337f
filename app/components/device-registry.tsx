/** The list of devices, the silent ones first, and the form that takes a new one into stock. */
import { Form, Link } from "@remix-run/react";
import { bedWord } from "#app/messages/bed-codes.ts";
import { deviceWord, deviceWords } from "#app/messages/devices.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type DeviceLine = {
  readonly deviceNo: string;
  readonly typeCode: string;
  readonly externalId: string;
  readonly state: string;
  readonly silence: "heard" | "silent" | "order" | null;
  readonly seenAt: string | null;
  readonly batteryPercent: number | null;
  readonly firmware: string | null;
  readonly elderNo: string | null;
  readonly elderName: string | null;
  readonly streetZh: string | null;
  readonly streetEn: string | null;
  readonly bedNo: string | null;
};

const TONES = { heard: "success", silent: "warning", order: "danger" } as const;

export const deviceAddress = (deviceNo: string) => `/office/beds/devices/${encodeURIComponent(deviceNo)}`;

/** State of what hangs nowhere; of what hangs in a home, whether it speaks. One that is newly hung has time until its first word. */
export function DeviceStateTag({ state, silence, seenAt }: Pick<DeviceLine, "state" | "silence" | "seenAt">) {
  const locale = useLocale();
  if (silence === "heard" && seenAt === null) return <Tag tone="info">{deviceWord("silence", "awaited", locale)}</Tag>;
  if (silence === null) return <Tag>{deviceWord("state", state, locale)}</Tag>;
  return <Tag tone={TONES[silence]}>{deviceWord("silence", silence, locale)}</Tag>;
}

/** Whose home, with links to the elder's and the bed's file. */
export function DeviceHome({ elderNo, elderName, bedNo, streetZh, streetEn }: DeviceLine) {
  const locale = useLocale();
  if (elderNo === null) return null;
  return (
    <>
      <Link to={`/office/elders/${elderNo}`}>{elderName}</Link> {locale === "en" ? streetEn : streetZh}{" "}
      {bedNo !== null && <Link to={`/office/beds/${bedNo}`}>{bedNo}</Link>}
    </>
  );
}

export function DeviceList({ rows }: { rows: readonly DeviceLine[] }) {
  const words = useWords(deviceWords);
  const locale = useLocale();
  return (
    <Panel flush>
      <DataTable
        caption={words.list}
        captionHidden
        rows={rows}
        rowKey={(row) => row.deviceNo}
        empty={<p>{words.none}</p>}
        columns={[
          {
            key: "no",
            header: words.device_no,
            kind: "mono",
            cell: (row) => <Link to={deviceAddress(row.deviceNo)}>{row.deviceNo}</Link>,
          },
          { key: "type", header: words.type, kind: "nowrap", cell: (row) => bedWord("device", row.typeCode, locale) },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => <DeviceStateTag {...row} /> },
          {
            key: "seen",
            header: words.seen,
            kind: "nowrap",
            cell: (row) => (row.seenAt === null ? row.silence !== null && words.never : <TimeText at={row.seenAt} />),
          },
          { key: "battery", header: words.battery, unit: "%", kind: "number", cell: (row) => row.batteryPercent },
          { key: "firmware", header: words.firmware, kind: "mono", cell: (row) => row.firmware },
          { key: "home", header: words.home, cell: (row) => <DeviceHome {...row} /> },
        ]}
      />
    </Panel>
  );
}

export type DeviceSecretsView = { readonly token: string; readonly secretHex: string };

/** What is told once. */
export function DeviceSecretsNotice({ secrets }: { secrets: DeviceSecretsView }) {
  const words = useWords(deviceWords);
  return (
    <Panel title={words.secrets}>
      <Notice tone="warning" announced>
        {words.secrets_note}
      </Notice>
      <DefinitionList
        items={[
          { term: words.token, value: <code>{secrets.token}</code> },
          { term: words.secret, value: <code>{secrets.secretHex}</code> },
        ]}
      />
    </Panel>
  );
}

const text = (name: string, label: string) => (
  <Field key={name} kind="text" id={`register-${name}`} name={name} label={label} maxLength={80} autoComplete="off" />
);

export function RegisterForm({ types, vendors }: { types: readonly string[]; vendors: readonly string[] }) {
  const words = useWords(deviceWords);
  const locale = useLocale();
  return (
    <Panel title={words.register} note={words.register_note}>
      <Form method="post">
        {text("deviceNo", words.device_no)}
        <Field
          kind="select"
          id="register-type"
          name="typeCode"
          label={words.type}
          emptyLabel={null}
          options={types.map((value) => ({ value, label: bedWord("device", value, locale) }))}
        />
        <Field
          kind="select"
          id="register-vendor"
          name="vendor"
          label={words.vendor}
          emptyLabel={null}
          options={vendors.map((value) => ({ value, label: value }))}
        />
        {text("externalId", words.serial)}
        <FormActions>
          <SubmitButton name="intent" value="register">
            {words.register_do}
          </SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
