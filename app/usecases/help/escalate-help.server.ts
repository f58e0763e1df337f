/**
 * Takes the steps of calls for help that are due: the staff when nobody chose, the hotline as well, then both. By stored deadlines and the
 * clock it is given, so a restart owes what it missed and takes each step once.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { HELP_DESK, dueHelpSteps } from "#app/domain/help/help-request.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { announceDesks } from "#db/repositories/desk-notices.ts";
import { isHelpDue, lockDueHelp } from "#db/repositories/help-requests.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { addHelpStep, changeHelp, standingOf } from "./help-standing.server.ts";
import { tellContact } from "./tell-contact.server.ts";

/** @returns how many steps were taken */
export async function escalateHelp(context: Context): Promise<number> {
  const everywhere = { ...context, scope: WHOLE_DISTRICT };
  // Asked every second: a moment in which nothing is due locks nothing.
  if (!(await inReading(everywhere, isHelpDue))) return 0;
  return inTransaction(everywhere, async (unit) => {
    let taken = 0;
    for (const row of await lockDueHelp(unit, unit.now)) {
      const due = dueHelpSteps(await standingOf(unit, row), unit.now);
      for (const { step, dueAt } of due)
        await addHelpStep(unit, row, { step, by: context.actor, dueAt: asDate(dueAt) });
      await changeHelp(unit, row, {});
      if (due.length > 0) await tellContact(unit, row, context.actor);
      taken += due.length;
    }
    if (taken > 0) await announceDesks(unit, [HELP_DESK]);
    return taken;
  });
}
