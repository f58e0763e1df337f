/** Beds whose test alarm is owed, for the operators' list: each with the device to press and the day of the last test. */
import { maskName } from "#app/domain/access/masking.ts";
import { drillDueOn, lastTestedOwed } from "#app/domain/alerts/drill-due.ts";
import type { PolicyParameters } from "#app/domain/policy/policy-parameters.ts";
import { instant, instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { listDrillsDue } from "#db/queries/drills-due.ts";
import type { Unit } from "#db/transaction.ts";

/** Beds on the list at once; a test takes a call and a press, so that nobody does more in an hour. */
const SHOWN = 10;

export async function drillsDue(unit: Unit, parameters: PolicyParameters) {
  const before = instantAt(addDays(lastTestedOwed(localDateOf(unit.now), parameters), 1), 0);
  const rows = await listDrillsDue(unit, before, SHOWN);
  return {
    total: rows[0]?.total ?? 0,
    everyDays: parameters.alert_drill_days,
    rows: rows.map(({ name, since, isTested, elderNo, community, deviceNo }) => {
      const lastOn = localDateOf(instant(since));
      return {
        ...{ elderNo, community, deviceNo: deviceNo ?? "", name: maskName(name) },
        lastOn: isTested ? lastOn : null,
        dueOn: drillDueOn(lastOn, parameters),
      };
    }),
  };
}

export type DrillsDue = Awaited<ReturnType<typeof drillsDue>>;
