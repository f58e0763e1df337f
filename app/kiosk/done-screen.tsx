/** 约好了: what was done, its number, what happens next in one sentence, and a way back within ten minutes. */
import type { ReactNode } from "react";
import styles from "./done-screen.module.css";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";

type DoneScreenProps = {
  readonly backTo: string;
  readonly title: string;
  /** 预约号 3827 */
  readonly number?: string;
  readonly text: string;
  readonly note?: string;
  /** Where 撤销 is sent. */
  readonly form?: { readonly action?: string; readonly hidden?: Readonly<Record<string, string>> };
  readonly choices?: ReactNode;
  readonly action: ReactNode;
};

export function DoneScreen({ backTo, title, number, text, note, form, choices, action }: DoneScreenProps) {
  return (
    <QuestionScreen
      backTo={backTo}
      title={title}
      isDone
      {...(form !== undefined && { form })}
      longDetails={
        <div className={styles.done}>
          {number !== undefined && <p className={styles.number}>{number}</p>}
          <p className={styles.text}>
            <Phrases>{text}</Phrases>
          </p>
          {note !== undefined && <p className={styles.note}>{note}</p>}
        </div>
      }
      choices={choices}
      action={action}
    />
  );
}
