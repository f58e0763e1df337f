/**
 * Deciding one line: four decisions, a reason where one is needed, Enter. A plain form without client JavaScript; with it the digits
 * choose, and only the reasons of the chosen decision are shown. Nothing can be sent before the evidence was shown.
 */
import { Form } from "@remix-run/react";
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { Fen } from "#app/domain/money/fen.ts";
import { staffYuanText, yuanText } from "#app/domain/money/yuan-text.ts";
import { auditWords } from "#app/messages/audit.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import styles from "./audit-workbench.module.css";
import { buttonClass } from "./button-style.ts";
import { useAuditKeys } from "./audit-keys.ts";
import { Field } from "./field.tsx";
import { useLocale, useWords } from "./words-context.tsx";

const DECISIONS = ["approve", "cut", "hold", "refuse"] as const;
export type Decision = (typeof DECISIONS)[number];

export type AuditChoices = Readonly<Record<Decision, { readonly reasons: readonly string[] } | null>>;

type Props = {
  readonly visitNo: string;
  readonly digest: string;
  readonly choices: AuditChoices;
  readonly askedFen: Fen;
  readonly proposedFen: Fen;
  /** Whether the evidence on the screen has been written down as shown. */
  readonly shown: boolean;
  /** Sends the form in place; null where the browser sends it. */
  readonly onDecide: ((form: FormData) => void) | null;
};

export function AuditDecision({ visitNo, digest, choices, askedFen, proposedFen, shown, onDecide }: Props) {
  const words = useWords(auditWords);
  const locale = useLocale();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  // Who is quicker than the note that the evidence was shown is not asked twice; evidence that changed meanwhile is decided anew.
  const held = useRef<string | null>(null);
  useEffect(() => {
    if (!shown || held.current === null) return;
    const same = held.current === digest;
    held.current = null;
    if (same) document.querySelector<HTMLFormElement>("#decision")?.requestSubmit();
  }, [shown, digest]);
  const choose = (one: Decision | null) => {
    held.current = null;
    setDecision(one);
    setReason(null);
  };
  const active = onDecide !== null;
  const offered = DECISIONS.filter((one) => choices[one] !== null);
  const wordOf = (one: Decision, code: string) =>
    one === "approve" ? reasonWord(code, locale) : differenceWord(code, locale);
  useAuditKeys(active, (key) => {
    const digit = /^[1-9]$/.test(key) ? Number(key) : null;
    if (key === "Escape") choose(null);
    else if (digit !== null && decision === null) {
      const one = DECISIONS[digit - 1];
      if (one !== undefined && choices[one] !== null) choose(one);
    } else if (digit !== null && decision !== null) setReason(choices[decision]?.reasons[digit - 1] ?? reason);
    else if (key === "Enter") document.querySelector<HTMLFormElement>("#decision")?.requestSubmit();
    else if (key === "e") document.querySelector<HTMLInputElement>("#decision [name=second]")?.click();
    else return false;
    return true;
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    if (onDecide === null) return;
    event.preventDefault();
    if (shown) onDecide(new FormData(event.currentTarget));
    else held.current = digest;
  };
  const half = (askedFen / 2n) as Fen;
  const cutTo = proposedFen < askedFen ? proposedFen : half;
  return (
    <Form method="post" action={`/office/audit/${visitNo}`} id="decision" className={styles.decision} onSubmit={send}>
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="digest" value={digest} />
      <fieldset>
        <legend>{words.decision}</legend>
        {offered.map((one) => (
          <label key={one} className={styles.choice}>
            <input
              type="radio"
              name="decision"
              value={one}
              required
              {...(active && { checked: decision === one, onChange: () => choose(one) })}
            />
            <kbd>{DECISIONS.indexOf(one) + 1}</kbd>
            {words[one]}
          </label>
        ))}
      </fieldset>
      {offered
        .filter((one) => (!active || decision === one) && (choices[one]?.reasons.length ?? 0) > 0)
        .map((one) => (
          <fieldset key={one}>
            <legend>{words.reasons_for(words[one])}</legend>
            {one === "approve" && <p className={styles.faint}>{words.suggest_close}</p>}
            {choices[one]?.reasons.map((code, at) => (
              <label key={code} className={styles.choice}>
                <input
                  type="radio"
                  name="reason"
                  value={code}
                  {...(active && { checked: reason === code, onChange: () => setReason(code), required: true })}
                />
                <kbd>{at + 1}</kbd>
                {wordOf(one, code)}
              </label>
            ))}
          </fieldset>
        ))}
      {(!active || decision === "cut") && offered.includes("cut") && (
        <Field kind="money" name="amount" label={words.cut_to} defaultValue={yuanText(cutTo)} />
      )}
      <Field kind="text" name="note" label={words.note} maxLength={200} optional width="full" />
      <label className={styles.choice}>
        <input type="checkbox" name="second" value="yes" />
        <kbd>E</kbd>
        {words.asks_second}
      </label>
      <p role="status" className={styles.faint}>
        {shown ? words.may_decide : words.wait_evidence}
      </p>
      <button type="submit" className={buttonClass({ kind: "primary", wide: true })} disabled={!shown}>
        {decision === null
          ? words.confirm
          : words.confirm_of(words[decision], decision === "approve" ? staffYuanText(askedFen) : "")}{" "}
        <kbd>Enter</kbd>
      </button>
    </Form>
  );
}
