/** Who could be sent to a home now. */
import { nearestFree, type PossibleResponder, type Responder } from "#app/domain/alerts/responders.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { findPlaceOfElder, listResponderRows } from "#db/queries/alert-desk.ts";
import type { AlertRow } from "#db/repositories/alerts.ts";
import type { Unit } from "#db/transaction.ts";

const DAY_MINUTES = 24 * 60;
const OFFERED = 5;

async function possible(unit: Unit): Promise<PossibleResponder[]> {
  const on = localDateOf(unit.now);
  const { workers, visits, onTheWay } = await listResponderRows(unit, {
    on,
    from: instantAt(on, 0),
    to: instantAt(on, DAY_MINUTES),
  });
  return workers.map(({ id, name, latitude, longitude }) => ({
    workerId: id,
    name,
    home: { latitude, longitude },
    isOnTheWay: onTheWay.has(id),
    visits: visits
      .filter(({ workerId }) => workerId === id)
      .map((one) => ({
        startAt: instant(one.startAt),
        endAt: instant(one.endAt),
        at: { latitude: one.latitude, longitude: one.longitude },
      })),
  }));
}

/** The nearest free ones; none for an alert without a home. */
export async function listResponders(
  unit: Unit,
  { elderId }: Pick<AlertRow, "elderId">,
  most = OFFERED,
): Promise<Responder[]> {
  const home = elderId === null ? null : await findPlaceOfElder(unit, elderId);
  return home === null ? [] : nearestFree(await possible(unit), home, unit.now, most);
}

/** Refuses "not-found" for somebody who is not free any more. */
export async function findResponder(
  unit: Unit,
  alert: Pick<AlertRow, "elderId">,
  workerId: string,
): Promise<Responder> {
  const found = (await listResponders(unit, alert, 10_000)).find((one) => one.workerId === workerId);
  if (!found) throw new Refusal("not-found");
  return found;
}
