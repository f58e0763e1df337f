import { redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { ChoiceField } from "#app/components/choice-field.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { ImportList } from "#app/components/import-list.tsx";
import { Split } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { importKindWord, importWords } from "#app/messages/import-screens.ts";
import { officeWords } from "#app/messages/office.ts";
import { IMPORT_KINDS } from "#app/usecases/imports/import-outcome.ts";
import { showImports } from "#app/usecases/imports/show-imports.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { receiveUpload } from "#app/web/receive-upload.server.ts";

export const meta = pageTitle(importWords, ({ words }) => words.title);

export const loader = guarded({ action: "import.read" }, async ({ request, context }) => {
  const page = Math.trunc(Number(new URL(request.url).searchParams.get("page") ?? "1")) || 1;
  const shown = Math.min(10_000, Math.max(1, page));
  return { page: shown, ...(await showImports(context, shown)) };
});

export const action = guarded({ action: "import.apply" }, async (given) => {
  const received = await receiveUpload(given, (fields) => IMPORT_KINDS.find((one) => one === fields.get("kind")));
  if ("problems" in received) return { problems: received.problems };
  throw redirect(`/office/import/${received.id}?job=${received.job}`);
});

function Templates({ kinds }: { kinds: readonly string[] }) {
  const words = useWords(importWords);
  const locale = useLocale();
  return (
    <Panel title={words.templates} note={words.templates_note}>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <Link to={`/office/import/template/${kind}`} reloadDocument>
              {importKindWord(kind, locale)} (.xlsx)
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Upload({ kinds }: { kinds: readonly (keyof (typeof importWords)["en"]["kind_note"])[] }) {
  const answer = useActionData<typeof action>();
  const words = useWords(importWords);
  const office = useWords(officeWords);
  const locale = useLocale();
  const problems = answer?.problems ?? {};
  const listed = (["kind", "file"] as const).flatMap((fieldId) => {
    const message = problems[fieldId];
    return message === undefined ? [] : [{ fieldId, message }];
  });
  return (
    <Panel title={words.upload} note={words.lead}>
      <Form method="post" encType="multipart/form-data">
        <ErrorSummary problems={listed} />
        <ChoiceField
          kind="radio"
          name="kind"
          label={words.kind}
          inColumn
          error={problems.kind}
          {...(kinds.length < IMPORT_KINDS.length && { help: words.street_note })}
          chosen={kinds.length === 1 ? kinds : []}
          choices={kinds.map((kind) => ({
            value: kind,
            label: importKindWord(kind, locale),
            note: words.kind_note[kind],
          }))}
        />
        <Field
          kind="file"
          name="file"
          label={words.file}
          help={office.import_file_help}
          accept=".xlsx,.csv"
          error={problems.file}
        />
        <SubmitButton icon="upload" pendingWord={office.import_checking}>
          {office.import_check}
        </SubmitButton>
      </Form>
    </Panel>
  );
}

export default function Imports() {
  const found = useLoaderData<typeof loader>();
  const words = useWords(importWords);
  return (
    <>
      <PageHeader title={words.title} status={words.lead} />
      <Split main={<Upload kinds={found.kinds} />} side={<Templates kinds={found.kinds} />} />
      <ImportList rows={found.rows} />
      {found.total > 0 && <Pagination page={found.page} pageSize={found.pageSize} total={found.total} />}
    </>
  );
}
