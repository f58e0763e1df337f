/** The form of a notice, read. */
import * as z from "zod";
import { AUDIENCES, NOTICE_TASKS } from "#app/domain/public-notices/public-notice.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import type { NoticeForm } from "#app/usecases/public-notices/manage-notice.server.ts";

const text = (longest: number) => z.string().max(longest).default("");
const schema = z.object({
  title: text(60),
  titleEn: text(80),
  streetId: text(6),
  plain: text(1000),
  plainEn: text(1000),
  body: text(8000),
  validFrom: text(10),
  validTo: text(10),
  audience: z.enum(AUDIENCES),
  task: z.union([z.enum(NOTICE_TASKS), z.literal("")]).default(""),
});

const orNull = (value: string) => (value.trim() === "" ? null : value.trim());

/** Refuses "notice-form" for anything that is no date or choice. */
export function readNoticeForm(form: FormData): NoticeForm {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw new Refusal("notice-form");
  const { streetId, validFrom, validTo, task, title, body, ...rest } = parsed.data;
  const until = orNull(validTo);
  if (!isPlainDate(validFrom) || (until !== null && !isPlainDate(until))) throw new Refusal("notice-form");
  return {
    title: title.trim(),
    titleEn: orNull(rest.titleEn),
    body: body.trim(),
    plain: orNull(rest.plain),
    plainEn: orNull(rest.plainEn),
    audience: rest.audience,
    streetId: streetId === "" ? null : Number(streetId),
    validFrom,
    validTo: until,
    task: task === "" ? null : task,
  };
}
