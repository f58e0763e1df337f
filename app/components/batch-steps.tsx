/** What the district does with a batch: gives calls out again, opens the second round, takes files out and in. */
import { Form, Link } from "@remix-run/react";
import { callBackWords } from "#app/messages/call-backs.ts";
import { OperatorChoices, type OperatorChoice } from "./call-batches.tsx";
import { DataTable } from "./data-table.tsx";
import { Digest } from "./digest.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useWords } from "./words-context.tsx";

export type BatchStepsView = {
  readonly batchNo: string;
  readonly round: number;
  readonly firstBatchNo: string | null;
  readonly secondBatchNo: string | null;
  readonly operators: readonly OperatorChoice[];
  readonly progress: { readonly open: number; readonly unreached: number };
};

function SecondRound({ batch }: { batch: BatchStepsView }) {
  const words = useWords(callBackWords);
  const { firstBatchNo, secondBatchNo, progress } = batch;
  if (firstBatchNo !== null)
    return (
      <p>
        {words.first_link} <Link to={`/office/call-backs/${firstBatchNo}`}>{firstBatchNo}</Link>
      </p>
    );
  if (secondBatchNo !== null)
    return (
      <p>
        {words.second_link} <Link to={`/office/call-backs/${secondBatchNo}`}>{secondBatchNo}</Link>
      </p>
    );
  if (progress.open > 0) return <p>{words.second_open(progress.open)}</p>;
  return (
    <Form method="post">
      <OperatorChoices operators={batch.operators} />
      <SubmitButton name="intent" value="second">
        {words.second_go}
      </SubmitButton>
    </Form>
  );
}

export function BatchSteps({ batch }: { batch: BatchStepsView }) {
  const words = useWords(callBackWords);
  return (
    <>
      <Panel title={words.second_title} note={words.second_note}>
        <SecondRound batch={batch} />
      </Panel>
      {batch.progress.open > 0 && (
        <Panel title={words.assign_title}>
          <Form method="post">
            <OperatorChoices operators={batch.operators} />
            <SubmitButton kind="secondary" name="intent" value="assign">
              {words.assign}
            </SubmitButton>
          </Form>
        </Panel>
      )}
    </>
  );
}

export type SheetProblem = {
  readonly cell: string;
  readonly header: string;
  readonly value: string;
  readonly text: string;
};

export function BatchFiles({ batchNo, problems }: { batchNo: string; problems: readonly SheetProblem[] }) {
  const words = useWords(callBackWords);
  return (
    <Panel title={words.files_title} note={words.import_note}>
      <p>
        <LinkButton to={`/office/call-backs/${batchNo}/workbook`} icon="download" download>
          {words.export}
        </LinkButton>
      </p>
      <Form method="post" encType="multipart/form-data">
        <Field kind="file" name="file" label={words.file} accept=".xlsx,.csv" required />
        <SubmitButton kind="secondary" name="intent" value="import">
          {words.upload}
        </SubmitButton>
      </Form>
      {problems.length > 0 && (
        <DataTable
          caption={words.import_problems}
          rows={problems}
          rowKey={(row) => `${row.cell}${row.text}`}
          columns={[
            { key: "cell", header: words.cell, kind: "mono", cell: (row) => row.cell },
            { key: "header", header: words.unit, cell: (row) => row.header },
            { key: "value", header: words.value, cell: (row) => row.value },
            { key: "problem", header: words.problem, cell: (row) => row.text },
          ]}
        />
      )}
    </Panel>
  );
}

export type BatchDraw = {
  readonly seed: string;
  readonly batchDigest: string | null;
  readonly publicValue: string | null;
  readonly ratioPercent: number | null;
  readonly size: number | null;
  readonly algorithm: string | null;
};

export function DrawFacts({ draw }: { draw: BatchDraw }) {
  const words = useWords(callBackWords);
  return (
    <Panel title={words.draw_facts}>
      <DefinitionList
        items={[
          { term: words.size, value: words.size_of(draw.size ?? 0, draw.ratioPercent ?? 0) },
          { term: words.public_value, value: <Digest text={draw.publicValue ?? ""} whole /> },
          { term: words.digest, value: <Digest text={draw.batchDigest ?? ""} whole /> },
          { term: words.seed, value: <Digest text={draw.seed} whole /> },
          { term: words.algorithm, value: draw.algorithm ?? "" },
        ]}
      />
    </Panel>
  );
}
