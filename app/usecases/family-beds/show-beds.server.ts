/** The list of beds with what each waits for; and the waiting list in its published order. */
import { maskName } from "#app/domain/access/masking.ts";
import { ASSISTANCE_KINDS, type AssistanceKind } from "#app/domain/elders/assistance-status.ts";
import { owedIn } from "#app/domain/family-beds/due-work.ts";
import { isBedState, type BedState } from "#app/domain/family-beds/lifecycle.ts";
import { isOverdue } from "#app/domain/family-beds/progress.ts";
import { waitingOrder } from "#app/domain/family-beds/waiting-list.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { listAidOn, listBeds, type BedFilter, type BedListRow } from "#db/queries/bed-overview.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { readBedRules } from "./bed-policy.server.ts";

/** A bed's state as the domain knows it; "none" is no state that a screen shows. */
export function stateOf(text: string): BedState {
  return isBedState(text) ? text : "applied";
}

/** A bed as lists show it. */
export function listed(row: BedListRow, today: PlainDate) {
  const { bed } = row;
  const state = stateOf(bed.state);
  const owed = owedIn(state);
  return {
    bedNo: bed.bedNo,
    elderNo: row.elderNo,
    elderName: maskName(row.elderName),
    community: row.community,
    streetZh: row.streetZh,
    streetEn: row.streetEn,
    state,
    since: bed.stateSince,
    grade: bed.grade,
    dueOn: bed.dueOn,
    countedOn: bed.countedOn,
    owedBy: owed?.party ?? null,
    owedStep: owed?.step ?? null,
    isOverdue: isOverdue({ dueOn: bed.dueOn === null ? null : plainDate(bed.dueOn) }, today),
  };
}

export type BedView = ReturnType<typeof listed>;

export type BedQuestion = {
  readonly state: string | null;
  readonly streetId: number | null;
  readonly onlyOverdue: boolean;
};

/** Beds of the scope that fit the question, what is owed soonest first. */
export async function showBeds(context: Context, question: BedQuestion) {
  const today = localDateOf(context.now);
  return inReading(context, async (unit) => {
    const filter: BedFilter = {
      states: question.state === null ? null : [question.state],
      streetId: question.streetId,
      overdueOn: question.onlyOverdue ? today : null,
    };
    const rows = (await listBeds(unit, filter)).map((row) => listed(row, today));
    const streets = (await listStreets(unit)).map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn }));
    return { rows, streets, overdue: rows.filter((row) => row.isOverdue).length };
  });
}

async function strongestAid(
  unit: Unit,
  elderIds: readonly string[],
  today: PlainDate,
  order: readonly AssistanceKind[],
) {
  const rank = (kind: AssistanceKind) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  const known = new Map<string, AssistanceKind>();
  for (const { elderId, kind } of await listAidOn(unit, elderIds, today)) {
    const found = ASSISTANCE_KINDS.find((one) => one === kind);
    const before = known.get(elderId);
    if (found !== undefined && (before === undefined || rank(found) < rank(before))) known.set(elderId, found);
  }
  return known;
}

/** Who waits, in the order in which places are given; with the values that the order is made of. */
export async function showWaitingList(context: Context) {
  const today = localDateOf(context.now);
  return inReading(context, async (unit) => {
    const { parameters } = (await readBedRules(unit)).policyOn(today);
    const rows = await listBeds(unit, { states: ["waiting"], streetId: null, overdueOn: null });
    const aid = await strongestAid(
      unit,
      rows.map(({ bed }) => bed.elderId),
      today,
      parameters.hardship_types,
    );
    const waiting = rows.map((row) => ({
      ...listed(row, today),
      hardship: aid.get(row.bed.elderId) ?? null,
      grade: row.bed.grade ?? 0,
      queuedOn: plainDate(row.bed.queuedOn ?? today),
    }));
    return { order: parameters.waiting_list_order, rows: waitingOrder(waiting, parameters) };
  });
}
