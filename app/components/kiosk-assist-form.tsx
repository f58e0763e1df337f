/** A clerk who stands beside an elder takes six digits for one kiosk; they are shown once, large enough to be typed from. */
import { Form } from "@remix-run/react";
import { ASSIST_REASONS } from "#app/domain/kiosk/kiosk-identity.ts";
import { assistReasonWord, kioskDevicesWords } from "#app/messages/kiosk-devices.ts";
import { Field } from "./field.tsx";
import { FormActions, FormSection } from "./form-section.tsx";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { PageHeader } from "./page-header.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type KioskAssistFormProps = {
  readonly kiosks: readonly {
    readonly deviceNo: string;
    readonly street: { readonly "zh-CN": string; readonly en: string };
    readonly place: string;
  }[];
  readonly answer: {
    readonly typed: { readonly deviceNo: string; readonly elderNo: string; readonly reason: string };
    readonly problem: string | null;
    readonly taken: { readonly digits: string; readonly elderName: string; readonly deviceNo: string } | null;
  } | null;
};

export function KioskAssistForm({ kiosks, answer }: KioskAssistFormProps) {
  const words = useWords(kioskDevicesWords);
  const locale = useLocale();
  const typed = answer?.taken === null ? answer.typed : undefined;
  return (
    <>
      <PageHeader
        title={words.assist}
        status={words.assist_lead}
        trail={[{ to: "/office/kiosks", label: words.title }]}
      />
      {answer !== null && answer.problem !== null && (
        <Notice tone="danger" announced>
          {answer.problem}
        </Notice>
      )}
      {answer?.taken && (
        <Notice tone="success" announced>
          <strong>{`${words.assist_digits} ${answer.taken.digits}`}</strong>{" "}
          {words.assist_note(answer.taken.deviceNo, answer.taken.elderName)}
        </Notice>
      )}
      <Form method="post" autoComplete="off">
        <Stack>
          <FormSection>
            <Field
              kind="select"
              name="deviceNo"
              label={words.assist_kiosk}
              options={kiosks.map(({ deviceNo, street, place }) => ({
                value: deviceNo,
                label: `${deviceNo} ${street[locale]} ${place}`,
              }))}
              required
              defaultValue={typed?.deviceNo}
            />
            <Field
              kind="text"
              name="elderNo"
              label={words.elder_number}
              required
              maxLength={20}
              defaultValue={typed?.elderNo}
            />
            <Field
              kind="select"
              name="reason"
              label={words.assist_reason}
              options={ASSIST_REASONS.map((value) => ({ value, label: assistReasonWord(value, locale) }))}
              required
              defaultValue={typed?.reason}
            />
          </FormSection>
          <FormActions>
            <SubmitButton kind="primary">{words.assist_take}</SubmitButton>
          </FormActions>
        </Stack>
      </Form>
    </>
  );
}
