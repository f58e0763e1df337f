/** The fields that each step of a bed asks for beside day and note; their names are what `app/web/bed-forms.server.ts` reads. */
import type { ReactNode } from "react";
import { CHANGE_KINDS, EXIT_REASONS, SUSPENSION_REASONS } from "#app/domain/family-beds/step-facts.ts";
import { retrofitItem } from "#app/domain/family-beds/retrofit-items.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import { gradeWord } from "#app/messages/people.ts";
import { BedDeviceChecks } from "./bed-device-checks.tsx";
import type { BedFormFacts } from "./bed-facts.ts";
import { ChoiceField } from "./choice-field.tsx";
import { Field } from "./field.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Words = (typeof bedWords)["en"];
type FieldContext = {
  readonly kind: string;
  readonly bed: BedFormFacts;
  readonly words: Words;
  readonly locale: "zh-CN" | "en";
};

const GRADES = [0, 1, 2, 3, 4];

/** "如厕洗浴：安装扶手", the item as the list names it. */
export function itemText(itemNo: number, locale: "zh-CN" | "en"): string {
  const item = retrofitItem(itemNo);
  if (item === null) return String(itemNo);
  return locale === "en" ? `${item.groupEn}: ${item.en}` : `${item.groupZh}：${item.zh}`;
}

const text = (kind: string, name: string, label: string, changes: { help?: string; value?: string } = {}) => (
  <Field
    key={name}
    kind="text"
    id={`${kind}-${name}`}
    name={name}
    label={label}
    maxLength={200}
    autoComplete="off"
    defaultValue={changes.value}
    {...(changes.help !== undefined && { help: changes.help })}
  />
);

function choices(context: FieldContext, name: string, label: string, codes: readonly string[]) {
  return (
    <Field
      kind="select"
      id={`${context.kind}-${name}`}
      name={name}
      label={label}
      emptyLabel={null}
      options={codes.map((value) => ({ value, label: bedWord("reason", value, context.locale) }))}
    />
  );
}

function WorksFields({ kind, bed, words, locale }: FieldContext) {
  const plan = bed.plans.find((one) => one.version === bed.planVersion);
  return (
    <>
      {plan?.items.map((item) => (
        <fieldset key={item.itemNo}>
          <legend>{itemText(item.itemNo, locale)}</legend>
          {text(kind, `brand_${item.itemNo}`, words.brand)}
          <Field
            kind="money"
            id={`${kind}-cost_${item.itemNo}`}
            name={`cost_${item.itemNo}`}
            label={words.final_cost}
            unit={words.yuan}
            width="short"
          />
          <input type="hidden" name={`quantity_${item.itemNo}`} value={item.quantity} />
        </fieldset>
      ))}
      <Field
        kind="textarea"
        id={`${kind}-devices`}
        name="devices"
        label={words.installed}
        help={words.installed_help}
        rows={3}
        maxLength={2000}
      />
    </>
  );
}

function AcceptFields({ bed, words, locale }: FieldContext) {
  return (
    <>
      <ChoiceField
        kind="checkbox"
        name="passed"
        id="accept-passed"
        label={words.item}
        inColumn
        choices={(bed.works?.items ?? []).map(({ itemNo }) => ({
          value: String(itemNo),
          label: words.passed(itemText(itemNo, locale)),
        }))}
      />
      <BedDeviceChecks checks={bed.deviceChecks} />
    </>
  );
}

function ContractFields({ kind, words }: FieldContext) {
  return (
    <>
      <Field
        kind="number"
        id={`${kind}-visits`}
        name="visitsPerMonth"
        label={words.visits_per_month}
        width="narrow"
        defaultValue="4"
      />
      {text(kind, "signedElder", words.signed_elder)}
      {text(kind, "signedProvider", words.signed_provider)}
      {text(kind, "signedStreet", words.signed_street)}
    </>
  );
}

function AssessFields({ kind, words, locale }: FieldContext) {
  return (
    <>
      <Field
        kind="select"
        id={`${kind}-grade`}
        name="grade"
        label={words.grade}
        options={GRADES.map((grade) => ({ value: String(grade), label: gradeWord(grade, locale) }))}
      />
      {text(kind, "assessor1", words.assessor_1)}
      {text(kind, "assessor2", words.assessor_2)}
    </>
  );
}

function day(kind: string, name: string, label: string): ReactNode {
  return <Field kind="date" id={`${kind}-${name}`} name={name} label={label} width="short" />;
}

const FIELDS: Readonly<Record<string, (context: FieldContext) => ReactNode>> = {
  pass_street: ({ kind, words }) => text(kind, "post", words.post),
  approve: ({ kind, words }) => text(kind, "post", words.post),
  assess: AssessFields,
  publish: ({ kind, words }) => day(kind, "until", words.until),
  survey: ({ kind, words }) => text(kind, "surveyor", words.surveyor),
  contract: ContractFields,
  report_works: WorksFields,
  accept: AcceptFields,
  rework: ({ kind, bed, words, locale }) =>
    bed.works?.items.map(({ itemNo }) => text(kind, `demand_${itemNo}`, words.demand(itemText(itemNo, locale)))),
  change: (context) => choices(context, "what", context.words.change_what, CHANGE_KINDS),
  suspend: (context) => (
    <>
      {choices(context, "reason", context.words.reason, SUSPENSION_REASONS)}
      {day(context.kind, "until", context.words.suspend_until)}
    </>
  ),
  propose_exit: (context) => choices(context, "reason", context.words.reason, EXIT_REASONS),
};

/** The fields of a step; nothing for one that carries nothing. */
export function BedStepFields({ kind, bed }: { kind: string; bed: BedFormFacts }) {
  const words = useWords(bedWords);
  const locale = useLocale();
  return <>{FIELDS[kind]?.({ kind, bed, words, locale }) ?? null}</>;
}
