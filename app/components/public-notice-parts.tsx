/** Notices of an office as a list, and the form of one. */
import { Form, Link } from "@remix-run/react";
import {
  AUDIENCES,
  NOTICE_TASKS,
  NOTICE_TITLE_LONGEST,
  PLAIN_LONGEST,
} from "#app/domain/public-notices/public-notice.ts";
import { audienceWord } from "#app/messages/activities.ts";
import { noticeStateWord, noticeTaskWord, publicNoticeWords } from "#app/messages/public-notices.ts";
import { DataTable } from "./data-table.tsx";
import { Field } from "./field.tsx";
import { FormActions, FormSection } from "./form-section.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type NoticeView = {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly body: string;
  readonly plain: string | null;
  readonly plainEn: string | null;
  readonly streetId: number | null;
  readonly streetZh: string | null;
  readonly streetEn: string | null;
  readonly audience: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly task: string | null;
  readonly state: string;
  readonly isSample: boolean;
};

export function NoticeStateTag({ notice }: { notice: Pick<NoticeView, "state" | "isSample"> }) {
  const words = useWords(publicNoticeWords);
  const tone = notice.state === "published" ? "success" : notice.state === "draft" ? "info" : "neutral";
  return (
    <>
      <Tag tone={tone}>{noticeStateWord(notice.state, useLocale())}</Tag> {notice.isSample && <Tag>{words.sample}</Tag>}
    </>
  );
}

export function NoticeList({ rows }: { rows: readonly NoticeView[] }) {
  const words = useWords(publicNoticeWords);
  const locale = useLocale();
  return (
    <Panel title={words.caption} flush>
      <DataTable
        caption={words.caption}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{words.none}</p>}
        columns={[
          {
            key: "title",
            header: words.heading,
            cell: (row) => <Link to={`/office/notices/${row.id}`}>{row.title}</Link>,
          },
          {
            key: "area",
            header: words.area,
            kind: "nowrap",
            cell: (row) => (locale === "en" ? row.streetEn : row.streetZh) ?? words.district,
          },
          { key: "audience", header: words.audience, cell: (row) => audienceWord(row.audience, locale) },
          { key: "from", header: words.valid_from, kind: "nowrap", cell: (row) => row.validFrom },
          { key: "to", header: words.valid_to, kind: "nowrap", cell: (row) => row.validTo ?? words.no_end },
          { key: "state", header: words.state, kind: "nowrap", cell: (row) => <NoticeStateTag notice={row} /> },
        ]}
      />
    </Panel>
  );
}

type NoticeFormProps = {
  readonly streets: readonly { readonly id: number; readonly nameZh: string; readonly nameEn: string }[];
  /** The person may write for the whole district. */
  readonly isDistrict: boolean;
  readonly notice?: NoticeView;
  readonly send: string;
};

function AreaField({ streets, isDistrict, notice }: Omit<NoticeFormProps, "send">) {
  const words = useWords(publicNoticeWords);
  const locale = useLocale();
  const options = streets.map(({ id, nameZh, nameEn }) => ({
    value: String(id),
    label: locale === "en" ? nameEn : nameZh,
  }));
  return (
    <Field
      kind="select"
      name="streetId"
      label={words.area}
      emptyLabel={isDistrict ? words.district : null}
      defaultValue={
        notice?.streetId === null ? "" : notice?.streetId === undefined ? undefined : String(notice.streetId)
      }
      options={options}
    />
  );
}

export function NoticeForm({ send, ...area }: NoticeFormProps) {
  const words = useWords(publicNoticeWords);
  const locale = useLocale();
  const { notice } = area;
  const text = (value: string | null | undefined) => ({ defaultValue: value ?? undefined });
  return (
    <Form method="post">
      <FormSection>
        <Field
          kind="text"
          name="title"
          label={words.heading}
          help={words.heading_help}
          maxLength={NOTICE_TITLE_LONGEST}
          required
          {...text(notice?.title)}
        />
        <Field kind="text" name="titleEn" label={words.heading_en} maxLength={40} optional {...text(notice?.titleEn)} />
        <AreaField {...area} />
        <Field
          kind="textarea"
          name="plain"
          label={words.plain}
          help={words.plain_help}
          rows={4}
          maxLength={PLAIN_LONGEST}
          optional
          {...text(notice?.plain)}
        />
        <Field
          kind="textarea"
          name="plainEn"
          label={words.plain_en}
          rows={3}
          maxLength={500}
          optional
          {...text(notice?.plainEn)}
        />
        <Field
          kind="textarea"
          name="body"
          label={words.body}
          rows={6}
          maxLength={4000}
          required
          {...text(notice?.body)}
        />
      </FormSection>
      <FormSection>
        <Field kind="date" name="validFrom" label={words.valid_from} required {...text(notice?.validFrom)} />
        <Field kind="date" name="validTo" label={words.valid_to} optional {...text(notice?.validTo)} />
        <Field
          kind="select"
          name="audience"
          label={words.audience}
          emptyLabel={null}
          {...text(notice?.audience ?? "everyone")}
          options={AUDIENCES.map((value) => ({ value, label: audienceWord(value, locale) }))}
        />
        <Field
          kind="select"
          name="task"
          label={words.task}
          emptyLabel={words.task_none}
          {...text(notice?.task)}
          options={NOTICE_TASKS.map((value) => ({ value, label: noticeTaskWord(value, locale) }))}
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
