/**
 * One line at the workbench: its evidence, the decision beside it, and what makes the next one quick: the evidence is written down as
 * shown once it is drawn, the next two are fetched ahead, and a decision is sent while the next line opens already.
 */
import { useFetcher, useNavigate, useOutletContext, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { auditWords } from "#app/messages/audit.ts";
import type { Fen } from "#app/domain/money/fen.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { AuditDecision, type AuditChoices } from "./audit-decision.tsx";
import { AuditEvidence, type ShownEvidence } from "./audit-evidence.tsx";
import { useAuditKeys } from "./audit-keys.ts";
import styles from "./audit-workbench.module.css";
import { Money } from "./money.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { useWords } from "./words-context.tsx";

export type DeskItem = ShownEvidence & {
  readonly digest: string;
  readonly choices: AuditChoices;
  /** Why this reader does not decide; null for who may. */
  readonly barred: "read_only" | "by_preparer" | "decided_already" | "not_submitted" | null;
  /** The server has written down that this reader saw it. */
  readonly shown: boolean;
  readonly line: ShownEvidence["line"] & {
    readonly plannedFen: bigint;
    readonly proposedFen: bigint;
    readonly askedFen: bigint;
  };
};

export type StepAnswer = {
  readonly problem: { readonly code: string; readonly facts: SentenceFacts } | null;
  readonly id: string | null;
};

/** What the frame with the queue gives to the line inside it. */
export type Bench = {
  /** Numbers of the lines that wait, in order, those left out that were just decided. */
  readonly order: readonly string[];
  /** The page has come alive: keys act and steps are sent in place. */
  readonly alive: boolean;
  readonly onTaken: (visitNo: string, form: FormData) => void;
};

/** One step of the workbench, sent beside the page. */
export async function sendStep(form: FormData | Readonly<Record<string, string>>): Promise<StepAnswer> {
  const fields =
    form instanceof FormData ? [...form].map(([name, value]) => [name, String(value)]) : Object.entries(form);
  const answer = await fetch("/office/audit/steps", { method: "POST", body: new URLSearchParams(fields) }).catch(
    () => null,
  );
  if (answer?.ok !== true) return { problem: { code: "busy-try-again", facts: {} }, id: null };
  return (await answer.json()) as StepAnswer;
}

/** Writes down that the evidence has been drawn. */
function useShown({ visitNo, digest, shown, barred }: DeskItem, alive: boolean): boolean {
  const [written, setWritten] = useState<string | null>(null);
  const { revalidate } = useRevalidator();
  const key = `${visitNo} ${digest}`;
  useEffect(() => {
    const mayJudge = barred === null || barred === "decided_already";
    if (!alive || shown || !mayJudge || written === key) return undefined;
    let current = true;
    // Two frames later what was rendered has been painted.
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        void sendStep({ intent: "shown", visitNo, digest }).then(({ problem }) => {
          if (!current) return;
          if (problem === null) setWritten(key);
          else revalidate();
        });
      }),
    );
    return () => {
      current = false;
      cancelAnimationFrame(frame);
    };
  }, [alive, shown, barred, written, key, visitNo, digest, revalidate]);
  return shown || written === key;
}

export function AuditDesk({ item }: { item: DeskItem }) {
  const words = useWords(auditWords);
  const { order, alive, onTaken } = useOutletContext<Bench>();
  const navigate = useNavigate();
  const shown = useShown(item, alive);
  const at = order.indexOf(item.visitNo);
  const others = order.filter((one) => one !== item.visitNo);
  const [next, afterNext] = at === -1 ? others : [...order.slice(at + 1), ...order.slice(0, Math.max(0, at))];
  const previous = at > 0 ? order[at - 1] : undefined;
  const { load: loadNext } = useFetcher({ key: "ahead-1" });
  const { load: loadAfterNext } = useFetcher({ key: "ahead-2" });
  useEffect(() => {
    if (!alive) return;
    if (next !== undefined) loadNext(`/office/audit/${next}`);
    if (afterNext !== undefined) loadAfterNext(`/office/audit/${afterNext}`);
  }, [alive, next, afterNext, loadNext, loadAfterNext]);
  const go = (visitNo: string | undefined) =>
    navigate(visitNo === undefined ? "/office/audit" : `/office/audit/${visitNo}`, { preventScrollReset: true });
  useAuditKeys(alive, (key) => {
    if (key === "j" && next !== undefined) go(next);
    else if (key === "k" && previous !== undefined) go(previous);
    else if (key === "m" || key === "p") document.querySelector<HTMLElement>(key === "m" ? "#map" : "#photos")?.focus();
    else return false;
    return true;
  });
  const decide = (form: FormData) => {
    form.set("visitNo", item.visitNo);
    onTaken(item.visitNo, form);
    go(next);
  };
  const { line } = item;
  return (
    <div className={styles.item}>
      <div className={styles.column} tabIndex={0} role="region" aria-label={words.evidence} key={item.visitNo}>
        <AuditEvidence item={item} />
      </div>
      <div className={styles.column} tabIndex={0} role="region" aria-label={words.decision}>
        <div className={styles.padded}>
          <DefinitionList
            items={[
              { term: words.planned, value: <Money fen={line.plannedFen} /> },
              { term: words.verified, value: <Money fen={line.proposedFen} /> },
              { term: words.asked, value: <Money fen={line.askedFen} /> },
            ]}
          />
          <p>{line.outcome === "accepted" ? words.suggest_approve : words.suggest_look}</p>
        </div>
        {item.barred === null ? (
          <AuditDecision
            key={item.visitNo}
            visitNo={item.visitNo}
            digest={item.digest}
            choices={item.choices}
            askedFen={line.askedFen as Fen}
            proposedFen={line.proposedFen as Fen}
            shown={shown}
            onDecide={alive ? decide : null}
          />
        ) : (
          <p className={styles.padded}>{words[item.barred]}</p>
        )}
      </div>
    </div>
  );
}
