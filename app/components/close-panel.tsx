/** State of a month's books: checks, digests, who prepared and approved, what is waited for, and the one step that this person may take now. */
import { Form, Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { moneyWords } from "#app/messages/money.ts";
import { closeCheckWord } from "#app/messages/settlement.ts";
import { Button } from "./button.tsx";
import { buttonClass } from "./button-style.ts";
import { ChoiceField } from "./choice-field.tsx";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Field } from "./field.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type CloseView = {
  readonly state: "open" | "closing" | "closed";
  readonly checks: readonly {
    readonly code: string;
    readonly holds: boolean;
    readonly leftFen: bigint;
    readonly rightFen: bigint;
  }[];
  readonly inputDigest: string;
  readonly resultDigest: string;
  readonly preparedBy: string | null;
  readonly isPreparer: boolean;
  readonly approvers: readonly string[];
  readonly hasApproved: boolean;
  readonly needed: number;
  readonly closedAt: string | null;
  readonly simulated: string | null;
  readonly claims: number;
  /** Claims that no street has passed yet. */
  readonly undecided: number;
  readonly ledgerSumFen: bigint;
};

type ClosePanelProps = {
  readonly month: string;
  readonly close: CloseView;
  readonly mayClose: boolean;
  readonly needsOverride: boolean;
  /** In a demonstration the bank may answer at once, or be waited for. */
  readonly choosesBank: boolean;
};

const personOf = (actor: string) => actor.replace(/^user:/, "");

/** While a claim is with its provider or street there is nothing to open. */
function OpenWaits({ month, undecided }: { month: string; undecided: number }) {
  const words = useWords(moneyWords);
  return (
    <>
      <p>
        <Button type="button" disabledReason={words.open_waits(undecided)}>
          {words.open_close}
        </Button>
      </p>
      <p>
        <Link to={`/office/claims?month=${month}`}>{words.open_waits_link}</Link>
      </p>
    </>
  );
}

function OpenStep({ needsOverride, choosesBank }: Pick<ClosePanelProps, "needsOverride" | "choosesBank">) {
  const words = useWords(moneyWords);
  return (
    <Form method="post">
      <p>{words.open_close_note}</p>
      {needsOverride && (
        <Field kind="text" name="override" label={words.override} help={words.override_help} maxLength={200} required />
      )}
      {choosesBank && (
        <ChoiceField
          kind="radio"
          name="bank"
          label={words.bank_choice}
          chosen={["simulated"]}
          choices={[
            { value: "simulated", label: words.bank_simulated },
            { value: "awaited", label: words.bank_awaited },
          ]}
        />
      )}
      <SubmitButton name="intent" value="open">
        {words.open_close}
      </SubmitButton>
    </Form>
  );
}

/** What a close that is open waits for, as this person sees it. */
function useNextStep({ approvers, needed, isPreparer, hasApproved }: CloseView, mayClose: boolean): string {
  const words = useWords(moneyWords);
  const missing = Math.max(0, needed - approvers.length);
  if (missing === 0) return words.next_finish;
  if (!mayClose) return words.next_others(missing);
  if (isPreparer) return words.next_preparer(missing);
  if (hasApproved) return words.next_approved(missing);
  return missing === 1 ? words.next_last : words.next_approve(missing - 1);
}

function ApproveStep({ close }: { close: CloseView }) {
  const words = useWords(moneyWords);
  const enough = close.approvers.length >= close.needed;
  return (
    <>
      {!close.isPreparer && (!close.hasApproved || enough) && (
        <Form method="post">
          <SubmitButton name="intent" value={enough ? "finish" : "approve"}>
            {enough ? words.finish : words.approve_close}
          </SubmitButton>
        </Form>
      )}
      <details>
        <summary className={buttonClass({ kind: "secondary", size: "small" })}>{words.withdraw}</summary>
        <Form method="post">
          <Field kind="text" name="reason" label={words.withdraw_reason} maxLength={200} required />
          <SubmitButton name="intent" value="withdraw" kind="secondary">
            {words.withdraw}
          </SubmitButton>
        </Form>
      </details>
    </>
  );
}

export function ClosePanel({ month, close, mayClose, needsOverride, choosesBank }: ClosePanelProps) {
  const words = useWords(moneyWords);
  const next = useNextStep(close, mayClose);
  return (
    <Panel title={words.close_title} {...(close.state === "closed" && { note: words.closed_note })}>
      <DefinitionList
        columns={2}
        items={[
          { term: words.close_state, value: <StateTag kind="period" code={close.state} /> },
          { term: words.ledger_sum, value: staffYuanText(fen(close.ledgerSumFen)) },
          { term: words.prepared_by, value: close.preparedBy && personOf(close.preparedBy) },
          {
            term: words.approvers,
            value: close.approvers.map(personOf).join("、"),
            note: words.approvals_of(close.approvers.length, close.needed),
          },
          { term: words.input_digest, value: <code>{close.inputDigest.slice(0, 16)}…</code> },
          { term: words.result_digest, value: <code>{close.resultDigest.slice(0, 16)}…</code> },
        ]}
      />
      {mayClose &&
        close.state === "open" &&
        close.claims > 0 &&
        (close.undecided > 0 ? (
          <OpenWaits month={month} undecided={close.undecided} />
        ) : (
          <OpenStep needsOverride={needsOverride} choosesBank={choosesBank} />
        ))}
      {close.state === "closing" && <p>{next}</p>}
      {mayClose && close.state === "closing" && <ApproveStep close={close} />}
    </Panel>
  );
}

/** The checks before the close, each with its two amounts. */
export function CloseChecks({ checks }: { checks: CloseView["checks"] }) {
  const words = useWords(moneyWords);
  const locale = useLocale();
  return (
    <Panel title={words.checks_title} flush>
      <DataTable
        caption={words.checks_title}
        captionHidden
        rows={checks}
        rowKey={(row) => row.code}
        columns={[
          { key: "check", header: words.check, cell: (row) => closeCheckWord(row.code, locale) },
          {
            key: "holds",
            header: words.state,
            kind: "nowrap",
            cell: (row) => (
              <Tag tone={row.holds ? "success" : "danger"} icon={row.holds ? "circle-check" : "circle-x"}>
                {row.holds ? words.holds : words.fails}
              </Tag>
            ),
          },
        ]}
      />
    </Panel>
  );
}
