/** The frame of the workbench: figures, the queue, decisions that are not final yet, and the line inside it. */
import { Outlet, useNavigate, useParams, useRevalidator } from "@remix-run/react";
import { useContext, useEffect, useRef, useState } from "react";
import { ruleOfLine } from "#app/domain/claims/bulk-decision.ts";
import { auditWords } from "#app/messages/audit.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { sendStep, type Bench, type StepAnswer } from "./audit-desk.tsx";
import { AuditKeysContext, useAuditKeys } from "./audit-keys.ts";
import { AuditOrderNote, AuditQueue, type QueueRow } from "./audit-queue.tsx";
import { AuditTools, KeyHelp, useFound } from "./audit-tools.tsx";
import { WaitingDecisions, type WaitingDecision } from "./audit-waiting.tsx";
import styles from "./audit-workbench.module.css";
import { buttonClass } from "./button-style.ts";
import { Money } from "./money.tsx";
import { Notice } from "./notice.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AuditBenchProps = {
  readonly rows: readonly QueueRow[];
  readonly askedFen: bigint;
  readonly highRisk: number;
  readonly exceptions: number;
  readonly waiting: readonly WaitingDecision[];
  /** Rules with lines that may be decided in one step. */
  readonly bulk: readonly { readonly rule: string; readonly lines: number }[];
  readonly at: string;
  readonly mayDecide: boolean;
  readonly refused: StepAnswer["problem"];
};

/** Milliseconds of rest after a decision before the queue is asked anew. */
const QUIET_MS = 1500;

/** Decisions that were sent in place: which lines are gone at once, what was said about them, and taking the last one back. */
function useSent(mayDecide: boolean) {
  const [gone, setGone] = useState<readonly string[]>([]);
  const [last, setLast] = useState<{
    readonly visitNo: string;
    readonly decision: string;
    readonly id: string | null;
  } | null>(null);
  const [problem, setProblem] = useState<StepAnswer["problem"]>(null);
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const soon = useRef<ReturnType<typeof setTimeout>>();
  // Asked while somebody decides quickly, the answer would be given up for the next one each time.
  const askQueueSoon = () => {
    clearTimeout(soon.current);
    soon.current = setTimeout(revalidate, QUIET_MS);
  };
  useEffect(() => () => clearTimeout(soon.current), []);
  const back = (visitNo: string) => setGone((all) => all.filter((one) => one !== visitNo));
  const onTaken = (visitNo: string, form: FormData) => {
    const decision = String(form.get("decision"));
    setGone((all) => [...all, visitNo]);
    setProblem(null);
    setLast({ visitNo, decision, id: null });
    void sendStep(form).then((answer) => {
      setProblem(answer.problem);
      if (answer.problem !== null) back(visitNo);
      setLast(answer.problem === null ? { visitNo, decision, id: answer.id } : null);
      askQueueSoon();
    });
  };
  const undo = () => {
    if (last?.id == null) return false;
    void sendStep({ intent: "undo", id: last.id }).then((answer) => {
      setProblem(answer.problem);
      if (answer.problem === null) {
        back(last.visitNo);
        navigate(`/office/audit/${last.visitNo}`);
      }
      setLast(null);
      revalidate();
    });
    return true;
  };
  useAuditKeys(mayDecide, (key) => key === "u" && undo());
  return { gone, last, problem, onTaken, undo };
}

/** Search, selection and help: X selects the open line, / goes to the search, ? shows the keys. */
function useTools(left: readonly QueueRow[], alive: boolean) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const input = useRef<HTMLInputElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const { visitNo } = useParams();
  const toggle = (one: string) =>
    setChosen((all) => new Set(all.has(one) ? [...all].filter((other) => other !== one) : [...all, one]));
  useAuditKeys(alive, (key) => {
    if (key === "x" && visitNo !== undefined) toggle(visitNo);
    else if (key === "/") input.current?.focus();
    else if (key === "?") dialog.current?.showModal();
    else return false;
    return true;
  });
  const selected = left.filter((row) => chosen.has(row.visitNo));
  const rules = new Set(selected.map((row) => ruleOfLine(row.codes)));
  const [rule = null] = rules;
  return {
    tools: {
      text,
      onText: setText,
      input,
      selected: selected.map((row) => row.visitNo),
      selectedRule: rules.size === 1 ? rule : null,
      onClear: () => setChosen(new Set()),
    },
    dialog,
    toggle,
    chosen,
    rows: useFound(left, text),
  };
}

function Bench({ onKeys, ...props }: AuditBenchProps & { readonly onKeys: () => void }) {
  const { rows, askedFen, highRisk, exceptions, waiting, bulk, at, mayDecide, refused } = props;
  const keysAct = useContext(AuditKeysContext);
  const words = useWords(auditWords);
  const locale = useLocale();
  const [alive, setAlive] = useState(false);
  useEffect(() => setAlive(true), []);
  const { gone, last, problem, onTaken, undo } = useSent(mayDecide);
  const navigate = useNavigate();
  const left = rows.filter((row) => !gone.includes(row.visitNo));
  const { tools, dialog, toggle, chosen, rows: found } = useTools(left, alive);
  const first = found[0]?.visitNo;
  useAuditKeys(alive, (key) => {
    if (key !== "j" || first === undefined || location.pathname !== "/office/audit") return false;
    navigate(`/office/audit/${first}`);
    return true;
  });
  const context: Bench = { order: found.map((row) => row.visitNo), alive, onTaken };
  const said = problem ?? refused;
  return (
    <div className={styles.bench} data-alive={alive || undefined}>
      <header className={styles.strip}>
        <h1>{words.title}</h1>
        <span data-left={left.length}>{words.strip(left.length, exceptions, highRisk)}</span>
        <span>
          {words.sum} <Money fen={askedFen} />
        </span>
        <span className={styles.faint}>
          {words.as_of} <TimeText at={at} form="clock" />
        </span>
        <span role="status">
          {last !== null && (
            <>
              {words.taken(last.visitNo, words[last.decision as "approve"])}{" "}
              <button type="button" onClick={undo} className={buttonClass({ kind: "quiet", size: "small" })}>
                {words.undo} <kbd>U</kbd>
              </button>
            </>
          )}
        </span>
      </header>
      {said !== null && (
        <Notice tone="danger" announced>
          {refusalSentence(said.code, said.facts, locale)}
        </Notice>
      )}
      <div className={styles.columns}>
        <nav className={styles.column} aria-label={words.queue} tabIndex={0}>
          <WaitingDecisions waiting={waiting} />
          <AuditOrderNote />
          {mayDecide && <AuditTools alive={alive} bulk={bulk} {...tools} />}
          {left.length === 0 ? (
            <p className={styles.padded}>{words.all_done}</p>
          ) : (
            <AuditQueue rows={found} {...(alive && mayDecide && { selection: { chosen, toggle } })} />
          )}
        </nav>
        <Outlet context={context} />
      </div>
      <KeyHelp dialog={dialog} keysAct={keysAct} onKeys={onKeys} />
    </div>
  );
}

export function AuditBench(props: AuditBenchProps) {
  const [keys, setKeys] = useState(true);
  return (
    <AuditKeysContext.Provider value={keys}>
      <Bench {...props} onKeys={() => setKeys(!keys)} />
    </AuditKeysContext.Provider>
  );
}
