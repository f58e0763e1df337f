import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { CheckboxField } from "#app/components/choice-field.tsx";
import { Field } from "#app/components/field.tsx";
import { FormSection } from "#app/components/form-section.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { TICKET_KINDS } from "#app/domain/tickets/ticket-kind.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { ticketKindWord, ticketWords } from "#app/messages/tickets.ts";
import { listTicketStreets, recordTicket } from "#app/usecases/tickets/record-ticket.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({
  kind: z.enum(TICKET_KINDS),
  streetId: z.coerce.number().int().min(1),
  elderNo: z.string().max(20).optional(),
  summary: z.string().min(1).max(400),
  callBack: z.string().optional(),
});

export const meta = pageTitle(ticketWords, ({ words }) => words.new_title);

export const loader = guarded({ action: "ticket.tend" }, async ({ context }) => ({
  streets: await listTicketStreets(context),
}));

/** What somebody says on the telephone or at the desk. */
export const action = guarded({ action: "ticket.tend" }, async ({ request, context, actor }) => {
  const { value } = await readForm(request, form);
  if (value === null) return { problem: { code: "ticket-needs-note", facts: {} } } satisfies RefusedStep;
  const { kind, streetId, elderNo = "", summary, callBack } = value;
  const channel = actor.kind === "staff" && actor.role === "operator" ? "hotline" : "office";
  try {
    const ticketNo = await recordTicket(context, {
      kind,
      streetId,
      elderNo: elderNo.trim() === "" ? null : elderNo.trim(),
      summary,
      channel,
      callBackWanted: callBack !== undefined,
    });
    return redirect(`/office/tickets/${ticketNo}`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function NewTicket() {
  const { streets } = useLoaderData<typeof loader>();
  const words = useWords(ticketWords);
  const locale = useLocale();
  const problems = useRefusalProblems(useActionData<typeof action>());
  return (
    <>
      <PageHeader title={words.new_title} trail={[{ to: "/office/tickets", label: words.back }]} />
      <ErrorSummary problems={problems} />
      <Form method="post">
        <FormSection title={words.facts}>
          <Field
            kind="select"
            name="kind"
            label={words.kind}
            required
            options={TICKET_KINDS.map((value) => ({ value, label: ticketKindWord(value, locale) }))}
          />
          <Field
            kind="select"
            name="streetId"
            label={words.street}
            required
            {...(streets.length === 1 && { defaultValue: String(streets[0]?.id), emptyLabel: null })}
            options={streets.map(({ id, nameZh, nameEn }) => ({
              value: String(id),
              label: locale === "en" ? nameEn : nameZh,
            }))}
          />
          <Field kind="text" name="elderNo" label={words.elder_no} width="short" maxLength={20} optional />
          <Field kind="textarea" name="summary" label={words.summary} rows={4} maxLength={400} required />
          <CheckboxField name="callBack" label={words.call_back} />
          <div>
            <SubmitButton>{words.create}</SubmitButton>
          </div>
        </FormSection>
      </Form>
    </>
  );
}
