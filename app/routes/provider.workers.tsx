import { Link, useLoaderData } from "@remix-run/react";
import { CertificateTag } from "#app/components/certificate-tag.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Row } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { statementWords } from "#app/messages/provider-statement.ts";
import { showProviderWorkers } from "#app/usecases/screens/show-provider-workers.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(statementWords, ({ words }) => words.workers_title);

export const loader = guarded({ action: "visit.assign" }, async ({ context }) => showProviderWorkers(context));

const hours = (minutes: number) => String(Math.round(minutes / 6) / 10);

export default function Workers() {
  const workers = useLoaderData<typeof loader>();
  const words = useWords(statementWords);
  return (
    <>
      <PageHeader title={words.workers_title} status={words.workers_lead} />
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
        ]}
      />
    </>
  );
}
