/** An unplanned visit on a page without the phone's own store: the server finds the elder, the form begins the visit. */
import { Form } from "@remix-run/react";
import { dayWords } from "#app/messages/day.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { LocatedForm } from "./located-form.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { WorkerShell } from "./worker-shell.tsx";
import { UnscheduledFields } from "./unscheduled-fields.tsx";
import { useWords } from "./words-context.tsx";

type Found = { readonly elderNo: string; readonly name: string; readonly community: string };

function RecordForm({ elder, eventId }: { elder: Found; eventId: string }) {
  const more = useWords(workerVisitWords);
  return (
    <Panel title={`${elder.name} ${elder.elderNo}`} note={elder.community}>
      <LocatedForm waiting={more.locating}>
        <input type="hidden" name="eventId" value={eventId} />
        <input type="hidden" name="elderNo" value={elder.elderNo} />
        <UnscheduledFields required />
      </LocatedForm>
    </Panel>
  );
}

type UnscheduledByFormProps = {
  readonly atMs: number;
  readonly typed: string;
  readonly eventId: string;
  readonly found: readonly Found[];
  /** Why the last form was refused. */
  readonly problem: string | undefined;
};

export function UnscheduledByForm({ atMs, typed, found, eventId, problem }: UnscheduledByFormProps) {
  const words = useWords(dayWords);
  const [only, ...others] = found;
  return (
    <WorkerShell title={words.unscheduled_title} atMs={atMs} backTo="/worker">
      {problem !== undefined && (
        <Notice tone="danger" announced>
          {problem}
        </Notice>
      )}
      <p>{words.unscheduled_lead}</p>
      <Form method="get">
        <Stack>
          <Field kind="search" name="elder" label={words.unscheduled_find} defaultValue={typed} required width="full" />
          <Button kind="secondary" wide>
            {words.unscheduled_search}
          </Button>
        </Stack>
      </Form>
      {typed !== "" && found.length === 0 && <Notice tone="warning">{words.unscheduled_nobody}</Notice>}
      {only !== undefined && others.length === 0 && <RecordForm elder={only} eventId={eventId} />}
      {others.length > 0 && (
        <ul>
          {found.map((elder) => (
            <li key={elder.elderNo}>
              <a href={`/worker/unscheduled?elder=${elder.elderNo}`}>
                {elder.name} {elder.elderNo} · {elder.community}
              </a>
            </li>
          ))}
        </ul>
      )}
    </WorkerShell>
  );
}
