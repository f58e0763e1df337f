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
import { isRefusal } from "#app/domain/refusal.ts";
import { fileRefusalSentence } from "#app/messages/import-problems.ts";
import { importKindWord, importWords } from "#app/messages/import-screens.ts";
import { officeWords } from "#app/messages/office.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { IMPORT_KINDS } from "#app/usecases/imports/import-outcome.ts";
import { receiveFile, UPLOAD_BYTES_MOST } from "#app/usecases/imports/receive-file.server.ts";
import { showImports } from "#app/usecases/imports/show-imports.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { guarded, type Guarded } from "#app/web/guard.server.ts";
import { readUpload } from "#app/web/upload.server.ts";

type Problems = { readonly kind?: string; readonly file?: string };

export const meta = pageTitle(importWords, ({ words }) => words.title);

export const loader = guarded({ action: "import.read" }, async ({ request, context }) => {
  const page = Math.trunc(Number(new URL(request.url).searchParams.get("page") ?? "1")) || 1;
  const shown = Math.min(10_000, Math.max(1, page));
  return { page: shown, ...(await showImports(context, shown)) };
});

async function received({ request, context, services, locale }: Guarded): Promise<{ id: string } | Problems> {
  const words = importWords[locale];
  const form = await readUpload(request, "file", UPLOAD_BYTES_MOST);
  const most = Math.floor(UPLOAD_BYTES_MOST / 1e6);
  if (form === "too-large") {
    const facts = { megabytes: `${most}+`, most };
    return { file: fileRefusalSentence({ code: "file-too-large", facts }, locale) };
  }
  if (form === "unreadable") return { file: words.upload_unreadable };
  const kind = IMPORT_KINDS.find((one) => one === form.fields.get("kind"));
  const problems: Problems = {
    ...(kind === undefined ? { kind: words.kind_missing } : {}),
    ...(form.file === null ? { file: words.file_missing } : {}),
  };
  if (kind === undefined || form.file === null) return problems;
  const { name, bytes } = form.file;
  try {
    return { id: await receiveFile(context, services.crypto, { kind, fileName: name, bytes }) };
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    if (thrown.code === "import-needs-district") return { kind: refusalSentence(thrown.code, thrown.facts, locale) };
    return { file: fileRefusalSentence(thrown, locale) };
  }
}

export const action = guarded({ action: "import.apply" }, async (given) => {
  const outcome = await received(given);
  if (!("id" in outcome)) return { problems: outcome };
  const { id } = outcome;
  const job = await startJob(given.context, { kind: "check-import", subject: id, input: { batchId: id } });
  throw redirect(`/office/import/${id}?job=${job}`);
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
