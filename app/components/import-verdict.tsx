/** What came of a file: the counts, one sentence, and the next steps. */
import { Form } from "@remix-run/react";
import type { StopEffects } from "#app/domain/claims/stop-visit.ts";
import { fileRefusalSentence } from "#app/messages/import-problems.ts";
import { importWords } from "#app/messages/import-screens.ts";
import { officeWords } from "#app/messages/office.ts";
import { countText } from "./count-text.ts";
import { FormActions } from "./form-section.tsx";
import { Stack, Tiles } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice, type NoticeTone } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ImportVerdictBatch = {
  readonly id: string;
  readonly state: string;
  readonly rowCount: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly errorCount: number;
  readonly warningCount: number;
  readonly appliedBy: string | null;
  readonly hasContent: boolean;
  /** What a list that stops money does, or did; null for other files. */
  readonly effects: StopEffects | null;
  /** What a bank's answer leaves out; null for other files. */
  readonly bank: { readonly left: readonly unknown[]; readonly isKept: boolean } | null;
  readonly fileRefusal: {
    readonly code: string;
    readonly facts: Readonly<Record<string, string | number | null>>;
  } | null;
};

type Verdict = { readonly tone: NoticeTone; readonly title: string; readonly text: string };

function useVerdict(batch: ImportVerdictBatch): Verdict {
  const words = useWords(importWords);
  const locale = useLocale();
  const counts = [batch.inserted, batch.updated, batch.unchanged].map(countText) as [string, string, string];
  const left = batch.bank === null || batch.bank.left.length === 0 ? null : countText(batch.bank.left.length);
  const same = batch.inserted + batch.updated === 0;
  if (batch.fileRefusal !== null)
    return { tone: "danger", title: words.unreadable_title, text: fileRefusalSentence(batch.fileRefusal, locale) };
  switch (batch.state) {
    case "refused":
      return { tone: "danger", title: words.refused_title(countText(batch.errorCount)), text: words.refused_text };
    case "checked":
      if (left !== null)
        return {
          tone: "warning",
          title: words.part_checked_title(countText(batch.inserted + batch.unchanged), left),
          text: words.part_checked_text,
        };
      return same
        ? { tone: "info", title: words.same_title, text: words.same_text }
        : {
            tone: "success",
            title: words.checked_title(countText(batch.rowCount)),
            text: words.checked_text(...counts),
          };
    case "applied": {
      if (left !== null)
        return {
          tone: "warning",
          title: words.part_applied_title(countText(batch.inserted), left),
          text: `${words.part_applied_text} ${words.part_applied_by(batch.appliedBy ?? "")}`,
        };
      const text = same ? words.applied_same_text : words.applied_text(...counts);
      return {
        tone: "success",
        title: words.applied_title,
        text: `${text} ${words.applied_by(batch.appliedBy ?? "")}`,
      };
    }
    case "withdrawn":
      return { tone: "info", title: words.withdrawn_title, text: words.withdrawn_text };
    default:
      return { tone: "info", title: words.received_title, text: words.received_text };
  }
}

function Counts({ batch }: { batch: ImportVerdictBatch }) {
  const words = useWords(importWords);
  const figures: readonly (readonly [string, number])[] = [
    [words.rows, batch.rowCount],
    [words.inserted, batch.inserted],
    // A bank's line is a fact that is never updated.
    ...(batch.bank === null ? [[words.updated, batch.updated] as const] : []),
    [words.unchanged, batch.unchanged],
    [words.errors, batch.errorCount],
    [words.warnings, batch.warningCount],
  ];
  return (
    <Tiles>
      {figures.map(([question, value]) => (
        <StatTile key={question} question={question} value={countText(value)} />
      ))}
    </Tiles>
  );
}

export function ImportSteps({ batch, base }: { batch: ImportVerdictBatch; base: string }) {
  const words = useWords(importWords);
  const office = useWords(officeWords);
  const { state } = batch;
  return (
    <Form method="post" action={`${base}/${batch.id}`}>
      <FormActions
        danger={
          <SubmitButton kind="danger" name="step" value="withdraw" icon="trash-2">
            {words.withdraw}
          </SubmitButton>
        }
      >
        <LinkButton to={base}>{office.import_again}</LinkButton>
        {state !== "received" && batch.fileRefusal === null && (
          <LinkButton to={`${base}/${batch.id}/marked`} download icon="file-spreadsheet">
            {words.marked}
          </LinkButton>
        )}
        <SubmitButton name="step" value="check" kind={state === "received" ? "primary" : "secondary"}>
          {words.check_again}
        </SubmitButton>
        {state === "checked" && (
          <SubmitButton name="step" value="apply" pendingWord={office.import_applying}>
            {(batch.bank?.left.length ?? 0) > 0 ? words.apply_part : words.apply}
          </SubmitButton>
        )}
      </FormActions>
    </Form>
  );
}

/** What follows for visits and money: before the list is written what would be, then what was done. */
function Effects({ effects, isApplied }: { effects: StopEffects; isApplied: boolean }) {
  const words = useWords(importWords);
  const figures: readonly (readonly [string, number])[] = [
    [words.effect_cancelled, effects.cancelled],
    [words.effect_past, effects.past],
    [words.effect_held, effects.held],
    [words.effect_proposed, effects.proposed],
  ];
  const isNothing = figures.every(([, value]) => value === 0);
  return (
    <Panel
      title={words.effects_title}
      note={isNothing ? words.effect_none : isApplied ? words.effects_done : words.effects_will}
    >
      <Tiles>
        {figures.map(([question, value]) => (
          <StatTile key={question} question={question} value={countText(value)} />
        ))}
      </Tiles>
      {isApplied && effects.proposed > 0 && (
        <p>
          <LinkButton to="/office/clawbacks">{words.effect_clawbacks}</LinkButton>
        </p>
      )}
    </Panel>
  );
}

/** The lines that a written answer left out, to be corrected and sent again. */
function LeftLines({ batch, base }: { batch: ImportVerdictBatch; base: string }) {
  const words = useWords(importWords);
  return (
    <Panel title={words.marked_left_title} note={words.marked_left_note}>
      <p>
        <LinkButton to={`${base}/${batch.id}/marked`} download icon="file-spreadsheet">
          {words.marked_left}
        </LinkButton>
      </p>
    </Panel>
  );
}

/** @param base address of the list that the batch stands in */
export function ImportVerdict({ batch, base }: { batch: ImportVerdictBatch; base: string }) {
  const { tone, title, text } = useVerdict(batch);
  const isRead = batch.fileRefusal === null && ["checked", "refused", "applied"].includes(batch.state);
  return (
    <Stack>
      <Notice tone={tone} title={title} announced>
        {text}
      </Notice>
      {isRead && <Counts batch={batch} />}
      {batch.effects !== null && batch.state !== "refused" && (
        <Effects effects={batch.effects} isApplied={batch.state === "applied"} />
      )}
      {batch.hasContent && <ImportSteps batch={batch} base={base} />}
      {batch.state === "applied" && batch.bank?.isKept === true && <LeftLines batch={batch} base={base} />}
    </Stack>
  );
}
