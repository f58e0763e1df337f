/** What stands on top of every screen of the operations centre: red alerts, the one that waits longest first, and calls for help. */
import { countOpenAlerts, listWaitingReds } from "#db/queries/alert-desk.ts";
import { listLiveHelp } from "#db/queries/help-desk.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";

const STRIP_REDS = 3;

export async function alarmStrip(unit: Unit) {
  const counts = await countOpenAlerts(unit);
  const waiting = await listWaitingReds(unit, STRIP_REDS);
  const help = (await listLiveHelp(unit)).filter(({ row }) => row.state === "open");
  const sum = (level: string, state?: string) =>
    counts
      .filter((one) => one.level === level && (state === undefined || one.state === state))
      .reduce((total, one) => total + one.alerts, 0);
  return {
    redWaiting: sum("red", "open"),
    red: sum("red"),
    orangeWaiting: sum("orange", "open"),
    helpWaiting: help.length,
    reds: waiting.map(({ alertNo, kind, receivedAt, streetZh, streetEn }) => ({
      alertNo,
      kind,
      streetZh,
      streetEn,
      ageSeconds: Math.max(0, Math.floor((unit.now - receivedAt.getTime()) / 1000)),
    })),
  };
}

export type AlarmStripFacts = Awaited<ReturnType<typeof alarmStrip>>;

export async function showAlarms(context: Context): Promise<AlarmStripFacts> {
  return inReading(context, alarmStrip);
}
