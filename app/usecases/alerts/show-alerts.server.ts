/** The operations centre's screens: the list, and one alert with its ladder, its history and who could be sent. Names are masked. */
import { maskName, maskPhone } from "#app/domain/access/masking.ts";
import { alertFigures } from "#app/domain/alerts/alert-figures.ts";
import type { AlertLevel, AlertOutcome, AlertPurpose } from "#app/domain/alerts/alert.ts";
import { averageWait, seatsNeeded, serviceLevel, shareGivingUp } from "#app/domain/alerts/staffing.ts";
import type { PolicyParameters } from "#app/domain/policy/policy-parameters.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import {
  alertVersion,
  countOpenAlerts,
  findDeskAlert,
  listBesideAlerts,
  listDeskAlerts,
  type DeskAlertRow,
} from "#db/queries/alert-desk.ts";
import { listContactsOfElder } from "#db/queries/elder-numbers.ts";
import { listAlertEvents, listAlertsReceived, listDispatches, listSteps } from "#db/repositories/alerts.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { drillsDue } from "./drills-due.server.ts";
import { listResponders } from "./responders.server.ts";

/** Alerts on a page of the list. */
export const ALERT_PAGE_ROWS = 50;

const timeOrNull = (at: Date | null) => (at === null ? null : isoText(instant(at)));

function lineOf({ alert, elderName, ...row }: DeskAlertRow, now: number) {
  return {
    alertNo: alert.alertNo,
    kind: alert.kind,
    level: alert.level as AlertLevel,
    purpose: alert.purpose as AlertPurpose,
    state: alert.state,
    late: alert.late,
    repeats: alert.repeats,
    receivedAt: isoText(instant(alert.receivedAt)),
    raisedAt: isoText(instant(alert.raisedAt)),
    ageSeconds: Math.max(0, Math.floor((now - alert.receivedAt.getTime()) / 1000)),
    takenBy: alert.takenBy,
    name: elderName === null ? null : maskName(elderName),
    ...row,
  };
}

export type AlertLine = ReturnType<typeof lineOf>;

async function figuresOf(unit: Unit, parameters: PolicyParameters) {
  const rows = await listAlertsReceived(unit, { from: plusMinutes(unit.now, -24 * 60), to: plusMinutes(unit.now, 1) });
  const counted = rows.map((row) => ({
    level: row.level as AlertLevel,
    purpose: row.purpose as AlertPurpose,
    receivedAt: instant(row.receivedAt),
    takenAt: row.takenAt === null ? null : instant(row.takenAt),
    outcome: row.outcome as AlertOutcome | null,
  }));
  return alertFigures(counted, parameters.sos_answer_s);
}

/** What is not closed, a page at a time, figures of the last day, and what stands beside. @param page from 1; the last one for any beyond */
export async function showAlertDesk(context: Context, page = 1) {
  return inReading(context, async (unit) => {
    const counts = await countOpenAlerts(unit);
    const total = counts.reduce((sum, one) => sum + one.alerts, 0);
    const shown = Math.min(Math.max(1, page), Math.max(1, Math.ceil(total / ALERT_PAGE_ROWS)));
    const rows = await listDeskAlerts(unit, { most: ALERT_PAGE_ROWS, skip: (shown - 1) * ALERT_PAGE_ROWS });
    const of = (level: string) => counts.filter((one) => one.level === level).reduce((sum, one) => sum + one.alerts, 0);
    const { help, tickets } = await listBesideAlerts(unit, 20);
    const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    return {
      version: await alertVersion(unit),
      now: isoText(unit.now),
      alerts: rows.map((row) => lineOf(row, unit.now)),
      pages: { page: shown, pageSize: ALERT_PAGE_ROWS, total },
      counts: { red: of("red"), orange: of("orange"), yellow: of("yellow") },
      waiting: counts
        .filter(({ level, state }) => level === "red" && state === "open")
        .reduce((sum, one) => sum + one.alerts, 0),
      figures: await figuresOf(unit, parameters),
      drills: await drillsDue(unit, parameters),
      help: help.map((one) => ({ ...one, touchedAt: isoText(instant(one.touchedAt)) })),
      tickets: tickets.map((one) => ({ ...one, dueAt: isoText(instant(one.dueAt)) })),
    };
  });
}

