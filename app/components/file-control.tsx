/**
 * Choosing a file in the page's own words: the browser's control speaks the browser's language and cannot be told another. The native
 * input lies over the words and takes every press and key; where no scripts run it is shown itself, because it alone can say what was chosen.
 */
import { useEffect, useRef, useState, type ChangeEvent, type InputHTMLAttributes, type ReactNode } from "react";
import { fileWords } from "#app/messages/file.ts";
import { buttonClass, type ButtonLook } from "./button-style.ts";
import { classNames } from "./class-names.ts";
import styles from "./file-control.module.css";
import { Icon, type IconName } from "./icon.tsx";
import { useWords } from "./words-context.tsx";

type FileInput = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  "id" | "name" | "accept" | "multiple" | "required" | "disabled" | "form" | "aria-describedby" | "aria-invalid"
> & {
  /** On a phone: opens the camera at the back at once instead of a list of files. */
  readonly capture?: "environment" | undefined;
};

const namesOf = (input: HTMLInputElement) => [...(input.files ?? [])].map((file) => file.name).join("、");

/** Under a label of its own, in a form that is sent. */
export function FileControl(input: FileInput) {
  const words = useWords(fileWords);
  const [chosen, setChosen] = useState("");
  const control = useRef<HTMLInputElement>(null);
  // Chosen before the page's scripts ran, or kept by the browser on the way back.
  useEffect(() => setChosen(control.current === null ? "" : namesOf(control.current)), []);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => setChosen(namesOf(event.currentTarget));
  const choose = input.capture === undefined ? (input.multiple ? words.choose_several : words.choose) : words.take;
  return (
    <span className={styles.frame}>
      <input {...input} ref={control} type="file" className={styles.input} onChange={onChange} />
      <span className={styles.face} aria-hidden>
        <span className={classNames(buttonClass({ kind: "secondary", size: "small" }), styles.choose)}>
          <Icon name={input.capture === undefined ? "file-text" : "camera"} size="small" />
          <span>{choose}</span>
        </span>
        <span className={styles.name}>{chosen === "" ? words.none : chosen}</span>
      </span>
      <span role="status" className="visually-hidden">
        {chosen === "" ? "" : words.chosen(chosen)}
      </span>
    </span>
  );
}

type FileButtonProps = ButtonLook & {
  readonly accept: string;
  readonly capture?: "environment";
  readonly icon: IconName;
  /** The same file may be chosen again after it. */
  readonly onPick: (file: File) => void;
  readonly children: ReactNode;
};

/** One press chooses and hands over; for a page that works on the file itself. */
export function FileButton({ accept, capture, icon, onPick, children, ...look }: FileButtonProps) {
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (file !== undefined) onPick(file);
    input.value = "";
  };
  return (
    <label className={classNames(buttonClass(look), styles.button)}>
      <input type="file" accept={accept} capture={capture} className={styles.over} onChange={onChange} />
      <Icon name={icon} />
      <span>{children}</span>
    </label>
  );
}
