/** Who goes to a visit: those who can, ranked with reasons, to choose from; below them those who cannot, each with why. */
import { Form } from "@remix-run/react";
import { qualificationWord } from "#app/messages/people.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { providerVisitWords } from "#app/messages/provider-visits.ts";
import { inBrackets } from "#app/messages/punctuation.ts";
import { ChoiceField } from "./choice-field.tsx";
import { DataTable } from "./data-table.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type StaffingCandidate = {
  readonly workerNo: string;
  readonly name: string;
  readonly against: readonly string[];
  readonly kilometres: number;
  readonly cameBefore: number;
  readonly weekMinutes: number;
  readonly weekMinutesMax: number;
  readonly qualifications: readonly { readonly code: string; readonly expiresOn: string | null }[];
};

type StaffingFormProps = {
  readonly candidates: readonly StaffingCandidate[];
  /** Worker numbers assigned now. */
  readonly assigned: readonly string[];
  readonly workersNeeded: 1 | 2;
};

const hours = (minutes: number) => String(Math.round(minutes / 6) / 10);

function useHints(): (candidate: StaffingCandidate) => string {
  const words = useWords(providerVisitWords);
  const locale = useLocale();
  return ({ cameBefore, kilometres, weekMinutes, weekMinutesMax, qualifications }) =>
    [
      ...(cameBefore > 0 ? [words.came(cameBefore)] : []),
      words.kilometres(kilometres.toFixed(1)),
      words.week(hours(weekMinutes), hours(weekMinutesMax)),
      ...qualifications.map(({ code, expiresOn }) =>
        [qualificationWord(code, locale), expiresOn].filter((part) => part !== null).join(" "),
      ),
    ].join(" · ");
}

export function StaffingForm({ candidates, assigned, workersNeeded }: StaffingFormProps) {
  const words = useWords(providerVisitWords);
  const locale = useLocale();
  const hints = useHints();
  const able = candidates.filter((one) => one.against.length === 0);
  const unable = candidates.filter((one) => one.against.length > 0);
  const two = workersNeeded === 2;
  return (
    <>
      {two && <p>{words.two_needed}</p>}
      {able.length === 0 ? (
        <p>{words.nobody_can}</p>
      ) : (
        <Form method="post">
          <ChoiceField
            kind={two ? "checkbox" : "radio"}
            name="worker"
            label={words.can_go(able.length)}
            inColumn
            chosen={assigned}
            choices={able.map((one) => ({
              value: one.workerNo,
              label: assigned.includes(one.workerNo) ? one.name + inBrackets(words.now_assigned, locale) : one.name,
              note: hints(one),
            }))}
          />
          <SubmitButton pendingWord={words.saving}>{two ? words.save_two : words.save}</SubmitButton>
        </Form>
      )}
      {unable.length > 0 && (
        <DataTable
          caption={words.cannot_go(unable.length)}
          rows={unable}
          rowKey={(row) => row.workerNo}
          columns={[
            { key: "name", header: words.worker, kind: "nowrap", cell: (row) => row.name },
            {
              key: "why",
              header: words.why_not,
              cell: (row) => row.against.map((code) => conflictReason(code, locale)).join(" · "),
            },
          ]}
        />
      )}
    </>
  );
}
