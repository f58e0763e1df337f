/** What helps with a long queue: search, selection, the lists that may be decided in one step, and the keys. */
import { Link } from "@remix-run/react";
import type { RefObject } from "react";
import { auditBulkWords } from "#app/messages/audit-bulk.ts";
import { auditWords } from "#app/messages/audit.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { useBulkRule } from "./audit-bulk.tsx";
import type { QueueRow } from "./audit-queue.tsx";
import styles from "./audit-workbench.module.css";
import { buttonClass } from "./button-style.ts";
import { useLocale, useWords } from "./words-context.tsx";

/** Rows that hold the text: in their number, their people, or the name of what speaks against them. */
export function useFound(rows: readonly QueueRow[], text: string): readonly QueueRow[] {
  const locale = useLocale();
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return rows;
  return rows.filter((row) =>
    [row.visitNo, row.elderName, ...row.workers, row.says === null ? "" : ruleTitle(row.says.code, locale)].some(
      (one) => one.toLowerCase().includes(wanted),
    ),
  );
}

type ToolsProps = {
  readonly alive: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly input: RefObject<HTMLInputElement>;
  readonly bulk: readonly { readonly rule: string; readonly lines: number }[];
  readonly selected: readonly string[];
  /** The one rule of what is selected; null where they have none in common. */
  readonly selectedRule: string | null;
  readonly onClear: () => void;
};

export function AuditTools({ alive, text, onText, input, bulk, selected, selectedRule, onClear }: ToolsProps) {
  const words = useWords(auditBulkWords);
  const ruleWord = useBulkRule();
  const chosen = new URLSearchParams([
    ["rule", selectedRule ?? ""],
    ...selected.map((visitNo) => ["v", visitNo] as [string, string]),
  ]);
  return (
    <div className={styles.order}>
      {alive && (
        <label className={styles.choice}>
          {words.search} <kbd>/</kbd>
          <input
            ref={input}
            type="search"
            value={text}
            placeholder={words.search_note}
            onChange={(event) => onText(event.target.value)}
          />
        </label>
      )}
      {selected.length > 0 && (
        <p role="status">
          {words.selected(selected.length)}{" "}
          {selectedRule !== null && (
            <Link to={`/office/audit/bulk?${chosen.toString()}`}>
              {words.open}：{ruleWord(selectedRule)}
            </Link>
          )}{" "}
          <button type="button" className={buttonClass({ kind: "quiet", size: "small" })} onClick={onClear}>
            {words.clear}
          </button>
        </p>
      )}
      {bulk.length > 0 && (
        <details>
          <summary>{words.open}</summary>
          <ul>
            {bulk.map((one) => (
              <li key={one.rule}>
                <Link to={`/office/audit/bulk?${new URLSearchParams({ rule: one.rule }).toString()}`}>
                  {words.open_rule(ruleWord(one.rule), one.lines)}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type KeyHelpProps = {
  readonly dialog: RefObject<HTMLDialogElement>;
  readonly keysAct: boolean;
  readonly onKeys: () => void;
};

/** One line of keys, and all of them in a window of their own. */
export function KeyHelp({ dialog, keysAct, onKeys }: KeyHelpProps) {
  const words = useWords(auditWords);
  const bulk = useWords(auditBulkWords);
  return (
    <>
      <p className={styles.keys}>
        <span>{words.keys_text}</span>
        <button type="button" onClick={onKeys} className={buttonClass({ kind: "quiet", size: "small" })}>
          {keysAct ? words.keys_off : words.keys_on}
        </button>
      </p>
      <dialog ref={dialog} className={styles.help} aria-labelledby="audit-keys">
        <h2 id="audit-keys">{bulk.help}</h2>
        <dl>
          {words.keys_all.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button className={buttonClass({ kind: "secondary", size: "small" })}>{bulk.close}</button>
        </form>
      </dialog>
    </>
  );
}
