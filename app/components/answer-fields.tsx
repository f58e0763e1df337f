/**
 * The questions of the sheet as fields, each with the sentence to say beside it. The same on the telephone and at the door; what is not
 * asked of somebody who was not served is put away where the browser can, and left out by the server in any case.
 */
import type { Question } from "#app/domain/call-backs/questionnaire.ts";
import { QUESTIONNAIRE } from "#app/domain/call-backs/questionnaire.ts";
import { answerProblemWord, answerWord, questionScript, questionWord } from "#app/messages/call-answers.ts";
import { callBackWords } from "#app/messages/call-backs.ts";
import styles from "./call-screen.module.css";
import { CheckboxField, ChoiceField } from "./choice-field.tsx";
import { classNames } from "./class-names.ts";
import { Field } from "./field.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AnswerError = { readonly key: string; readonly code: string };
export type SubtypeChoice = { readonly code: string; readonly zh: string; readonly en: string };

/** What a form said that was not taken: it stands there again, also where no script keeps it. */
export type SaidBefore = Readonly<Record<string, string | readonly string[] | undefined>>;

type AnswerFieldsProps = {
  readonly subtypes: readonly SubtypeChoice[];
  readonly problems: readonly AnswerError[];
  readonly before?: SaidBefore;
};

const chosenOf = (before: SaidBefore | undefined, key: string): readonly string[] => {
  const said = before?.[key];
  return typeof said === "string" ? [said] : (said ?? []);
};

function useQuestion(question: Question, problems: readonly AnswerError[]) {
  const locale = useLocale();
  const problem = problems.find(({ key }) => key === question.key);
  const number = question.number === null ? "" : `${question.number}. `;
  return {
    label: `${number}${questionWord(question.key, locale)}`,
    help: questionScript(question.key, locale),
    error: problem && answerProblemWord(problem.code, locale),
  };
}

function QuestionField({ question, subtypes, problems, before }: AnswerFieldsProps & { readonly question: Question }) {
  const words = useWords(callBackWords);
  const locale = useLocale();
  const texts = useQuestion(question, problems);
  const { key, kind, options } = question;
  switch (kind) {
    case "choice":
      return (
        <ChoiceField
          kind="radio"
          name={key}
          chosen={chosenOf(before, key)}
          choices={options.map((value) => ({ value, label: answerWord(value, locale) }))}
          {...texts}
        />
      );
    case "services":
      return (
        <ChoiceField
          kind="checkbox"
          name={key}
          chosen={chosenOf(before, "chosenServices")}
          choices={subtypes.map(({ code, zh, en }) => ({ value: code, label: locale === "en" ? en : zh }))}
          {...texts}
        />
      );
    case "number":
      return (
        <Field
          kind="number"
          name={key}
          inputMode="numeric"
          defaultValue={chosenOf(before, key)[0]}
          autoComplete="off"
          unit={key === "minutesPerVisit" ? words.minutes : words.visits_unit}
          {...texts}
        />
      );
    case "text":
      return (
        <Field
          kind="text"
          name={key}
          autoComplete="off"
          maxLength={300}
          defaultValue={chosenOf(before, key)[0]}
          {...texts}
        />
      );
  }
}

const classOf = ({ key, ofServed }: Question) =>
  classNames(styles.question, ofServed && styles.ofServed, key === "notServed" && styles.ofDenied);

export function AnswerFields({ subtypes, problems, before }: AnswerFieldsProps) {
  const words = useWords(callBackWords);
  return (
    <>
      {QUESTIONNAIRE.questions.map((question) => (
        <div key={question.key} className={classOf(question)}>
          <QuestionField question={question} subtypes={subtypes} problems={problems} {...(before && { before })} />
          {question.key === "overall" && (
            <div className={styles.ofDissatisfied}>
              <CheckboxField
                name="overallConfirmed"
                label={words.confirmed}
                defaultChecked={chosenOf(before, "overallConfirmed").includes("yes")}
              />
            </div>
          )}
        </div>
      ))}
      <div className={styles.question}>
        <CheckboxField
          name="complaint"
          label={words.complaint}
          defaultChecked={chosenOf(before, "complaint").includes("yes")}
        />
      </div>
    </>
  );
}
