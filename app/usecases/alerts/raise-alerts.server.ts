/**
 * Stores what the rules raised: joins the alert that stands, or stores another with its ladder and its first event. Shared by the intake and
 * by the watch; the caller holds the devices' rows, so two words of one device follow each other. However many were raised, the statements
 * are the same few: in a storm fifty calls a second arrive, and each is on the screen within two seconds.
 */
import { levelOf, type AlertKind, type AlertState } from "#app/domain/alerts/alert.ts";
import type { Raised } from "#app/domain/alerts/alert-rules.ts";
import { ladderOf, type LadderLimits } from "#app/domain/alerts/escalation.ts";
import { joinOrRaise, type StandingAlert } from "#app/domain/alerts/join-alert.ts";
import { isCallForHelp } from "#app/domain/devices/measures.ts";
import type { PolicyParameters } from "#app/domain/policy/policy-parameters.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import {
  announceAlerts,
  insertAlertEvents,
  insertAlerts,
  insertSteps,
  listKnownCauses,
  listStandingAlerts,
  lockOpenDrills,
  updateDrill,
  updateRepeated,
  type AlertRow,
} from "#db/repositories/alerts.ts";
import { together, type Unit } from "#db/transaction.ts";
import { noteCauses } from "../messages/note-cause.server.ts";

export type AlertHome = { readonly elderId: string | null; readonly streetId: number | null };

export type RaisedHere = Raised & {
  /** null for what no device of the registry said. */
  readonly deviceId: string | null;
  readonly home: AlertHome;
  readonly late: boolean;
  readonly synthetic: boolean;
};

export function ladderLimits(parameters: Pick<PolicyParameters, "sos_escalate_s" | "orange_ack_s">): LadderLimits {
  return { redSeconds: parameters.sos_escalate_s, orangeSeconds: parameters.orange_ack_s };
}

type Standing = StandingAlert & { readonly deviceId: string | null };

const standingOf = (row: AlertRow): Standing => ({
  id: row.id,
  deviceId: row.deviceId,
  kind: row.kind as AlertKind,
  state: row.state as AlertState,
  lastAt: instant(row.lastAt),
});

const mayBeDrill = ({ synthetic, deviceId, kind, late }: RaisedHere): boolean =>
  !synthetic && deviceId !== null && !late && isCallForHelp({ [kind]: true });

/** Ids of open tests by device. */
async function openDrills(unit: Unit, all: readonly RaisedHere[]): Promise<Map<string, string>> {
  const ids = all.filter(mayBeDrill).flatMap(({ deviceId }) => (deviceId === null ? [] : [deviceId]));
  const open = (await lockOpenDrills(unit, [...new Set(ids)])).filter(({ until }) => until.getTime() >= unit.now);
  return new Map(open.map(({ deviceId, id }) => [deviceId, id]));
}

type Planned = {
  readonly id: string;
  readonly raised: RaisedHere;
  readonly purpose: "real" | "drill" | "synthetic";
  readonly drillId: string | null;
};

/** A press of a bed whose test is awaited is that test, and an alert like any other; the test takes one press. */
function planned(unit: Unit, raised: RaisedHere, drills: Map<string, string>): Planned {
  const drillId = (mayBeDrill(raised) && drills.get(raised.deviceId ?? "")) || null;
  if (drillId !== null) drills.delete(raised.deviceId ?? "");
  const purpose = raised.synthetic ? "synthetic" : drillId === null ? "real" : "drill";
  return { id: unit.newId(), raised, purpose, drillId };
}

/** Members of the family whom the elder lets see alarms are told of what may be an emergency; a flat battery is the centre's. */
async function tellFamilies(unit: Unit, stored: readonly Planned[], numbers: ReadonlyMap<string, number>) {
  const causes = stored.flatMap(({ id, purpose, raised: { home, kind, late, at } }) => {
    const { elderId } = home;
    if (elderId === null || purpose !== "real" || late || levelOf(kind) === "yellow") return [];
    const facts = { alertNo: String(numbers.get(id)), alert: kind, path: "/family" };
    return [{ kind: "alert_raised" as const, subject: id, elderId, facts, happenedAt: at }];
  });
  await noteCauses(unit, causes);
}

