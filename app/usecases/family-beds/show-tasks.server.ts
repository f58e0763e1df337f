/**
 * What each organisation owes now: which bed, where, by when, and which papers and photographs its step still misses. Organisations have no
 * sign-in (decision 020): an office reads this with them and files for them.
 */
import { missingItemPhotos } from "#app/domain/family-beds/documents.ts";
import { owedByBody } from "#app/domain/family-beds/due-work.ts";
import { BED_STATES, type BedStepKind } from "#app/domain/family-beds/lifecycle.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { listBeds, listBodiesInForce, type BedListRow } from "#db/queries/bed-overview.ts";
import { listBedPlans } from "#db/repositories/bed-money.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { readBedPapers } from "./bed-papers.server.ts";
import { listed, stateOf } from "./show-beds.server.ts";

const STATES_OF_BODIES = BED_STATES.filter((state) => owedByBody(state) !== null);

/** Works are shown before and after, item by item of the newest plan. */
async function missingOf(unit: Unit, { bed }: BedListRow, step: BedStepKind) {
  const { filed, missingFor } = await readBedPapers(unit, bed.id);
  const items = step === "report_works" ? ((await listBedPlans(unit, bed.id)).at(-1)?.items ?? []) : [];
  return {
    missing: missingFor(step),
    missingPhotos: missingItemPhotos(
      items.map(({ itemNo }) => itemNo),
      filed,
    ),
  };
}

/** @param creditCode only this organisation's tasks; null for everybody's, those that nobody is named for too */
export async function showBodyTasks(context: Context, creditCode: string | null) {
  const today = localDateOf(context.now);
  return inReading(context, async (unit) => {
    const beds = await listBeds(unit, { states: STATES_OF_BODIES, streetId: null, overdueOn: null });
    const bodies = await listBodiesInForce(unit);
    const owed = beds.flatMap((row) => {
      const task = owedByBody(stateOf(row.bed.state));
      const body = bodies.find(({ bedId, role }) => bedId === row.bed.id && role === task?.role) ?? null;
      return task === null ? [] : [{ row, task, body }];
    });
    const known = new Map(owed.flatMap(({ body }) => (body === null ? [] : [[body.creditCode, body.name] as const])));
    const wanted = owed.filter(({ body }) => creditCode === null || body?.creditCode === creditCode);
    const tasks = [];
    for (const { row, task, body } of wanted)
      tasks.push({
        ...listed(row, today),
        ...{ role: task.role, step: task.step, organisation: body?.name ?? null },
        ...(await missingOf(unit, row, task.step)),
      });
    const organisations = [...known].map(([code, name]) => ({ creditCode: code, name }));
    return { tasks, organisations: organisations.sort((one, other) => one.name.localeCompare(other.name, "zh-CN")) };
  });
}
