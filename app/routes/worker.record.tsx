import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { buttonClass } from "#app/components/button-style.ts";
import { Button } from "#app/components/button.tsx";
import { ChoiceField } from "#app/components/choice-field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { ruleSentence } from "#app/messages/rules.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { workerWords } from "#app/messages/worker.ts";
import { showWorkerRecord } from "#app/usecases/screens/show-worker.server.ts";
import { contestFinding } from "#app/usecases/visits/contest-finding.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";

const form = z.strictObject({ findingId: z.uuid(), note: z.string().min(1).max(300) });

export const meta = pageTitle(workerWords, ({ words }) => words.record_title);

export const loader = guarded({ action: "worker.today" }, async ({ request, context }) =>
  isShell(request) ? null : { atMs: context.now as number, visits: await showWorkerRecord(context) },
);

/** What the platform has stored is the server's to say: the page asks each time and waits for a network without one. */
export const clientLoader = fromPhone<typeof loader>({ asksAlways: true });

export const action = guarded({ action: "worker.record" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value !== null) await contestFinding(context, value.findingId, value.note);
  throw redirect("/worker/record");
});

type Shown = Awaited<ReturnType<typeof showWorkerRecord>>[number];

function Contest({ finding }: { finding: Shown["findings"][number] }) {
  const words = useWords(workerVisitWords);
  const { contest } = useWords(workerWords);
  if (finding.contest !== null) return <p>{words.contest_said(finding.contest)}</p>;
  if (finding.state !== "open") return null;
  return (
    <details>
      <summary className={buttonClass({ kind: "quiet" })}>{contest}</summary>
      <Form method="post">
        <input type="hidden" name="findingId" value={finding.id} />
        <ChoiceField
          kind="radio"
          name="note"
          id={`note-${finding.id}`}
          label={words.contest_why}
          inColumn
          required
          choices={words.contest_reasons.map((value) => ({ value, label: value }))}
        />
        <Button kind="secondary" wide>
          {words.contest_send}
        </Button>
      </Form>
    </details>
  );
}

export default function WorkerRecord() {
  const loaded = useLoaderData<typeof loader>();
  const words = useWords(workerVisitWords);
  const { needs_network } = useWords(workerPhoneWords);
  const { record_title } = useWords(workerWords);
  const locale = useLocale();
  const visits = loaded?.visits ?? [];
  return (
    <WorkerShell title={record_title} atMs={loaded?.atMs ?? null}>
      {loaded === null && <Notice tone="info">{needs_network}</Notice>}
      {loaded !== null && <p>{visits.length === 0 ? words.record_empty : words.record_note}</p>}
      {visits.map((visit) => (
        <Panel
          key={visit.visitNo}
          title={`${staffTimeText(instant(visit.plannedStart), locale)} ${visit.name}`}
          note={visit.minutes === null ? visit.clock : `${visit.clock} · ${words.record_minutes(visit.minutes)}`}
        >
          <p>
            <StateTag kind="delivery" code={visit.deliveryState} />{" "}
            <StateTag kind="approval" code={visit.approvalState} />{" "}
            {visit.strength !== null && <StateTag kind="strength" code={visit.strength} />}
          </p>
          {visit.findings.length === 0 && <p>{words.record_clean}</p>}
          {visit.findings.map((finding) => (
            <div key={finding.id}>
              <p>
                <StateTag kind="level" code={finding.level} /> {ruleSentence(finding.ruleCode, finding.facts, locale)}{" "}
                <StateTag kind="finding" code={finding.state} />
              </p>
              <Contest finding={finding} />
            </div>
          ))}
        </Panel>
      ))}
    </WorkerShell>
  );
}
