import { redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { ImportList } from "#app/components/import-list.tsx";
import { Stack } from "#app/components/layout.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { claimFileWords } from "#app/messages/claim-files.ts";
import { moneyWords } from "#app/messages/money.ts";
import { officeWords } from "#app/messages/office.ts";
import { showImports } from "#app/usecases/imports/show-imports.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { chosenMonth, chosenPage } from "#app/web/month-choice.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";

const BASE = "/provider/claims/files";

export const meta = pageTitle(claimFileWords, ({ words }) => words.title);

export const loader = guarded({ action: "claim.prepare" }, async ({ request, context }) => {
  const page = chosenPage(request);
  return { page, month: chosenMonth(request, context.now), ...(await showImports(context, page, "claims")) };
});

export const action = guarded({ action: "claim.prepare" }, async (given) => {
  const month = chosenMonth(given.request, given.context.now);
  const received = await receiveUpload(given, () => "claims", month);
  if ("problems" in received) return { problem: received.problems.file ?? received.problems.kind ?? "" };
  throw redirect(`${BASE}/${received.id}?job=${received.job}`);
});

export default function ClaimFiles() {
  const found = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(claimFileWords);
  const money = useWords(moneyWords);
  const office = useWords(officeWords);
  const problem = answer?.problem ?? null;
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.lead}
        trail={[{ to: `/provider/claims?month=${found.month}`, label: money.claims_title }]}
      />
      <MonthSwitch month={found.month} />
      <Stack>
        <Panel title={words.upload} note={found.month}>
          <Form method="post" action={`?month=${found.month}`} encType="multipart/form-data">
            <ErrorSummary problems={problem === null ? [] : [{ fieldId: "file", message: problem }]} />
            <Field
              kind="file"
              name="file"
              label={words.file}
              help={office.import_file_help}
              accept=".xlsx,.csv"
              error={problem ?? undefined}
            />
            <SubmitButton icon="upload" pendingWord={office.import_checking}>
              {words.check}
            </SubmitButton>
          </Form>
          <p>
            <Link to={`${BASE}/template`} reloadDocument>
              {words.template} (.xlsx)
            </Link>
          </p>
        </Panel>
        <ImportList rows={found.rows} base={BASE} />
        {found.total > 0 && <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />}
      </Stack>
    </>
  );
}
