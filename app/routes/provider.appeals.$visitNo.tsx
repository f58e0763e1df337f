import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { fen } from "#app/domain/money/fen.ts";
import { appealKindWord, appealWords } from "#app/messages/appeals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { DOCUMENT_BYTES_MOST } from "#app/usecases/photos/keep-document.server.ts";
import { fileAppeal } from "#app/usecases/reconciliation/file-appeal.server.ts";
import { showProviderAppeals } from "#app/usecases/reconciliation/show-appeals.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readUpload } from "#app/web/upload.server.ts";

const form = z.strictObject({
  about: z.enum(["line", "clawback"]),
  said: z.string().max(1000),
  evidence: z.string().max(500),
});

export const meta = pageTitle(appealWords, ({ words, params }) => words.form_title(params["visitNo"] ?? ""));

export const loader = guarded({ action: "appeal.file" }, async ({ request, params, context }) => {
  const about = new URL(request.url).searchParams.get("about") === "clawback" ? "clawback" : "line";
  const found = await showProviderAppeals(context);
  const line = about === "line" ? found.lines.find(({ visitNo }) => visitNo === params["visitNo"]) : undefined;
  const clawback =
    about === "clawback" ? found.clawbacks.find((row) => row.visitNo === params["visitNo"] && row.isOpen) : undefined;
  const matter = line ?? clawback;
  if (!matter) throw new Refusal("not-found");
  const contested =
    line?.contestedFen ?? String(BigInt(clawback?.paidFen ?? "0") - BigInt(clawback?.recoveredFen ?? "0"));
  return { about, visitNo: matter.visitNo, elderName: matter.elderName, until: matter.until ?? "", contested } as const;
});

export const action = guarded({ action: "appeal.file" }, async ({ request, params, context, services }) => {
  const sent = await readUpload(request, "document", DOCUMENT_BYTES_MOST);
  try {
    if (typeof sent === "string") throw new Refusal("document-unusable");
    const { data: value } = form.safeParse(Object.fromEntries(sent.fields));
    if (value === undefined) throw new Refusal("appeal-needs-text");
    const attachment = sent.file && { blobs: services.blobs, title: sent.file.name, bytes: sent.file.bytes };
    await fileAppeal(context, { ...value, visitNo: params["visitNo"] ?? "" }, attachment);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
  return redirect("/provider/appeals");
});

export default function FileAppeal() {
  const { about, visitNo, elderName, until, contested } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { readonly problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(appealWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  const status = [
    elderName,
    appealKindWord(about, locale),
    staffYuanText(fen(BigInt(contested))),
    words.until_date(until),
  ];
  return (
    <>
      <PageHeader
        title={words.form_title(visitNo)}
        status={status.join(" · ")}
        trail={[{ to: "/provider/appeals", label: words.title }]}
      />
      <ErrorSummary
        problems={
          problem === null
            ? []
            : [
                {
                  fieldId: problem.code === "document-unusable" ? "document" : "said",
                  message: refusalSentence(problem.code, problem.facts, locale),
                },
              ]
        }
      />
      <Panel title={words.contest} note={words.provider_lead}>
        <Form method="post" encType="multipart/form-data">
          <input type="hidden" name="about" value={about} />
          <Field kind="textarea" name="said" label={words.said} rows={4} maxLength={1000} required />
          <Field
            kind="textarea"
            name="evidence"
            label={words.evidence}
            help={words.evidence_help}
            rows={2}
            maxLength={500}
            required
          />
          <Field
            kind="file"
            name="document"
            label={words.document}
            help={words.document_help}
            accept="image/jpeg,image/png,image/webp,application/pdf"
            optional
          />
          <FormActions>
            <SubmitButton>{words.submit}</SubmitButton>
          </FormActions>
        </Form>
      </Panel>
    </>
  );
}
