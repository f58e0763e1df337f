/** Changing the decision of one line of a claim; what is refused is said beside its field, with what was chosen kept. Works without client JavaScript. */
import { Form } from "@remix-run/react";
import { waitsToBeCut } from "#app/domain/claims/workbench-decision.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { buttonClass } from "./button-style.ts";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type DecisionReasons = Readonly<Record<"cut" | "hold" | "refuse", readonly string[]>>;

type Chosen = Readonly<Record<"decision" | "amount" | "reason" | "note", string>>;

export type RefusedDecision = {
  readonly lineId: string;
  readonly code: string;
  readonly facts: SentenceFacts;
  readonly chosen: Chosen;
};

type Props = {
  readonly line: {
    readonly id: string;
    readonly outcome: string;
    readonly failures: readonly { readonly code: string; readonly effect: string }[];
  };
  readonly reasons: DecisionReasons;
  readonly refused: RefusedDecision | null;
};

const DECISIONS = ["approve", "cut", "hold", "refuse"] as const;

/** The field that a refusal is about; any other is about the decision. */
const FIELD_OF: Readonly<Record<string, keyof Chosen>> = {
  "cut-needs-amount": "amount",
  "adjusted-above-asked": "amount",
  "adjusted-negative": "amount",
  "decision-needs-reason": "reason",
  "decision-reason-unknown": "reason",
  "decision-needs-note": "note",
};

export function LineDecision({ line, reasons, refused }: Props) {
  const words = useWords(moneyWords);
  const locale = useLocale();
  const passes = line.outcome !== "rejected" && line.outcome !== "pended";
  const mayCut = passes || waitsToBeCut(line);
  const options = DECISIONS.filter((one) => (one === "cut" ? mayCut : passes || one !== "approve"));
  const codes = [...new Set([...line.failures.map(({ code }) => code), ...Object.values(reasons).flat()])];
  const errorOf = (field: keyof Chosen) =>
    refused !== null && (FIELD_OF[refused.code] ?? "decision") === field
      ? refusalSentence(refused.code, refused.facts, locale)
      : undefined;
  const field = (name: keyof Chosen) => ({
    name,
    id: `${name}-${line.id}`,
    defaultValue: refused?.chosen[name],
    error: errorOf(name),
  });
  return (
    <details open={refused !== null}>
      <summary className={buttonClass({ kind: "secondary", size: "small" })}>{words.change_decision}</summary>
      <Form method="post" preventScrollReset>
        <Stack>
          <input type="hidden" name="lineId" value={line.id} />
          <Field
            {...field("decision")}
            kind="select"
            label={words.decision}
            options={options.map((value) => ({ value, label: words[value] }))}
            required
          />
          <Field {...field("amount")} kind="money" label={words.cut_to} optional />
          <Field
            {...field("reason")}
            kind="select"
            label={words.reason}
            options={codes.map((value) => ({ value, label: differenceWord(value, locale) }))}
          />
          <Field {...field("note")} kind="text" label={words.note} maxLength={200} optional />
          <SubmitButton name="intent" value="line" size="small">
            {words.save}
          </SubmitButton>
        </Stack>
      </Form>
    </details>
  );
}
