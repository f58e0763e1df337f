import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Notice } from "#app/components/notice.tsx";
import { WorkerPositions } from "#app/components/worker-positions.tsx";
import { WorkerRecordVisit } from "#app/components/worker-record-visit.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerRecordWords } from "#app/messages/worker-record.ts";
import { workerWords } from "#app/messages/worker.ts";
import { showWorkerRecord } from "#app/usecases/screens/show-worker-record.server.ts";
import { contestFinding } from "#app/usecases/visits/contest-finding.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";

const form = z.strictObject({ findingId: z.uuid(), note: z.string().min(1).max(300) });

export const meta = pageTitle(workerWords, ({ words }) => words.record_title);

export const loader = guarded({ action: "worker.today" }, async ({ request, context }) =>
  isShell(request) ? null : { atMs: context.now as number, ...(await showWorkerRecord(context)) },
);

/** What the platform has stored is the server's to say: the page asks each time and waits for a network without one. */
export const clientLoader = fromPhone<typeof loader>({ asksAlways: true });

export const action = guarded({ action: "worker.record" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value !== null) await contestFinding(context, value.findingId, value.note);
  throw redirect("/worker/record");
});

export default function WorkerRecord() {
  const loaded = useLoaderData<typeof loader>();
  const words = useWords(workerRecordWords);
  const { needs_network } = useWords(workerPhoneWords);
  const { record_title } = useWords(workerWords);
  const visits = loaded?.visits ?? [];
  return (
    <WorkerShell title={record_title} atMs={loaded?.atMs ?? null}>
      {loaded === null && <Notice tone="info">{needs_network}</Notice>}
      {loaded !== null && <p>{visits.length === 0 ? words.empty : words.lead}</p>}
      {loaded !== null && <p>{words.pay_note}</p>}
      {visits.map((visit) => (
        <WorkerRecordVisit key={visit.visitNo} visit={visit} />
      ))}
      {loaded !== null && <WorkerPositions months={loaded.months} />}
    </WorkerShell>
  );
}
