/** Decisions that are not final yet: single ones, and whole steps of many lines that are taken back or signed as one. */
import { Form, Link } from "@remix-run/react";
import { auditBulkWords } from "#app/messages/audit-bulk.ts";
import { auditWords } from "#app/messages/audit.ts";
import styles from "./audit-workbench.module.css";
import { buttonClass } from "./button-style.ts";
import { useWords } from "./words-context.tsx";

export type WaitingDecision = {
  readonly id: string;
  readonly bulkId: string | null;
  readonly visitNo: string;
  readonly decision: string;
  readonly mine: boolean;
  readonly second: string | null;
  readonly finalAfter: string;
};

type Step = WaitingDecision & { readonly lines: number };

/** One row a step: of a step in bulk the first of its lines, under the step's own id. */
function stepsOf(waiting: readonly WaitingDecision[]): Step[] {
  const steps = new Map<string, Step>();
  for (const one of waiting) {
    const id = one.bulkId ?? one.id;
    steps.set(id, { ...(steps.get(id) ?? one), id, lines: (steps.get(id)?.lines ?? 0) + 1 });
  }
  return [...steps.values()];
}

export function WaitingDecisions({ waiting }: { waiting: readonly WaitingDecision[] }) {
  const words = useWords(auditWords);
  const bulk = useWords(auditBulkWords);
  if (waiting.length === 0) return null;
  return (
    <details className={styles.order} open={waiting.some(({ second }) => second !== null)}>
      <summary>
        {words.waiting} ({waiting.length})
      </summary>
      <p>{words.waiting_note}</p>
      <ul className={styles.waiting}>
        {stepsOf(waiting)
          .slice(0, 20)
          .map((one) => (
            <li key={one.id}>
              <span>
                {one.bulkId === null ? (
                  <Link to={`/office/audit/${one.visitNo}`}>{one.visitNo}</Link>
                ) : (
                  bulk.step(one.lines)
                )}{" "}
                · {words[one.decision as "approve"]}
                {one.second !== null && ` · ${words.second_waits}`}
              </span>
              {one.bulkId !== null && one.second !== null && (
                <Link to={`/office/audit/bulk/${one.bulkId}`}>{one.mine ? bulk.list : bulk.second_open}</Link>
              )}
              <Form method="post" action="/office/audit">
                <input type="hidden" name="id" value={one.id} />
                {(one.mine || one.second !== null) && (
                  <button name="intent" value="undo" className={buttonClass({ kind: "quiet", size: "small" })}>
                    {words.undo}
                  </button>
                )}
                {one.second !== null && !one.mine && one.bulkId === null && (
                  <button name="intent" value="sign" className={buttonClass({ kind: "secondary", size: "small" })}>
                    {words.sign}
                  </button>
                )}
              </Form>
            </li>
          ))}
      </ul>
    </details>
  );
}
