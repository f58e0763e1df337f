import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { ImportList } from "#app/components/import-list.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { officeWords } from "#app/messages/office.ts";
import { paymentWords } from "#app/messages/payments.ts";
import { showImports } from "#app/usecases/imports/show-imports.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenPage } from "#app/web/month-choice.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";

const BASE = "/office/payments/results";

export const meta = pageTitle(paymentWords, ({ words }) => words.results_title);

export const loader = guarded({ action: "payment.settle" }, async ({ request, context }) => {
  const page = chosenPage(request);
  return { page, ...(await showImports(context, page, "bank")) };
});

export const action = guarded({ action: "payment.settle" }, async (given) => {
  const received = await receiveUpload(given, () => "bank");
  if ("problems" in received) return { problem: received.problems.file ?? "" };
  throw redirect(`${BASE}/${received.id}?job=${received.job}`);
});

export default function BankResults() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(paymentWords);
  const office = useWords(officeWords);
  const problem = answer?.problem ?? null;
  return (
    <>
      <PageHeader
        title={words.results_title}
        status={words.results_lead}
        trail={[{ to: "/office/payments", label: words.title }]}
      />
      <Stack>
        <Panel title={words.upload_results}>
          <Form method="post" encType="multipart/form-data">
            <ErrorSummary problems={problem === null ? [] : [{ fieldId: "file", message: problem }]} />
            <Field
              kind="file"
              name="file"
              label={words.results_title}
              help={office.import_file_help}
              accept=".xlsx,.csv"
              error={problem ?? undefined}
            />
            <SubmitButton icon="upload" pendingWord={office.import_checking}>
              {words.check}
            </SubmitButton>
          </Form>
        </Panel>
        <ImportList rows={found.rows} base={BASE} />
        {found.total > 0 && <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />}
      </Stack>
    </>
  );
}
