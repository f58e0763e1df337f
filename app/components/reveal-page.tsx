/**
 * One masked field by itself: the form that asks why, and after it the value with the viewer's name and the time laid over it. Hidden again
 * after a minute: by the clock of the page, or where scripts do not run by going back to the file.
 */
import { Form, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { REVEAL_REASONS, REVEAL_SHOWN_SECONDS, REVEALS_PER_DAY } from "#app/domain/access/disclosure.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { elderRevealWords, REVEAL_REASONS_CONFIRMED, revealReasonWord } from "#app/messages/elder-reveal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Row } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { MaskedValue } from "./masked-value.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import styles from "./reveal-page.module.css";
import { useSecondsLeft } from "./seconds-left.ts";
import { SubmitButton } from "./submit-button.tsx";
import { UnconfirmedTag } from "./unconfirmed-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type MaskedField = {
  readonly term: string;
  readonly masked: string;
  /** Values that the reader may still have shown today. */
  readonly left: number;
};

export type RevealRefusal = {
  readonly code: string;
  readonly facts: SentenceFacts;
  readonly chosen: { readonly reason: string; readonly note: string };
};

/** The cap is assumed until the district confirms it, and says so. */
function LeftToday({ left }: { left: number }) {
  const words = useWords(elderRevealWords);
  return (
    <span className={styles.marked}>
      {words.left_today(left, REVEALS_PER_DAY)}
      <UnconfirmedTag />
    </span>
  );
}

type AskProps = { readonly field: MaskedField; readonly fileTo: string; readonly refused: RevealRefusal | null };

export function RevealForm({ field, fileTo, refused }: AskProps) {
  const words = useWords(elderRevealWords);
  const locale = useLocale();
  const errorOf = (code: string) =>
    refused?.code === code ? refusalSentence(refused.code, refused.facts, locale) : undefined;
  const [reasonError, noteError] = [errorOf("reason-unknown"), errorOf("reason-needs-text")];
  const isSpent = field.left === 0 || refused?.code === "reveal-cap-reached";
  return (
    <Panel title={words.title} note={words.rule(REVEAL_SHOWN_SECONDS)}>
      <DefinitionList
        items={[
          {
            term: field.term,
            value: <MaskedValue value={field.masked} mono />,
            note: <LeftToday left={field.left} />,
          },
        ]}
      />
      {isSpent ? (
        <Notice tone="danger" announced={refused !== null}>
          {refusalSentence("reveal-cap-reached", { cap: REVEALS_PER_DAY }, locale)}
        </Notice>
      ) : (
        <Form method="post">
          <Field
            kind="select"
            name="reason"
            label={
              <span className={styles.marked}>
                {words.reason}
                {!REVEAL_REASONS_CONFIRMED && <UnconfirmedTag />}
              </span>
            }
            defaultValue={refused?.chosen.reason}
            options={REVEAL_REASONS.map(({ code, needsText }) => ({
              value: code,
              label: needsText ? words.with_text(revealReasonWord(code, locale)) : revealReasonWord(code, locale),
            }))}
            error={reasonError}
          />
          <Field
            kind="text"
            name="note"
            label={words.note}
            help={words.note_help}
            maxLength={200}
            autoComplete="off"
            optional={noteError === undefined}
            defaultValue={refused?.chosen.note}
            error={noteError}
          />
          <FormActions>
            <LinkButton to={fileTo}>{words.back}</LinkButton>
            <SubmitButton icon="eye">{words.show}</SubmitButton>
          </FormActions>
        </Form>
      )}
    </Panel>
  );
}

type ShownProps = {
  readonly field: MaskedField;
  readonly fileTo: string;
  readonly value: string;
  readonly viewer: string;
  /** ISO text: when it was shown. */
  readonly at: string;
};

/** Enough to cover the panel at every width. */
const MARKS = Array.from({ length: 80 }, (_, place) => place);

export function RevealedValue({ field, fileTo, value, viewer, at }: ShownProps) {
  const words = useWords(elderRevealWords);
  const locale = useLocale();
  const navigate = useNavigate();
  const left = useSecondsLeft(REVEAL_SHOWN_SECONDS);
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) void navigate(fileTo, { replace: true });
  }, [isOver, fileTo, navigate]);
  const mark = `${viewer} ${staffTimeText(instant(at), locale)}`;
  return (
    <Panel title={words.shown_title(field.term)} note={words.shown_by(viewer, staffTimeText(instant(at), locale))}>
      <noscript>
        <meta httpEquiv="refresh" content={`${REVEAL_SHOWN_SECONDS};url=${fileTo}`} />
      </noscript>
      <div className={styles.shown}>
        <p className={styles.value} data-revealed={isOver ? undefined : ""}>
          {isOver ? `${field.masked} (${words.hidden})` : value}
        </p>
        <div className={styles.mark} aria-hidden="true">
          {MARKS.map((place) => (
            <span key={place}>{mark}</span>
          ))}
        </div>
      </div>
      <p>{left === null ? words.hides_after(REVEAL_SHOWN_SECONDS) : words.hides_in(left)}</p>
      <Row>
        <LinkButton to={fileTo} kind="primary">
          {words.hide_now}
        </LinkButton>
        <LeftToday left={field.left} />
      </Row>
    </Panel>
  );
}
