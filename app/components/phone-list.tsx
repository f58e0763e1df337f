/** Care workers' phones with the step that takes one out of use: a reason and one press, because a lost phone does not wait. */
import { Form } from "@remix-run/react";
import { PHONE_REVOKE_REASONS } from "#app/domain/workforce/phone-revocation.ts";
import { phoneRevokeReasonWord, workerPhonesWords } from "#app/messages/worker-phones.ts";
import { Button } from "./button.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { Row } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type ListedPhone = {
  readonly deviceId: string;
  readonly workerNo: string;
  readonly workerName: string;
  readonly providerName: string;
  readonly enrolledAt: string;
  readonly lastSeenAt: string;
  readonly revoked: { readonly at: string; readonly by: string } | null;
};

function Revoke({ deviceId, workerName }: Pick<ListedPhone, "deviceId" | "workerName">) {
  const words = useWords(workerPhonesWords);
  const locale = useLocale();
  const options = PHONE_REVOKE_REASONS.map((value) => ({ value, label: phoneRevokeReasonWord(value, locale) }));
  return (
    <Form method="post">
      <input type="hidden" name="deviceId" value={deviceId} />
      <Row>
        <Field kind="select" name="reason" id={`reason-${deviceId}`} label={words.reason} options={options} required />
        <Button kind="danger" size="small" aria-label={words.revoke_of(workerName)}>
          {words.revoke}
        </Button>
      </Row>
    </Form>
  );
}

type PhoneListProps = {
  readonly phones: readonly ListedPhone[];
  readonly typed: string;
  readonly isRevoked: boolean;
  /** Why the last step was not done. */
  readonly problem: string | undefined;
  /** A provider's own list says no provider. */
  readonly ofOneProvider: boolean;
};

function Said({ isRevoked, problem }: Pick<PhoneListProps, "isRevoked" | "problem">) {
  const words = useWords(workerPhonesWords);
  if (problem === undefined && !isRevoked) return null;
  return (
    <Notice tone={problem === undefined ? "success" : "danger"} announced>
      {problem ?? words.done}
    </Notice>
  );
}

export function PhoneList({ phones, typed, ofOneProvider, ...said }: PhoneListProps) {
  const words = useWords(workerPhonesWords);
  const provider: Column<ListedPhone> = { key: "provider", header: words.provider, cell: (row) => row.providerName };
  return (
    <>
      <PageHeader title={words.title} status={words.lead} />
      <Said {...said} />
      <FilterBar>
        <Field kind="search" name="q" label={words.find} defaultValue={typed} />
      </FilterBar>
      <DataTable
        caption={words.title}
        captionHidden
        rows={phones}
        rowKey={(row) => row.deviceId}
        empty={words.none}
        columns={[
          { key: "worker", header: words.worker, kind: "nowrap", cell: (row) => row.workerName },
          { key: "number", header: words.number, kind: "mono", cell: (row) => row.workerNo },
          ...(ofOneProvider ? [] : [provider]),
          { key: "enrolled", header: words.enrolled, kind: "nowrap", cell: (row) => <TimeText at={row.enrolledAt} /> },
          { key: "seen", header: words.last_seen, kind: "nowrap", cell: (row) => <TimeText at={row.lastSeenAt} /> },
          {
            key: "state",
            header: words.state,
            cell: (row) =>
              row.revoked === null ? (
                words.in_use
              ) : (
                <>
                  {words.revoked(row.revoked.by)} <TimeText at={row.revoked.at} />
                </>
              ),
          },
          { key: "revoke", header: words.revoke, cell: (row) => row.revoked === null && <Revoke {...row} /> },
        ]}
      />
    </>
  );
}
