/** The form of an activity: new, or as it stands. */
import { Form } from "@remix-run/react";
import { AUDIENCES, TITLE_LONGEST } from "#app/domain/activities/activity.ts";
import { activityWords, audienceWord } from "#app/messages/activities.ts";
import { Field } from "./field.tsx";
import { FormActions, FormSection } from "./form-section.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type ActivityValues = {
  readonly title: string;
  readonly titleEn: string | null;
  readonly streetId: number;
  readonly place: string;
  readonly placeEn: string | null;
  readonly on: string;
  /** 14:00 */
  readonly from: string;
  readonly to: string;
  readonly capacity: number;
  readonly bring: string | null;
  readonly bringEn: string | null;
  readonly fee: string;
  readonly audience: string;
};

type ActivityFormProps = {
  readonly streets: readonly { readonly id: number; readonly nameZh: string; readonly nameEn: string }[];
  readonly values?: ActivityValues;
  readonly send: string;
};

export function ActivityForm({ streets, values, send }: ActivityFormProps) {
  const words = useWords(activityWords);
  const locale = useLocale();
  const [only] = streets.length === 1 ? streets : [];
  const street = values?.streetId ?? only?.id;
  const text = (value: string | null | undefined) => ({ defaultValue: value ?? undefined });
  return (
    <Form method="post">
      <FormSection>
        <Field
          kind="text"
          name="title"
          label={words.name}
          help={words.name_help}
          maxLength={TITLE_LONGEST}
          required
          {...text(values?.title)}
        />
        <Field kind="text" name="titleEn" label={words.name_en} maxLength={30} optional {...text(values?.titleEn)} />
        <Field
          kind="select"
          name="streetId"
          label={words.street}
          required
          {...text(street === undefined ? null : String(street))}
          options={streets.map(({ id, nameZh, nameEn }) => ({
            value: String(id),
            label: locale === "en" ? nameEn : nameZh,
          }))}
        />
        <Field kind="text" name="place" label={words.place} maxLength={30} required {...text(values?.place)} />
        <Field kind="text" name="placeEn" label={words.place_en} maxLength={60} optional {...text(values?.placeEn)} />
        <Field kind="date" name="on" label={words.date} required {...text(values?.on)} />
        <Field kind="time" name="from" label={words.from} required {...text(values?.from)} />
        <Field kind="time" name="to" label={words.to} required {...text(values?.to)} />
      </FormSection>
      <FormSection>
        <Field
          kind="number"
          name="capacity"
          label={words.capacity}
          required
          {...text(values === undefined ? null : String(values.capacity))}
        />
        <Field kind="text" name="bring" label={words.bring} maxLength={30} optional {...text(values?.bring)} />
        <Field kind="text" name="bringEn" label={words.bring_en} maxLength={60} optional {...text(values?.bringEn)} />
        <Field kind="money" name="fee" label={words.fee} unit={words.yuan} required {...text(values?.fee ?? "0")} />
        <Field
          kind="select"
          name="audience"
          label={words.audience}
          emptyLabel={null}
          {...text(values?.audience ?? "everyone")}
          options={AUDIENCES.map((value) => ({ value, label: audienceWord(value, locale) }))}
        />
        <FormActions>
          <SubmitButton name="go" value="save">
            {send}
          </SubmitButton>
        </FormActions>
      </FormSection>
    </Form>
  );
}
