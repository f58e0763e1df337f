import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { CertificateTag } from "#app/components/certificate-tag.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyValue } from "#app/components/empty-value.tsx";
import { ExpiringList } from "#app/components/expiring-list.tsx";
import { Row } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { WorkerLeaveForm } from "#app/components/worker-leave-form.tsx";
import { localDateOf } from "#app/domain/time/instant.ts";
import { offerWords } from "#app/messages/offers.ts";
import { statementWords } from "#app/messages/provider-statement.ts";
import { workerLeaveWords } from "#app/messages/worker-leave.ts";
import { workerPhonesWords } from "#app/messages/worker-phones.ts";
import { showProviderWorkers } from "#app/usecases/screens/show-provider-workers.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(statementWords, ({ words }) => words.workers_title);

export const loader = guarded({ action: "visit.assign" }, async ({ context }) => ({
  ...(await showProviderWorkers(context)),
  today: localDateOf(context.now),
}));

const hours = (minutes: number) => String(Math.round(minutes / 6) / 10);

export default function Workers() {
  const { workers, expiring, today } = useLoaderData<typeof loader>();
  const [asked] = useSearchParams();
  const words = useWords(statementWords);
  const leave = useWords(workerLeaveWords);
  const offers = useWords(offerWords);
  const phones = useWords(workerPhonesWords);
  const told = Number(asked.get("told") ?? Number.NaN);
  return (
    <>
      <PageHeader title={words.workers_title} status={words.workers_lead} />
      {Number.isInteger(told) && told >= 0 && (
        <Notice tone="success" announced>
          {leave.recorded(told)}
        </Notice>
      )}
      <p>
        <Link to="/provider/phones">{phones.phones_of}</Link>
      </p>
      {expiring.length > 0 && (
        <Panel title={offers.expiring} note={offers.expiring_lead}>
          <ExpiringList rows={expiring} />
        </Panel>
      )}
      <DataTable
        caption={words.workers_title}
        captionHidden
        rows={workers}
        rowKey={(row) => row.workerNo}
        empty={words.no_workers}
        columns={[
          {
            key: "name",
            header: words.name,
            kind: "nowrap",
            cell: (row) => <Link to={`/provider/visits?worker=${row.workerNo}`}>{row.name}</Link>,
          },
          { key: "number", header: words.number, kind: "mono", cell: (row) => row.workerNo },
          {
            key: "certificates",
            header: words.certificates,
            cell: (row) => (
              <Row>
                {row.qualifications.map((one) => (
                  <CertificateTag key={one.code} {...one} />
                ))}
              </Row>
            ),
          },
          { key: "visits", header: words.visits, kind: "number", cell: (row) => row.visits },
          {
            key: "load",
            header: words.week_load,
            kind: "number",
            cell: (row) => words.load(hours(row.weekMinutes), hours(row.weekMinutesMax)),
          },
          {
            key: "leave",
            header: leave.leave,
            cell: (row) =>
              row.leave.length === 0 ? (
                <EmptyValue />
              ) : (
                <ul>
                  {row.leave.map(({ from, to }) => (
                    <li key={`${from} ${to}`}>{leave.leave_days(from, to)}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {workers.length > 0 && <WorkerLeaveForm workers={workers} today={today} />}
    </>
  );
}
