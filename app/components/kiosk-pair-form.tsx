/** The record of a kiosk as the clerk before it fills it in: the code on its screen, where and how it hangs, what it is fitted with. */
import { Form } from "@remix-run/react";
import { EQUIPMENT_NAMES } from "#app/domain/kiosk/device-record.ts";
import { DEFAULT_HOURS } from "#app/domain/kiosk/device-health.ts";
import { PANELS_TENTH_INCH } from "#app/domain/kiosk/reach.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { kioskDevicesWords } from "#app/messages/kiosk-devices.ts";
import { CheckboxField } from "./choice-field.tsx";
import { Field } from "./field.tsx";
import { FormActions, FormSection } from "./form-section.tsx";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type KioskPairFormProps = {
  readonly streets: readonly { readonly id: number; readonly "zh-CN": string; readonly en: string }[];
  readonly problem: string | undefined;
  /** What was filled in before; empty at first. */
  readonly typed: Readonly<Record<string, unknown>>;
};

/** A reader and a scanner are what nearly every machine has. */
const USUAL = new Set(["reader", "scanner"]);

export function KioskPairForm({ streets, problem, typed }: KioskPairFormProps) {
  const words = useWords(kioskDevicesWords);
  const locale = useLocale();
  const before = (name: string) => (typed[name] === undefined ? undefined : String(typed[name]));
  const isFilled = Object.keys(typed).length > 0;
  return (
    <>
      <PageHeader title={words.pair} status={words.pair_lead} trail={[{ to: "/office/kiosks", label: words.title }]} />
      {problem !== undefined && (
        <Notice tone="danger" announced>
          {problem}
        </Notice>
      )}
      <Form method="post" autoComplete="off">
        <Stack>
          <FormSection>
            <Field kind="text" name="code" label={words.code} required maxLength={40} defaultValue={before("code")} />
            <Field
              kind="select"
              name="streetId"
              label={words.street}
              options={streets.map((street) => ({ value: String(street.id), label: street[locale] }))}
              emptyLabel={null}
              defaultValue={before("streetId")}
            />
            <Field
              kind="text"
              name="place"
              label={words.place}
              required
              maxLength={60}
              defaultValue={before("place")}
            />
          </FormSection>
          <FormSection title={words.panel} help={words.edge_note}>
            <Field
              kind="select"
              name="panel"
              label={words.panel_size}
              options={PANELS_TENTH_INCH.map((one) => ({ value: String(one), label: words.inch(String(one / 10)) }))}
              emptyLabel={null}
              defaultValue={before("panel") ?? "270"}
            />
            <Field
              kind="select"
              name="orientation"
              label={words.orientation}
              options={[
                { value: "portrait", label: words.portrait },
                { value: "landscape", label: words.landscape },
              ]}
              emptyLabel={null}
              defaultValue={before("orientation")}
            />
            <Field
              kind="number"
              name="edge"
              label={words.edge}
              unit={words.millimetres}
              required
              inputMode="numeric"
              defaultValue={before("edge")}
            />
            <Field
              kind="select"
              name="step"
              label={words.step}
              options={[
                { value: "1", label: words.step_1 },
                { value: "2", label: words.step_2 },
                { value: "3", label: words.step_3 },
              ]}
              emptyLabel={words.step_auto}
              defaultValue={before("step")}
            />
          </FormSection>
          <FormSection title={words.equipment}>
            {EQUIPMENT_NAMES.map((name) => (
              <CheckboxField
                key={name}
                name={name}
                label={words[name]}
                defaultChecked={isFilled ? typed[name] === "yes" : USUAL.has(name)}
              />
            ))}
          </FormSection>
          <FormSection>
            <Field
              kind="phone"
              name="staffCall"
              label={words.staff_call}
              help={words.staff_call_hint}
              optional
              defaultValue={before("staffCall")}
            />
            <Field
              kind="time"
              name="opens"
              label={words.opens}
              required
              defaultValue={before("opens") ?? clockText(DEFAULT_HOURS.opensMinute)}
            />
            <Field
              kind="time"
              name="closes"
              label={words.closes}
              required
              defaultValue={before("closes") ?? clockText(DEFAULT_HOURS.closesMinute)}
            />
          </FormSection>
          <FormActions>
            <SubmitButton kind="primary">{words.save}</SubmitButton>
          </FormActions>
        </Stack>
      </Form>
    </>
  );
}
