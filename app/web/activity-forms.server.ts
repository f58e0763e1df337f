/** The form of an activity, read: what is wrong is named by a refusal's code. */
import * as z from "zod";
import { AUDIENCES } from "#app/domain/activities/activity.ts";
import { parseYuan } from "#app/domain/money/yuan-text.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import type { ActivityForm } from "#app/usecases/activities/manage-activity.server.ts";
import { activityTexts } from "./activity-texts.server.ts";

const text = (longest: number) => z.string().max(longest).default("");
const schema = z.object({
  title: text(40),
  titleEn: text(60),
  streetId: z.coerce.number().int(),
  place: text(60),
  placeEn: text(80),
  on: text(10),
  from: text(5),
  to: text(5),
  capacity: z.coerce.number(),
  bring: text(60),
  bringEn: text(80),
  fee: text(20),
  audience: z.enum(AUDIENCES),
});

/** Minute of the day of "14:00"; null for anything else. */
function parseClock(clock: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
}

const orNull = (value: string) => (value.trim() === "" ? null : value.trim());

/** Refuses "activity-form" for anything that is no date, clock or amount. */
export function readActivityForm(form: FormData): ActivityForm {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw new Refusal("activity-form");
  const { on, from, to, fee, bring, bringEn, titleEn, placeEn, ...rest } = parsed.data;
  const [start, end, feeFen] = [parseClock(from), parseClock(to), parseYuan(fee)];
  if (!isPlainDate(on) || start === null || end === null || feeFen === null) throw new Refusal("activity-form");
  const startsAt = instantAt(on, start);
  return {
    ...rest,
    titleEn: orNull(titleEn),
    placeEn: orNull(placeEn),
    bring: orNull(bring),
    bringEn: orNull(bringEn),
    feeFen,
    startsAt,
    endsAt: instantAt(on, end),
    ...activityTexts({ title: rest.title.trim(), place: rest.place.trim(), startsAt }),
  };
}
