import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Button } from "#app/components/button.tsx";
import { ChoiceField } from "#app/components/choice-field.tsx";
import { Field } from "#app/components/field.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { LocatedForm } from "#app/components/located-form.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { bodiesOfForm } from "#app/domain/visits/worker-form.ts";
import { UNSCHEDULED_REASONS } from "#app/domain/visits/unscheduled.ts";
import { dayWords } from "#app/messages/day.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { findForUnscheduled, recordUnscheduled } from "#app/usecases/visits/record-unscheduled.server.ts";
import { eventSenderOf } from "#app/web/event-sender.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const text = z.string().max(500).optional();
const form = z.object({
  eventId: z.uuid(),
  elderNo: z.string().max(20),
  reason: z.string().max(40).optional(),
  note: z.string().max(300),
  deviceMs: text,
  latitude: text,
  longitude: text,
  accuracy: text,
  age: text,
  failure: text,
});

export const meta = pageTitle(dayWords, ({ words }) => words.unscheduled_title);

export const loader = guarded({ action: "worker.record" }, async ({ request, context }) => {
  const typed = (new URL(request.url).searchParams.get("elder") ?? "").slice(0, 40);
  return {
    atMs: Number(context.now),
    typed,
    eventId: context.newId(),
    found: await findForUnscheduled(context, typed),
  };
});

export const action = guarded({ action: "worker.record" }, async ({ request, context, actor, locale }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const { eventId, elderNo, reason = "", note, ...clock } = value;
  const [checkedIn] = bodiesOfForm("check_in", clock);
  const checkIn = { eventId, deviceMs: Number(clock.deviceMs) || null, body: checkedIn?.body };
  try {
    const wish = { elderNo, reason, note, ...eventSenderOf(actor), checkIn };
    const visitNo = await recordUnscheduled(context, wish);
    throw redirect(`/worker/visits/${encodeURIComponent(visitNo)}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
});

type Found = Awaited<ReturnType<typeof findForUnscheduled>>[number];

function RecordForm({ elder, eventId }: { elder: Found; eventId: string }) {
  const words = useWords(dayWords);
  const more = useWords(workerVisitWords);
  const locale = useLocale();
  return (
    <Panel title={`${elder.name} ${elder.elderNo}`} note={elder.community}>
      <LocatedForm waiting={more.locating}>
        <input type="hidden" name="eventId" value={eventId} />
        <input type="hidden" name="elderNo" value={elder.elderNo} />
        <ChoiceField
          kind="radio"
          name="reason"
          label={words.unscheduled_reason}
          inColumn
          required
          choices={UNSCHEDULED_REASONS.map(({ code }) => ({ value: code, label: reasonWord(code, locale) }))}
        />
        <Field
          kind="text"
          name="note"
          label={words.unscheduled_note}
          help={words.unscheduled_note_help}
          maxLength={300}
          width="full"
        />
        <Button kind="primary" size="main" wide icon="map-pin">
          {words.unscheduled_start}
        </Button>
      </LocatedForm>
    </Panel>
  );
}

export default function Unscheduled() {
  const { atMs, typed, found, eventId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(dayWords);
  const [only, ...others] = found;
  return (
    <WorkerShell title={words.unscheduled_title} atMs={atMs} backTo="/worker">
      {refused && (
        <Notice tone="danger" announced>
          {refused.problem}
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
