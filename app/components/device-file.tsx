/** One device: what it is, in whose homes it hung, its work orders, and what can be done with it now. */
import { Form, Link } from "@remix-run/react";
import { BINDING_END_REASONS, ORDER_RESULTS } from "#app/domain/devices/device-states.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { deviceWord, deviceWords } from "#app/messages/devices.ts";
import type { ReactNode } from "react";
import { DataTable } from "./data-table.tsx";
import { DateText } from "./date-text.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { DeviceHome, DeviceStateTag, type DeviceLine } from "./device-registry.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type DeviceFileView = DeviceLine & {
  readonly vendor: string;
  readonly registeredBy: string;
  readonly registeredAt: string;
  readonly tokenVersion: number;
  readonly history: readonly {
    readonly fromAt: string;
    readonly toAt: string | null;
    readonly boundBy: string;
    readonly endedBy: string | null;
    readonly endReason: string | null;
    readonly elderNo: string;
    readonly elderName: string;
  }[];
  readonly orders: readonly {
    readonly orderNo: number;
    readonly kind: string;
    readonly dueOn: string;
    readonly openedAt: string;
    readonly closedAt: string | null;
    readonly result: string | null;
  }[];
};

export function DeviceFacts({ device }: { device: DeviceFileView }) {
  const words = useWords(deviceWords);
  const locale = useLocale();
  return (
    <Panel title={words.facts}>
      <DefinitionList
        columns={2}
        items={[
          { term: words.type, value: bedWord("device", device.typeCode, locale) },
          { term: words.state, value: <DeviceStateTag {...device} /> },
          { term: words.serial, value: <code>{device.externalId}</code> },
          { term: words.vendor, value: device.vendor },
          { term: words.seen, value: device.seenAt === null ? words.never : <TimeText at={device.seenAt} /> },
          { term: words.battery, value: device.batteryPercent === null ? null : `${device.batteryPercent} %` },
          { term: words.firmware, value: device.firmware },
          { term: words.home, value: device.elderNo === null ? null : <DeviceHome {...device} /> },
          {
            term: words.registered,
            value: <TimeText at={device.registeredAt} />,
            note: words.registered_by(device.registeredBy),
          },
          { term: words.token_version, value: String(device.tokenVersion) },
        ]}
      />
    </Panel>
  );
}

export function DeviceHistory({ history }: Pick<DeviceFileView, "history">) {
  const words = useWords(deviceWords);
  const locale = useLocale();
  return (
    <Panel title={words.history} note={words.history_note} flush={history.length > 0}>
      <DataTable
        caption={words.history}
        captionHidden
        rows={history}
        rowKey={(row) => row.fromAt}
        empty={<p>{words.history_none}</p>}
        columns={[
          {
            key: "elder",
            header: words.home,
            cell: (row) => <Link to={`/office/elders/${row.elderNo}`}>{row.elderName}</Link>,
          },
          { key: "from", header: words.from, kind: "nowrap", cell: (row) => <TimeText at={row.fromAt} /> },
          {
            key: "to",
            header: words.to,
            kind: "nowrap",
            cell: (row) => (row.toAt === null ? words.still : <TimeText at={row.toAt} />),
          },
          {
            key: "reason",
            header: words.reason,
            cell: (row) => row.endReason !== null && deviceWord("end", row.endReason, locale),
          },
          { key: "by", header: words.by, cell: (row) => [row.boundBy, row.endedBy].filter(Boolean).join(" · ") },
        ]}
      />
    </Panel>
  );
}

function CloseOrder({ orderNo }: { orderNo: number }) {
  const words = useWords(deviceWords);
  const locale = useLocale();
  return (
    <Form method="post">
      <input type="hidden" name="orderNo" value={orderNo} />
      <Field
        kind="select"
        id={`result-${orderNo}`}
        name="result"
        label={words.result}
        emptyLabel={null}
        options={ORDER_RESULTS.map((value) => ({ value, label: deviceWord("result", value, locale) }))}
      />
      <SubmitButton kind="secondary" size="small" name="intent" value="close-order">
        {words.close_order(orderNo)}
      </SubmitButton>
    </Form>
  );
}

