/** 约好了: what was done, its number, what happens next in one sentence, and a way back within ten minutes. */
import type { ReactNode } from "react";
import { classNames } from "#app/components/class-names.ts";
import styles from "./done-screen.module.css";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";

/** "预约号 3827" is set as large as there is room for; the number of a file is longer. */
const SHORT_NUMBER = 5;

const isLong = (number: string) => (number.split(" ").at(-1) ?? "").length > SHORT_NUMBER;

type DoneScreenProps = {
  readonly backTo: string;
  readonly title: string;
  /** 预约号 3827 */
  readonly number?: string;
  /** The number is a code: read, and not said aloud. */
  readonly isCode?: boolean;
  readonly text: string;
  readonly note?: string;
  /** Where 撤销 is sent. */
  readonly form?: { readonly action?: string; readonly hidden?: Readonly<Record<string, string>> };
  readonly choices?: ReactNode;
  readonly action: ReactNode;
};

export function DoneScreen(props: DoneScreenProps) {
  const { backTo, title, number, isCode, text, note, form, choices, action } = props;
  return (
    <QuestionScreen
      backTo={backTo}
      title={title}
      isDone
      {...(form !== undefined && { form })}
      longDetails={
        <div className={styles.done}>
          {number !== undefined && (
            <p
              className={classNames(styles.number, isLong(number) && styles.long)}
              data-unsaid={isCode === true ? "" : undefined}
            >
              {number}
            </p>
          )}
          <p className={styles.text}>
            <Phrases>{text}</Phrases>
          </p>
          {note !== undefined && (
            <p className={styles.note}>
              <Phrases>{note}</Phrases>
            </p>
          )}
        </div>
      }
      choices={choices}
      action={action}
    />
  );
}
