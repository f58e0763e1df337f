/**
 * The answers of one person, from a call, a sheet or a check at home, become what the rules read: events of the visits, held lines, and
 * follow-ups with a date. One path, whoever heard them.
 */
import type { CallAnswers } from "#app/domain/call-backs/questionnaire.ts";
import { followUpDueOn, followUpsOf, type FollowUpKind } from "#app/domain/call-backs/follow-up.ts";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { insertFollowUp, type NewFollowUpRow } from "#db/repositories/follow-ups.ts";
import { listCalendarDays } from "#db/repositories/reference.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { questionLines, type Questioned } from "../claims/question-lines.server.ts";
import { differsFromRecord, tellSaid, type Channel } from "./said-events.server.ts";

/** Whose answers they are, and from where. */
export type Heard = {
  readonly answers: CallAnswers;
  readonly channel: Channel;
  /** Keyed digest of the number under which they were given, hexadecimal; null at a door. */
  readonly rung: string | null;
  readonly visits: readonly VisitRow[];
  readonly policy: PolicyVersion;
  readonly source: FollowUpSource;
};

export type FollowUpSource = Pick<
  NewFollowUpRow,
  "callBackId" | "fieldCheckId" | "elderId" | "streetId" | "providerId"
> & {
  /** Number that its tickets begin with. */
  readonly number: string;
};

const RULES_OF_KIND: Readonly<Partial<Record<FollowUpKind, Questioned["ruleCode"]>>> = {
  denied: "R-CALLBACK-DENIED",
  complaint: "R-COMPLAINT-OPEN",
  different: "R-CALLBACK-DIFFERENT",
};

/** Opens one follow-up of each kind. */
export async function openFollowUps(
  unit: Unit,
  actor: string,
  kinds: readonly FollowUpKind[],
  given: { readonly source: FollowUpSource; readonly visits: readonly VisitRow[]; readonly detail: string | null },
): Promise<void> {
  if (kinds.length === 0) return;
  const calendar = new WorkCalendar(await listCalendarDays(unit));
  const { number, ...source } = given.source;
  for (const kind of kinds)
    await insertFollowUp(
      unit,
      {
        ...{ ...source, id: unit.newId(), ticketNo: `${number}-${kind}`, kind, openedBy: actor },
        ...{
          detail: given.detail,
          openedAt: asDate(unit.now),
          dueOn: followUpDueOn(kind, localDateOf(unit.now), calendar),
        },
      },
      given.visits.map(({ id }) => id),
    );
}

function detailOf({ suggestions, remark, otherService }: CallAnswers): string | null {
  const said = [suggestions, otherService, remark].flatMap((text) => (text === null ? [] : [maskNumbersIn(text)]));
  return said.length === 0 ? null : said.join("；");
}

/** @returns whether the answers differ from the record, and what they left to be done */
export async function takeAnswers(
  unit: Unit,
  actor: string,
  { answers, channel, rung, visits, policy, source }: Heard,
): Promise<{ readonly differs: boolean; readonly kinds: readonly FollowUpKind[] }> {
  const differs = await differsFromRecord(unit, visits, { answers, policy });
  const kinds = followUpsOf(answers, differs);
  // Complaints are facts that the rules read, so they stand before the visits are judged.
  await openFollowUps(unit, actor, kinds, { source, visits, detail: detailOf(answers) });
  const by = channel === "field_check" ? ("field-check" as const) : ("call-back" as const);
  for (const ruleCode of kinds.flatMap((kind) => RULES_OF_KIND[kind] ?? []))
    await questionLines(unit, actor, visits, { ruleCode, by });
  await tellSaid(unit, actor, visits, { answers, channel, rung });
  return { differs, kinds };
}