export function DeviceOrders({ orders, mayManage }: Pick<DeviceFileView, "orders"> & { mayManage: boolean }) {
  const words = useWords(deviceWords);
  const locale = useLocale();
  return (
    <Panel title={words.orders} flush={orders.length > 0}>
      <DataTable
        caption={words.orders}
        captionHidden
        rows={orders}
        rowKey={(row) => String(row.orderNo)}
        empty={<p>{words.orders_none}</p>}
        columns={[
          { key: "no", header: words.order_no, kind: "mono", cell: (row) => row.orderNo },
          { key: "kind", header: words.what, kind: "nowrap", cell: (row) => deviceWord("order", row.kind, locale) },
          { key: "from", header: words.from, kind: "nowrap", cell: (row) => <TimeText at={row.openedAt} /> },
          { key: "due", header: words.due, kind: "nowrap", cell: (row) => <DateText date={row.dueOn} /> },
          {
            key: "result",
            header: words.result,
            cell: (row) =>
              row.result !== null ? (
                deviceWord("result", row.result, locale)
              ) : mayManage ? (
                <CloseOrder orderNo={row.orderNo} />
              ) : (
                words.open
              ),
          },
        ]}
      />
    </Panel>
  );
}

function Deed({
  intent,
  title,
  note,
  action,
  children,
}: Record<"intent" | "title" | "action", string> & {
  readonly note?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Form method="post">
      {children !== undefined && <h3>{title}</h3>}
      {children}
      {note !== undefined && <p>{note}</p>}
      <FormActions>
        <SubmitButton kind="secondary" name="intent" value={intent}>
          {action === "" ? title : action}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function BoundDeeds() {
  const words = useWords(deviceWords);
  const locale = useLocale();
  return (
    <>
      <Deed intent="replace" title={words.replace} action={words.replace_do} note={words.replace_note}>
        <Field
          kind="text"
          id="replace-by"
          name="byDeviceNo"
          label={words.by_device}
          maxLength={80}
          autoComplete="off"
        />
      </Deed>
      <Deed intent="unbind" title={words.unbind} action={words.unbind_do}>
        <Field
          kind="select"
          id="unbind-reason"
          name="reason"
          label={words.reason}
          emptyLabel={null}
          options={BINDING_END_REASONS.map((value) => ({ value, label: deviceWord("end", value, locale) }))}
        />
      </Deed>
    </>
  );
}

function StockDeeds({ state }: { state: string }) {
  const words = useWords(deviceWords);
  return (
    <>
      {state === "spare" && (
        <Deed intent="bind" title={words.bind} action={words.bind_do}>
          <Field
            kind="text"
            id="bind-elder"
            name="elderNo"
            label={words.elder_no}
            help={words.elder_no_help}
            maxLength={20}
            autoComplete="off"
          />
        </Deed>
      )}
      {state === "repair" && <Deed intent="spare" title={words.to_spare} action="" />}
      {state === "spare" && <Deed intent="repair" title={words.to_repair} action="" />}
      <Deed intent="retired" title={words.to_retired} action="" />
    </>
  );
}

export function DeviceDeeds({ state, mayRegister }: { state: string; mayRegister: boolean }) {
  const words = useWords(deviceWords);
  if (state === "retired")
    return (
      <Panel title={words.tend}>
        <p>{words.tend_none}</p>
      </Panel>
    );
  return (
    <Panel title={words.tend}>
      {state === "bound" ? <BoundDeeds /> : <StockDeeds state={state} />}
      {mayRegister && <Deed intent="rotate" title={words.rotate} action="" note={words.rotate_note} />}
    </Panel>
  );
}
