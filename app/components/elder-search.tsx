/** Finding an elder by identity number or telephone: one field sent in the body of a POST, and the answer below it. Works without client JavaScript. */
import { Form, Link } from "@remix-run/react";
import { elderSearchWords, numberFault } from "#app/messages/elder-search.ts";
import styles from "./elder-search.module.css";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Found = {
  readonly elderNo: string;
  /** Masked. */
  readonly name: string;
  readonly streetZh: string;
  readonly streetEn: string;
};

/** What came of a search that led to no single file. */
export type SearchAnswer =
  | { readonly kind: "fault"; readonly fault: string; readonly typed: string }
  | { readonly kind: "nobody"; readonly typed: string }
  | { readonly kind: "several"; readonly found: readonly Found[] }
  | { readonly kind: "too-many"; readonly cap: number; readonly waitMinutes: number };

function Several({ found, month }: { found: readonly Found[]; month: string }) {
  const words = useWords(elderSearchWords);
  const locale = useLocale();
  return (
    <Notice title={words.several(found.length)} announced>
      <ul>
        {found.map((one) => (
          <li key={one.elderNo}>
            <Link to={`/office/elders/${one.elderNo}?month=${month}`}>{one.elderNo}</Link>
            {` ${one.name} · ${locale === "en" ? one.streetEn : one.streetZh}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

export function ElderSearch({ answer, month }: { answer: SearchAnswer | null; month: string }) {
  const words = useWords(elderSearchWords);
  const locale = useLocale();
  return (
    <Panel>
      <Form method="post" autoComplete="off" data-part="elder-search">
        <div className={styles.line}>
          <div className={styles.field}>
            <Field
              kind="text"
              name="number"
              label={words.label}
              width="medium"
              maxLength={60}
              autoComplete="off"
              defaultValue={answer !== null && "typed" in answer ? answer.typed : undefined}
              error={answer?.kind === "fault" ? numberFault(answer.fault, locale) : undefined}
            />
          </div>
          <SubmitButton kind="secondary" icon="search">
            {words.find}
          </SubmitButton>
          <p className={styles.help}>{words.help}</p>
        </div>
      </Form>
      {answer?.kind === "nobody" && (
        <Notice tone="warning" announced>
          {words.nobody}
        </Notice>
      )}
      {answer?.kind === "too-many" && (
        <Notice tone="danger" announced>
          {words.too_many(answer.cap, answer.waitMinutes)}
        </Notice>
      )}
      {answer?.kind === "several" && <Several found={answer.found} month={month} />}
    </Panel>
  );
}