/** @returns ids of those that were stored */
async function storeAll(unit: Unit, by: string, all: readonly Planned[], limits: LadderLimits) {
  const numbers = await insertAlerts(
    unit,
    all.map(({ id, purpose, raised: { deviceId, home, kind, at, late, facts, causeKey } }) => ({
      ...{ id, ...home, deviceId, kind, level: levelOf(kind), purpose, raisedAt: at, late, facts, causeKey },
    })),
  );
  const stored = all.filter(({ id }) => numbers.has(id));
  // The machine's own alarm wakes nobody.
  const steps = stored
    .filter(({ purpose }) => purpose !== "synthetic")
    .flatMap(({ id, raised }) =>
      ladderOf(levelOf(raised.kind), unit.now, limits).map((step) => ({ ...step, alertId: id })),
    );
  const events = stored.map(({ id, raised }) => ({ alertId: id, by, kind: "raised", facts: raised.facts }));
  await together([
    insertSteps(unit, steps),
    insertAlertEvents(unit, events),
    tellFamilies(unit, stored, numbers),
    ...stored.flatMap(({ id, drillId }) => (drillId === null ? [] : [updateDrill(unit, drillId, { alertId: id })])),
  ]);
  return new Set(numbers.keys());
}

type Joined = { readonly id: string; readonly raised: RaisedHere };

async function repeatAll(unit: Unit, by: string, joined: readonly Joined[]): Promise<void> {
  const repeated = new Map<string, { times: number; lastAt: Instant }>();
  for (const { id, raised } of joined) {
    const known = repeated.get(id);
    const lastAt = known && known.lastAt > raised.at ? known.lastAt : raised.at;
    repeated.set(id, { times: (known?.times ?? 0) + 1, lastAt });
  }
  await updateRepeated(
    unit,
    [...repeated].map(([id, said]) => ({ id, ...said })),
  );
  await insertAlertEvents(
    unit,
    joined.map(({ id, raised }) => ({ alertId: id, by, kind: "repeated", facts: raised.facts })),
  );
}

/** What became of each: "known" where its cause has raised an alert already. */
export type RaisedOutcome = "raised" | "joined" | "known";

/** Decides for each in its order, then stores all. @returns what became of each, in the same order */
export async function raiseAlerts(
  unit: Unit,
  by: string,
  all: readonly RaisedHere[],
  limits: LadderLimits,
): Promise<RaisedOutcome[]> {
  if (all.length === 0) return [];
  const ids = [...new Set(all.flatMap(({ deviceId }) => (deviceId === null ? [] : [deviceId])))];
  const causeKeys = all.map(({ causeKey }) => causeKey);
  const [rows, causes, drills] = await together([
    listStandingAlerts(unit, ids),
    listKnownCauses(unit, causeKeys),
    openDrills(unit, all),
  ]);
  const standing: Standing[] = rows.map(standingOf);
  const known = new Set(causes);
  const plans: Planned[] = [];
  const joined: Joined[] = [];
  const decided = all.map((raised): RaisedOutcome | Planned => {
    // The same cause again is no word of its own: it makes nothing louder.
    if (known.has(raised.causeKey)) return "known";
    const ofDevice = standing.filter(({ deviceId }) => raised.deviceId !== null && deviceId === raised.deviceId);
    const said = joinOrRaise(raised, ofDevice);
    if ("joins" in said) {
      const place = standing.findIndex(({ id }) => id === said.joins.id);
      const lastAt = raised.at > said.joins.lastAt ? raised.at : said.joins.lastAt;
      standing[place] = { ...said.joins, deviceId: raised.deviceId, lastAt };
      joined.push({ id: said.joins.id, raised });
      return "joined";
    }
    known.add(raised.causeKey);
    const plan = planned(unit, raised, drills);
    plans.push(plan);
    standing.push({ id: plan.id, deviceId: raised.deviceId, kind: raised.kind, state: "open", lastAt: raised.at });
    return plan;
  });
  const stored = await storeAll(unit, by, plans, limits);
  await repeatAll(unit, by, joined);
  await announceAlerts(unit);
  return decided.map((one) => (typeof one === "string" ? one : stored.has(one.id) ? "raised" : "known"));
}
