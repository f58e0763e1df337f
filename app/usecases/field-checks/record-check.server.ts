/** A person of the street records what was said and seen at an elder's door. What differs from the record is questioned like a call's. */
import {
  answerGroup,
  QUESTIONNAIRE,
  readAnswers,
  type AnswerProblem,
  type GivenAnswers,
} from "#app/domain/call-backs/questionnaire.ts";
import { maskNumbersIn } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockFieldCheck, updateFieldCheck, type FieldCheckRow } from "#db/repositories/field-checks.ts";
import { listVisitsById } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { callPolicy } from "../call-backs/call-policy.server.ts";
import { takeAnswers } from "../call-backs/take-answers.server.ts";

export type RecordedCheck = {
  readonly checkId: string;
  /** When the person was at the door. */
  readonly checkedAt: Instant;
  readonly note: string;
  readonly given: GivenAnswers;
};

export type CheckAnswer =
  | { readonly recorded: true; readonly followUps: readonly string[] }
  | { readonly recorded: false; readonly problems: readonly AnswerProblem[] };

const NUMBER_WIDTH = 4;

/** "SC-2026-11-0007": the check as tickets name it. */
export function checkNumber({ month, position }: Pick<FieldCheckRow, "month" | "position">): string {
  return `SC-${monthOf(plainDate(month))}-${String(position).padStart(NUMBER_WIDTH, "0")}`;
}

async function requireOpen(unit: Unit, { checkId, checkedAt, note }: RecordedCheck) {
  const row = await lockFieldCheck(unit, checkId);
  if (row === null) throw new Refusal("not-found");
  if (row.state !== "open") throw new Refusal("field-check-done");
  if (note.trim() === "") throw new Refusal("field-check-needs-note");
  const visits = await listVisitsById(unit, [row.visitId]);
  const after = visits.every(({ plannedEnd, effectiveOut }) => checkedAt >= instant(effectiveOut ?? plannedEnd));
  if (checkedAt > unit.now || !after) throw new Refusal("field-check-time");
  return { row, visits };
}

/**
 * Refuses "not-found" outside the street, "field-check-done", "field-check-needs-note", and "field-check-time" for a time before the
 * visit's end or ahead.
 */
export async function recordFieldCheck(context: Context, recorded: RecordedCheck): Promise<CheckAnswer> {
  const { answers, problems } = readAnswers(recorded.given);
  if (answers === null) return { recorded: false, problems };
  return inTransaction(context, async (unit) => {
    const { row, visits } = await requireOpen(unit, recorded);
    const policy = await callPolicy(unit, monthOf(plainDate(row.month)));
    const source = {
      ...{ fieldCheckId: row.id, elderId: row.elderId, streetId: row.streetId, providerId: row.providerId },
      number: checkNumber(row),
    };
    const heard = { answers, channel: "field_check", rung: null, visits, policy, source } as const;
    const { differs, kinds } = await takeAnswers(unit, context.actor, heard);
    await updateFieldCheck(unit, row.id, {
      ...{
        state: "done",
        checkedAt: asDate(recorded.checkedAt),
        checkedBy: context.actor,
        recordedAt: asDate(unit.now),
      },
      ...{ questionnaireVersion: QUESTIONNAIRE.version, answers, answerGroup: answerGroup(answers), differs },
      note: maskNumbersIn(recorded.note.trim()),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: `street:${row.streetId}`,
      action: "field-check.record",
      subjectType: "field-check",
      subjectId: checkNumber(row),
      facts: { group: answerGroup(answers), differs, followUps: kinds.join(",") },
    });
    return { recorded: true, followUps: kinds };
  });
}

/** Gives a check to another person of the street. Refuses "not-found" and "field-check-done". */
export async function assignFieldCheck(context: Context, checkId: string, assignedTo: string): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockFieldCheck(unit, checkId);
    if (row === null) throw new Refusal("not-found");
    if (row.state !== "open") throw new Refusal("field-check-done");
    await updateFieldCheck(unit, row.id, { assignedTo });
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "field-check.assign",
      subjectType: "field-check",
      subjectId: checkNumber(row),
      facts: { assignedTo },
    });
  });
}
