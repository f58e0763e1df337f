/** Visits that phones recorded at doors that nobody could tell, each with the form that gives it to its elder. */
import { Form } from "@remix-run/react";
import { instant } from "#app/domain/time/instant.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { UNSCHEDULED_REASONS } from "#app/domain/visits/unscheduled.ts";
import { keptAsideWords } from "#app/messages/kept-aside.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ShownClaim = {
  readonly id: string;
  readonly workerName: string;
  readonly workerNo: string;
  readonly checkedInAt: string;
  readonly receivedAt: string;
  readonly typed: string;
  readonly reason: string;
  readonly note: string;
  readonly events: number;
  readonly candidates: readonly { readonly elderNo: string; readonly name: string; readonly community: string }[];
  readonly findings: readonly { readonly code: string }[];
};

/** Several forms stand on the page, so the ids of their fields carry the claim's. */
function AttachForm({ claim }: { claim: ShownClaim }) {
  const words = useWords(keptAsideWords);
  const locale = useLocale();
  const isKnown = UNSCHEDULED_REASONS.some(({ code }) => code === claim.reason);
  const options = UNSCHEDULED_REASONS.map(({ code }) => ({ value: code, label: reasonWord(code, locale) }));
  return (
    <Form method="post">
      <Stack>
        <input type="hidden" name="id" value={claim.id} />
        <Field
          kind="text"
          name="elderNo"
          id={`elder-${claim.id}`}
          label={words.elder_no}
          help={words.elder_help}
          defaultValue={claim.candidates.length === 1 ? claim.candidates[0]?.elderNo : undefined}
          required
          maxLength={20}
          width="short"
        />
        <Field
          kind="select"
          name="reason"
          id={`reason-${claim.id}`}
          label={words.reason}
          options={options}
          defaultValue={isKnown ? claim.reason : undefined}
          required
        />
        <Field
          kind="text"
          name="note"
          id={`note-${claim.id}`}
          label={words.reason_note}
          defaultValue={claim.note}
          maxLength={300}
        />
        <FormActions>
          <SubmitButton>{words.attach}</SubmitButton>
        </FormActions>
      </Stack>
    </Form>
  );
}

function ClaimPanel({ claim }: { claim: ShownClaim }) {
  const words = useWords(keptAsideWords);
  const locale = useLocale();
  const { candidates } = claim;
  const found = candidates.map(({ elderNo, name, community }) => `${elderNo} ${name} ${community}`.trim());
  return (
    <Panel title={`${staffTimeText(instant(claim.checkedInAt), locale)} ${claim.workerName} ${claim.workerNo}`}>
      <Stack>
        <DefinitionList
          items={[
            { term: words.received, value: <TimeText at={claim.receivedAt} /> },
            { term: words.typed, value: claim.typed },
            ...(found.length > 0
              ? [{ term: words.candidates, value: found.join("; ") }]
              : claim.findings.map(({ code }) => ({ term: ruleTitle(code, locale), value: words.nobody }))),
            { term: words.events, value: words.event_count(claim.events) },
            ...(claim.note === "" ? [] : [{ term: words.note, value: claim.note }]),
          ]}
        />
        <AttachForm claim={claim} />
      </Stack>
    </Panel>
  );
}

type KeptAsideProps = {
  readonly claims: readonly ShownClaim[];
  readonly back: { readonly to: string; readonly label: string };
  /** Number of the visit that was just made. */
  readonly done: string | null;
  readonly problem: string | null;
};

export function KeptAsideClaims({ claims, back, done, problem }: KeptAsideProps) {
  const words = useWords(keptAsideWords);
  return (
    <>
      <PageHeader title={words.title} trail={[back]} />
      <Stack>
        {problem !== null && (
          <Notice tone="danger" announced>
            {problem}
          </Notice>
        )}
        {problem === null && done !== null && (
          <Notice tone="success" announced>
            {words.done(done)}
          </Notice>
        )}
        <p>{claims.length === 0 ? words.none : words.lead}</p>
        {claims.map((claim) => (
          <ClaimPanel key={claim.id} claim={claim} />
        ))}
      </Stack>
    </>
  );
}
