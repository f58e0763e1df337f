/** What stands where the visits would stand while the phone has none to show: the six digits that open the kept ones, or why there are none. */
import { useState, type FormEvent } from "react";
import type { UnlockOutcome } from "#app/domain/visits/phone-state.ts";
import { codeFaultWord, workerPhoneWords } from "#app/messages/worker-phone.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { usePhone, usePhoneState } from "./phone-context.tsx";
import { useLocale, useWords } from "./words-context.tsx";

const digitsOf = (form: HTMLFormElement) => String(new FormData(form).get("digits") ?? "");

function CodeField({ error }: { error: string | undefined }) {
  const words = useWords(workerPhoneWords);
  return (
    <Field
      kind="password"
      name="digits"
      label={words.code_label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      required
      width="full"
      error={error}
    />
  );
}

function Unlock() {
  const phone = usePhone();
  const { triesLeft } = usePhoneState();
  const words = useWords(workerPhoneWords);
  const [outcome, setOutcome] = useState<UnlockOutcome | "trying" | null>(null);
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (phone === null || outcome === "trying") return;
    setOutcome("trying");
    void phone.unlock(digitsOf(form)).then((came) => {
      form.reset();
      setOutcome(came);
    });
  };
  return (
    <Panel title={words.unlock_title} note={words.unlock_note}>
      <form onSubmit={open} autoComplete="off">
        <CodeField error={outcome === "again" ? words.code_again(triesLeft) : undefined} />
        <Button kind="primary" size="main" wide>
          {outcome === "trying" ? words.opening : words.unlock}
        </Button>
      </form>
    </Panel>
  );
}

/** @param missing what is said when the kept days are open and hold nothing of the kind */
export function PhoneDoor({ missing }: { missing?: string }) {
  const { status, vault, day, isOnline } = usePhoneState();
  const words = useWords(workerPhoneWords);
  if (status === "opening") return <p role="status">{words.opening}</p>;
  if (day !== null) return <Notice tone="warning">{missing ?? words.visit_not_kept}</Notice>;
  if (vault === "locked") return <Unlock />;
  if (vault === "closed") return <Notice tone="warning">{words.code_closed}</Notice>;
  return isOnline ? <p role="status">{words.opening}</p> : <Notice tone="info">{words.nothing_kept}</Notice>;
}

/**
 * Sets the digits, or sets them anew. Only with a network: the days are fetched and sealed to the new ones.
 * @param onlyToSet nothing is drawn on a phone that has digits
 */
export function AppCodePanel({ onlyToSet = false }: { onlyToSet?: boolean }) {
  const phone = usePhone();
  const { status, vault } = usePhoneState();
  const words = useWords(workerPhoneWords);
  const locale = useLocale();
  const [answer, setAnswer] = useState<string | null>(null);
  if (phone === null || status !== "ready") return null;
  const isSet = vault !== "none";
  if (onlyToSet && isSet)
    return answer === "done" ? (
      <Notice tone="success" announced>
        {words.set_done}
      </Notice>
    ) : null;
  const set = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    void phone.setCode(digitsOf(form)).then((fault) => {
      if (fault === null) form.reset();
      setAnswer(fault ?? "done");
    });
  };
  const problem = answer === null || answer === "done" ? undefined : codeFaultWord(answer, locale);
  return (
    <Panel title={isSet ? words.change_title : words.set_title} note={isSet ? words.change_note : words.set_note}>
      <form onSubmit={set} autoComplete="off">
        <CodeField error={problem} />
        <Button kind="secondary" wide>
          {words.set_send}
        </Button>
        <p role="status">{answer === "done" ? words.set_done : ""}</p>
      </form>
    </Panel>
  );
}
