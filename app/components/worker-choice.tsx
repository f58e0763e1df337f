/** Who goes to a visit, chosen among the provider's care workers: each with what speaks for them or against. */
import { conflictReason } from "#app/messages/planning.ts";
import { listed } from "#app/messages/punctuation.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { Field, type FieldOption } from "./field.tsx";
import type { ShownWorkerChoice } from "./visit-change-answer.ts";
import { useLocale, useWords } from "./words-context.tsx";

function useOptions(choices: readonly ShownWorkerChoice[]): FieldOption[] {
  const words = useWords(visitChangeWords);
  const locale = useLocale();
  return choices.map(({ workerNo, name, goes, cameBefore, against }) => {
    const notes = [
      ...(goes ? [words.choice_goes] : []),
      ...(cameBefore > 0 ? [words.choice_came(cameBefore)] : []),
      ...against.map((code) => conflictReason(code, locale)),
    ];
    return { value: workerNo, label: notes.length === 0 ? name : `${name} · ${listed(notes, locale)}` };
  });
}

type Props = {
  readonly choices: readonly ShownWorkerChoice[];
  readonly workersNeeded: 1 | 2;
  /** Worker numbers that stand in the fields; those who go now when empty. */
  readonly chosen: readonly string[];
  /** Before the ids of the fields, where a page has them twice. */
  readonly idPrefix?: string;
  /** The sentence below the label, where the form also changes more than one visit. */
  readonly help?: string;
};

/** One field, or two for a visit of two. Nothing where nobody can be chosen. */
export function WorkerChoice({ choices, workersNeeded, chosen, idPrefix = "", help }: Props) {
  const words = useWords(visitChangeWords);
  const options = useOptions(choices);
  if (choices.length === 0) return null;
  const present = choices.flatMap(({ goes, workerNo }) => (goes ? [workerNo] : []));
  const fields = [
    { name: "worker", label: words.worker, ...(help !== undefined && { help }) },
    { name: "second", label: words.second_worker },
  ].slice(0, workersNeeded);
  return fields.map(({ name, ...texts }, index) => (
    <Field
      key={name}
      kind="select"
      name={name}
      id={`${idPrefix}${name}`}
      {...texts}
      options={options}
      emptyLabel={present[index] === undefined ? words.worker_open : null}
      defaultValue={chosen[index] ?? present[index]}
    />
  ));
}
