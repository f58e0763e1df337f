/** 有意见要说 on the family's phone: topic, what was wrong, own words; a number at the end, and what became of earlier matters. */
import { Form } from "@remix-run/react";
import { elderDayText } from "#app/domain/time/date-text.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { DETAILS_OF_TOPIC, TICKET_TOPICS, type TicketTopic } from "#app/domain/tickets/ticket-kind.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { complainDetailWord, complainStandWord, complainTopicWord } from "#app/messages/kiosk-complain.ts";
import { ChoiceField } from "./choice-field.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import styles from "./family-home.module.css";
import { Stack } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export function ComplainTopics({ to }: { to: string }) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  return (
    <Panel title={words.topic}>
      <div className={styles.choices}>
        {TICKET_TOPICS.map((topic) => (
          <LinkButton key={topic} to={`${to}?topic=${topic}`} wide>
            {complainTopicWord(topic, locale)}
          </LinkButton>
        ))}
      </div>
    </Panel>
  );
}

export function ComplainForm({ topic, requestKey }: { topic: TicketTopic; requestKey: string }) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  return (
    <Form method="post">
      <input type="hidden" name="topic" value={topic} />
      <input type="hidden" name="key" value={requestKey} />
      <Stack>
        <ChoiceField
          kind="checkbox"
          name="detail"
          label={`${complainTopicWord(topic, locale)} · ${words.details}`}
          choices={DETAILS_OF_TOPIC[topic].map((value) => ({ value, label: complainDetailWord(value, locale) }))}
          inColumn
        />
        <Field kind="textarea" name="words" label={words.words} help={words.words_hint} maxLength={300} width="full" />
        <SubmitButton kind="primary" wide>
          {words.send}
        </SubmitButton>
      </Stack>
    </Form>
  );
}

export type OwnComplaint = {
  readonly number: string;
  readonly topic: string | null;
  readonly state: string;
  readonly answer: string | null;
  readonly openedMs: number;
};

export function ComplainTold({ number, days, isProtected }: { number: string; days: number; isProtected: boolean }) {
  const words = useWords(familyActWords);
  return (
    <Notice tone="success" title={words.complained(number)} announced>
      {words.complained_days(days)} {isProtected && words.complained_street}
    </Notice>
  );
}

export function OwnComplaints({ complaints }: { complaints: readonly OwnComplaint[] }) {
  const words = useWords(familyActWords);
  const locale = useLocale();
  if (complaints.length === 0) return null;
  const dateOf = (ms: number) => elderDayText(localDateOf(instant(ms)), locale);
  return (
    <Panel title={words.mine}>
      <DefinitionList
        items={complaints.map(({ number, topic, state, answer, openedMs }) => ({
          term: `${number} · ${words.at(dateOf(openedMs), complainTopicWord(topic ?? "other", locale))}`,
          value: complainStandWord(state, locale),
          ...(answer !== null && { note: answer }),
        }))}
      />
    </Panel>
  );
}
