/** What can be done with a bed now: each step folded, with the papers that it still misses, or its form. Works without scripts. */
import { Form, Link } from "@remix-run/react";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { BedFormFacts, BedStepChoice } from "./bed-facts.ts";
import { BedStepFields, itemText } from "./bed-step-fields.tsx";
import styles from "./bed-steps.module.css";
import { Field } from "./field.tsx";
import { FormActions } from "./form-section.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type BedStepsProps = {
  readonly bedNo: string;
  readonly steps: readonly BedStepChoice[];
  /** The step that the state waits for; it stands open. */
  readonly owedStep: string | null;
  readonly bed: BedFormFacts;
};

/** Photographs of items are named before-13 and after-13. */
function Missing({ bedNo, step }: { bedNo: string; step: BedStepChoice }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  const address = `/office/beds/${bedNo}/documents`;
  return (
    <>
      {step.missing.length > 0 && (
        <>
          <p>{words.missing}</p>
          <ul className={styles.missing}>
            {step.missing.map((kind) => (
              <li key={kind}>
                <Link to={`${address}?kind=${kind}`}>{bedWord("document", kind, locale)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {step.missingPhotos.length > 0 && (
        <>
          <p>{words.missing_photos}</p>
          <ul className={styles.missing}>
            {step.missingPhotos.map((photo) => {
              const [when = "", itemNo = ""] = photo.split("-");
              return (
                <li key={photo}>
                  <Link to={`${address}?kind=photo_${when}&item=${itemNo}`}>
                    {bedWord("document", `photo_${when}`, locale)} {itemText(Number(itemNo), locale)}
                  </Link>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </>
  );
}

function StepForm({ step, bed }: { step: BedStepChoice; bed: BedFormFacts }) {
  const words = useWords(bedWords);
  const newest = bed.plans.at(-1)?.version;
  return (
    <Form method="post" className={styles.form}>
      <input type="hidden" name="intent" value="step" />
      <input type="hidden" name="kind" value={step.kind} />
      {(step.kind === "plan" || step.kind === "revise_plan") && newest !== undefined && (
        <input type="hidden" name="version" value={newest} />
      )}
      <Field
        kind="date"
        id={`${step.kind}-on`}
        name="on"
        label={words.on}
        width="short"
        defaultValue={bed.today}
        max={bed.today}
      />
      <BedStepFields kind={step.kind} bed={bed} />
      <Field
        kind="textarea"
        id={`${step.kind}-note`}
        name="note"
        label={words.note}
        rows={2}
        maxLength={500}
        {...(!step.needsNote && { optional: true })}
      />
      <FormActions>
        <SubmitButton name="step" value={step.kind}>
          {words.take}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

export function BedSteps({ bedNo, steps, owedStep, bed }: BedStepsProps) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return (
    <Panel title={words.next_title}>
      {steps.length === 0 && <p>{words.next_none}</p>}
      {steps.map((step) => (
        <details key={step.kind} className={styles.step} open={step.kind === owedStep || steps.length === 1}>
          <summary>{bedWord("step", step.kind, locale)}</summary>
          {step.missing.length + step.missingPhotos.length > 0 ? (
            <Missing bedNo={bedNo} step={step} />
          ) : (
            <StepForm step={step} bed={bed} />
          )}
        </details>
      ))}
    </Panel>
  );
}
