/** An auditor's verdict on one drawn visit. Works without client JavaScript: every field is there and the server says what is missing. */
import { Form } from "@remix-run/react";
import type { Fen } from "#app/domain/money/fen.ts";
import { isReviewWord, reviewWord, reviewWords } from "#app/messages/sample-reviews.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import type { Locale } from "#app/messages/locale.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

const wordOfReason = (code: string, locale: Locale) =>
  isReviewWord(code) ? reviewWord(code, locale) : ruleTitle(code, locale);

type ReviewFormProps = {
  readonly turn: "first" | "second";
  readonly atStakeFen: Fen;
  /** Version of the evidence on this page. */
  readonly digest: string;
  readonly choices: { readonly wrong: readonly string[]; readonly unjudgeable: readonly string[] };
};

export function ReviewForm({ turn, atStakeFen, digest, choices }: ReviewFormProps) {
  const words = useWords(reviewWords);
  const locale = useLocale();
  const reasons = (["wrong", "unjudgeable"] as const).flatMap((verdict) =>
    choices[verdict].map((code) => ({
      value: code,
      label: `${reviewWord(verdict, locale)} · ${wordOfReason(code, locale)}`,
    })),
  );
  return (
    <Panel title={turn === "first" ? words.turn_first : words.turn_second}>
      <DefinitionList items={[{ term: words.at_stake, value: <Money fen={atStakeFen} /> }]} />
      <Form method="post">
        <input type="hidden" name="digest" value={digest} />
        <Field
          kind="select"
          name="verdict"
          label={words.verdict}
          options={(["right", "wrong", "unjudgeable"] as const).map((value) => ({
            value,
            label: reviewWord(value, locale),
          }))}
          required
        />
        <Field kind="select" name="reason" label={words.reason} options={reasons} />
        <Field kind="money" name="wrongYuan" label={words.wrong_yuan} width="short" inputMode="decimal" />
        <Field kind="textarea" name="note" label={words.note} rows={2} maxLength={500} />
        <SubmitButton>{words.save}</SubmitButton>
      </Form>
    </Panel>
  );
}

export type ShownReview = {
  readonly turn: string;
  readonly verdict: string;
  readonly wrongFen: Fen | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
};

export function ReviewVerdicts({ verdicts }: { verdicts: readonly ShownReview[] }) {
  const words = useWords(reviewWords);
  const locale = useLocale();
  return (
    <Panel title={words.verdicts} flush>
      <DataTable
        caption={words.verdicts}
        captionHidden
        rows={verdicts}
        rowKey={(row) => row.turn}
        columns={[
          { key: "verdict", header: words.verdict, cell: (row) => reviewWord(row.verdict, locale) },
          {
            key: "amount",
            header: words.wrong_fen,
            kind: "number",
            cell: (row) => (row.wrongFen === null ? "—" : <Money fen={row.wrongFen} />),
          },
          {
            key: "reason",
            header: words.reason,
            cell: (row) => (row.reason === null ? "—" : wordOfReason(row.reason, locale)),
          },
          { key: "note", header: words.note, cell: (row) => row.note ?? "—" },
          {
            key: "by",
            header: words.by_at,
            cell: (row) => (
              <>
                {row.by.replace(/^user:/, "")} <TimeText at={row.at} />
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}
