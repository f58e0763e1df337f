/** A stored call for help as the rules read it, and the one way to add a step that a person or the clock took. */
import type { HelpStanding, HelpState, HelpStep, HelpWant } from "#app/domain/help/help-request.ts";
import { nextHelpStepAt } from "#app/domain/help/help-request.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { insertHelpStep, listHelpSteps, updateHelp, type HelpRow } from "#db/repositories/help-requests.ts";
import type { Unit } from "#db/transaction.ts";

export async function standingOf(unit: Unit, row: HelpRow): Promise<HelpStanding> {
  const steps = await listHelpSteps(unit, [row.id]);
  return {
    state: row.state as HelpState,
    want: row.want as HelpWant | null,
    deadlines: {
      confirmAt: instant(row.confirmAt),
      hotlineAt: instant(row.hotlineAt),
      bothAt: instant(row.bothAt),
    },
    steps: steps.map(({ step }) => step),
  };
}

/** Adds a step that happens now, unless it is stored already. */
export async function addHelpStep(
  unit: Unit,
  row: HelpRow,
  { step, by, dueAt = null }: { readonly step: HelpStep; readonly by: string; readonly dueAt?: Date | null },
): Promise<void> {
  await insertHelpStep(unit, { id: unit.newId(), helpId: row.id, step, dueAt, at: asDate(unit.now), by });
}

/** Writes columns of a request, and when its escalation is looked at again. */
export async function changeHelp(
  unit: Unit,
  row: HelpRow,
  values: Partial<Omit<HelpRow, "id" | "version" | "nextStepAt">>,
): Promise<void> {
  const next = nextHelpStepAt(await standingOf(unit, { ...row, ...values }));
  await updateHelp(unit, row.id, { ...values, nextStepAt: next === null ? null : asDate(next) });
}
