import { Form, useLoaderData } from "@remix-run/react";
import { DataTable } from "#app/components/data-table.tsx";
import { Field } from "#app/components/field.tsx";
import { Row } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { alertWords } from "#app/messages/alerts.ts";
import { estimateStaffing } from "#app/usecases/alerts/show-alerts.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(alertWords, ({ words }) => words.staffing_title);

/** A number of the address within what can be; the usual value for anything else. */
function numberIn(
  query: URLSearchParams,
  name: string,
  [least, usual, most]: readonly [number, number, number],
): number {
  const given = Number(query.get(name) ?? usual);
  return Number.isFinite(given) && given >= least && given <= most ? given : usual;
}

export const loader = guarded({ action: "alert.read" }, async ({ request }) => {
  const query = new URL(request.url).searchParams;
  const given = {
    callsPerHour: numberIn(query, "calls", [1, 60, 2000]),
    handleSeconds: numberIn(query, "handle", [10, 240, 3600]),
    withinSeconds: numberIn(query, "within", [1, 30, 600]),
    patienceSeconds: numberIn(query, "patience", [1, 120, 3600]),
    seats: 16,
  };
  return { given, ...estimateStaffing(given) };
});

const percent = (share: number) => `${(Math.round(share * 1000) / 10).toFixed(1)} %`;

export default function Staffing() {
  const { given, needed, rows } = useLoaderData<typeof loader>();
  const words = useWords(alertWords);
  const seconds = words.unit_seconds;
  return (
    <>
      <PageHeader title={words.staffing_title} trail={[{ to: "/office/alerts", label: words.title }]} />
      <Panel note={words.staffing_note} title={words.estimate}>
        <Form method="get">
          <Row>
            <Field kind="number" name="calls" label={words.calls_per_hour} defaultValue={String(given.callsPerHour)} />
            <Field
              kind="number"
              name="handle"
              unit={seconds}
              label={words.handle_seconds}
              defaultValue={String(given.handleSeconds)}
            />
            <Field
              kind="number"
              name="within"
              unit={seconds}
              label={words.within_seconds}
              defaultValue={String(given.withinSeconds)}
            />
            <Field
              kind="number"
              name="patience"
              unit={seconds}
              label={words.patience_seconds}
              defaultValue={String(given.patienceSeconds)}
            />
            <SubmitButton>{words.estimate}</SubmitButton>
          </Row>
        </Form>
        <Notice>{words.needed(needed)}</Notice>
        <DataTable
          caption={words.staffing_title}
          captionHidden
          rows={rows}
          rowKey={(row) => String(row.seats)}
          isMarked={(row) => row.seats === needed}
          columns={[
            { key: "seats", header: words.seats, kind: "number", cell: (row) => row.seats },
            { key: "share", header: words.share, kind: "number", cell: (row) => percent(row.share) },
            {
              key: "wait",
              header: words.wait,
              kind: "number",
              cell: (row) =>
                row.waitSeconds === null || !Number.isFinite(row.waitSeconds)
                  ? words.endless
                  : words.seconds(Math.round(row.waitSeconds)),
            },
            { key: "lost", header: words.lost, kind: "number", cell: (row) => percent(row.lost) },
          ]}
        />
      </Panel>
    </>
  );
}
