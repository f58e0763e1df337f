import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { itemText } from "#app/components/bed-step-fields.tsx";
import { BedDocuments } from "#app/components/bed-file.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FormActions } from "#app/components/form-section.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { roleOf } from "#app/domain/access/actor.ts";
import { BED_DOCUMENT_KINDS } from "#app/domain/family-beds/documents.ts";
import { RETROFIT_ITEMS } from "#app/domain/family-beds/retrofit-items.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { fileBedDocument } from "#app/usecases/family-beds/file-document.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { DOCUMENT_BYTES_MOST } from "#app/usecases/photos/keep-document.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readUpload } from "#app/web/upload.server.ts";

export const meta = pageTitle(bedWords, ({ words, params }) => `${words.documents} ${params["bedNo"] ?? ""}`);

export const loader = guarded({ action: "bed.act" }, async ({ request, params, context, actor }) => {
  const { bedNo, documents } = await showBed(context, roleOf(actor), params["bedNo"] ?? "");
  const search = new URL(request.url).searchParams;
  return { bedNo, documents, kind: search.get("kind") ?? "", item: search.get("item") ?? "" };
});

export const action = guarded({ action: "bed.act" }, async ({ request, params, context, services }) => {
  const bedNo = params["bedNo"] ?? "";
  try {
    const form = await readUpload(request, "file", DOCUMENT_BYTES_MOST);
    if (typeof form === "string") throw new Refusal("document-unusable");
    const field = (name: string) => form.fields.get(name)?.trim().slice(0, 200) ?? "";
    const itemNo = Number(field("itemNo") || "0");
    await fileBedDocument(context, services.blobs, {
      ...{ bedNo, kind: field("kind"), title: form.file?.name ?? field("archiveNo") },
      ...{ itemNo: itemNo === 0 ? null : itemNo, archiveNo: field("archiveNo"), bytes: form.file?.bytes ?? null },
    });
    return redirect(`/office/beds/${bedNo}?done=added`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function BedDocumentsPage() {
  const { bedNo, documents, kind, item } = useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const locale = useLocale();
  const problems = useRefusalProblems(useActionData<typeof action>());
  const trail = [
    { to: "/office/beds", label: words.title },
    { to: `/office/beds/${bedNo}`, label: bedNo },
  ];
  return (
    <>
      <PageHeader title={words.documents} trail={trail} />
      <ErrorSummary problems={problems} />
      <Stack>
        <Panel title={words.add_document}>
          <Form method="post" encType="multipart/form-data">
            <Field
              kind="select"
              name="kind"
              label={words.document_kind}
              defaultValue={kind}
              options={BED_DOCUMENT_KINDS.map((value) => ({ value, label: bedWord("document", value, locale) }))}
            />
            <Field
              kind="file"
              name="file"
              label={words.document_file}
              help={words.document_file_help}
              accept="image/jpeg,image/png,image/webp,application/pdf"
            />
            <Field kind="text" name="archiveNo" label={words.archive_no} optional maxLength={60} autoComplete="off" />
            <Field
              kind="select"
              name="itemNo"
              label={words.item_no}
              defaultValue={item}
              optional
              options={RETROFIT_ITEMS.map(({ no }) => ({ value: String(no), label: `${no}. ${itemText(no, locale)}` }))}
            />
            <FormActions>
              <SubmitButton>{words.add_document}</SubmitButton>
            </FormActions>
          </Form>
        </Panel>
        <BedDocuments bedNo={bedNo} documents={documents} mayAdd={false} />
      </Stack>
    </>
  );
}
