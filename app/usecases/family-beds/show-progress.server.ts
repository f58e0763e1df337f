/** How far the district is: beds by state and street against the target, and how long they stay in each state. */
import { bedsByState, progressByStreet, timeInStates, type Stay } from "#app/domain/family-beds/progress.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { listBeds, listStateChanges } from "#db/queries/bed-overview.ts";
import { listStreets } from "#db/repositories/reference.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { readBedRules } from "./bed-policy.server.ts";
import { stateOf } from "./show-beds.server.ts";

type Change = Awaited<ReturnType<typeof listStateChanges>>[number];

/** A stay lasts until the next change of the same bed. */
function staysOf(changes: readonly Change[]): Stay[] {
  return changes.map((change, index) => {
    const next = changes[index + 1];
    const ends = next?.bedId === change.bedId ? next.occurredOn : null;
    return {
      state: stateOf(change.toState),
      from: plainDate(change.occurredOn),
      to: ends === null ? null : plainDate(ends),
    };
  });
}

export async function showBedProgress(context: Context) {
  const today = localDateOf(context.now);
  return inReading(context, async (unit) => {
    const { parameters, confirmed } = (await readBedRules(unit)).policyOn(today);
    const beds = (await listBeds(unit, { states: null, streetId: null, overdueOn: null })).map(({ bed }) => ({
      streetId: bed.streetId,
      state: stateOf(bed.state),
      countedOn: bed.countedOn === null ? null : plainDate(bed.countedOn),
      dueOn: bed.dueOn === null ? null : plainDate(bed.dueOn),
    }));
    const streets = await listStreets(unit);
    const progress = progressByStreet(
      streets.map((one) => one.id),
      beds,
      today,
    );
    return {
      today,
      confirmed,
      target: parameters.target_beds,
      counted: beds.filter((bed) => bed.countedOn !== null).length,
      states: bedsByState(beds),
      times: timeInStates(staysOf(await listStateChanges(unit)), today),
      streets: streets.map(({ id, nameZh, nameEn, latitude, longitude }, index) => ({
        ...{ id, nameZh, nameEn, latitude, longitude },
        ...{ counted: 0, underWay: 0, inService: 0, suspended: 0, overdue: 0, ...progress[index] },
        beds: beds.filter((bed) => bed.streetId === id).length,
      })),
    };
  });
}
