/**
 * One of at most four choices, as a large card. Inside a form it is a submit button with name and value (no script needed); with `to` it is a link.
 * The visible text begins the accessible name; `spoken` adds what the large text steps leave out.
 */
import { Link } from "@remix-run/react";
import { classNames } from "#app/components/class-names.ts";
import type { KioskIconName } from "./kiosk-icon.tsx";
import { KioskIcon } from "./kiosk-icon.tsx";
import styles from "./card-choice.module.css";

type CardChoiceProps = {
  /** One line, or two at the largest text step. */
  readonly lines: readonly string[];
  readonly note?: string | null;
  readonly spoken?: string;
  readonly icon?: KioskIconName | (string & {});
  /** First choice for this person: 和上次一样. */
  readonly isMarked?: boolean;
} & (
  | { readonly name: string; readonly value: string; readonly to?: undefined }
  | { readonly to: string; readonly name?: undefined }
);

function CardContent({ lines, note, spoken, icon }: Pick<CardChoiceProps, "lines" | "note" | "spoken" | "icon">) {
  return (
    <>
      {icon !== undefined && <KioskIcon name={icon} size="large" className={styles.icon} />}
      <span className={styles.words}>
        {lines.map((line) => (
          <span key={line} className={styles.label}>
            {line}
          </span>
        ))}
        {typeof note === "string" && note !== "" && <span className={styles.note}>{note}</span>}
        {spoken !== undefined && <span className="visually-hidden">{spoken}</span>}
      </span>
      <KioskIcon name="chevron-right" className={styles.go} />
    </>
  );
}

/** A line of so many characters would break at the second text step. */
const LONG_LINE = 17;
/** A line of so many would break at the first: a day with both its times to the minute. */
const LONGEST_LINE = 25;

export function CardChoice(props: CardChoiceProps) {
  const length = Math.max(...props.lines.map((line) => [...line].length));
  const look = classNames(
    styles.card,
    props.isMarked === true && styles.marked,
    length >= LONG_LINE && styles.long,
    length >= LONGEST_LINE && styles.longest,
  );
  if (props.to !== undefined) {
    return (
      <Link to={props.to} className={look}>
        <CardContent {...props} />
      </Link>
    );
  }
  return (
    <button type="submit" name={props.name} value={props.value} className={look}>
      <CardContent {...props} />
    </button>
  );
}