export async function showAlertVersion(context: Context): Promise<string> {
  return inReading(context, alertVersion);
}

async function contactsOf(unit: Unit, crypto: CryptoProvider, elderId: string | null) {
  if (elderId === null) return [];
  return (await listContactsOfElder(unit, elderId)).map(({ id, name, relation, phoneCipher }) => ({
    name: maskName(name),
    relation,
    phone:
      phoneCipher === null
        ? null
        : maskPhone(crypto.decrypt(phoneCipher, { table: "elder_contact", column: "phone", row: id })),
  }));
}

/** Refuses "not-found" outside the scope. */
export async function showAlert(context: Context, crypto: CryptoProvider, alertNo: number) {
  return inReading(context, async (unit) => {
    const row = await findDeskAlert(unit, alertNo);
    if (row === null) throw new Refusal("not-found");
    const { alert } = row;
    const handles = alert.state === "taken";
    const { parameters } = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    return {
      ...lineOf(row, unit.now),
      version: await alertVersion(unit),
      facts: alert.facts as Readonly<Record<string, string | number | boolean | null>>,
      firstVoiceAt: timeOrNull(alert.firstVoiceAt),
      familyToldAt: timeOrNull(alert.familyToldAt),
      dispatchedAt: timeOrNull(alert.dispatchedAt),
      onSiteAt: timeOrNull(alert.onSiteAt),
      handedOverAt: timeOrNull(alert.handedOverAt),
      outcome: alert.outcome,
      outcomeNote: alert.outcomeNote,
      closedBy: alert.closedBy,
      isMine: alert.takenBy === context.actor,
      maySecond: alert.state === "awaiting_second" && alert.closedBy !== context.actor,
      limits: {
        voiceSeconds: parameters.first_voice_s,
        dispatchSeconds: parameters.dispatch_s,
        familySeconds: parameters.family_told_s,
        onSiteSeconds: parameters.on_site_s,
      },
      contacts: await contactsOf(unit, crypto, alert.elderId),
      responders: handles ? (await listResponders(unit, alert)).map((one) => ({ ...one, name: one.name })) : [],
      steps: (await listSteps(unit, [alert.id])).map(({ step, dueAt, toldAt, endedAt }) => ({
        step,
        dueAt: isoText(instant(dueAt)),
        toldAt: timeOrNull(toldAt),
        endedAt: timeOrNull(endedAt),
      })),
      sent: (await listDispatches(unit, alert.id)).map(({ name, distanceM, sentAt, arrivedAt }) => ({
        name,
        distanceM,
        sentAt: isoText(instant(sentAt)),
        arrivedAt: timeOrNull(arrivedAt),
      })),
      events: (await listAlertEvents(unit, alert.id)).map((event) => ({
        id: event.id,
        at: isoText(instant(event.at)),
        by: event.by,
        kind: event.kind,
        facts: event.facts as Readonly<Record<string, unknown>>,
      })),
    };
  });
}

/** What so many seats would do with so many calls. */
export function estimateStaffing(given: {
  readonly callsPerHour: number;
  readonly handleSeconds: number;
  readonly withinSeconds: number;
  readonly patienceSeconds: number;
  readonly seats: number;
}) {
  const needed = seatsNeeded(given, { withinSeconds: given.withinSeconds, share: 0.9 }, 60);
  const from = Math.max(1, (needed ?? given.seats) - 2);
  const rows = Array.from({ length: 5 }, (_, index) => from + index).map((seats) => ({
    seats,
    share: serviceLevel(given, seats, given.withinSeconds),
    waitSeconds: averageWait(given, seats),
    lost: shareGivingUp(given, seats, given.patienceSeconds),
  }));
  return { needed, rows };
}
