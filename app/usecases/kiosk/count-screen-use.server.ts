/** Counts how the kiosks' screens are used, shows the district where people give up, and forgets the counts when their time is over. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { ScreenEnd } from "#app/domain/kiosk/screen-end.ts";
import { judgeUse, type JudgedUse } from "#app/domain/kiosk/screen-use.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { screenUseKeptFrom } from "#app/domain/policy/retention.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { addScreenUse, deleteScreenUseBefore, sumScreenUse } from "#db/repositories/kiosk-screen-use.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";

/** A screen that stands longer is not looked at any more. */
const LONGEST_SECONDS = 600;

/** Days that the district sees at a time. */
export const SHOWN_DAYS = 30;

export type CountedUse = {
  readonly deviceId: string;
  readonly screen: string;
  readonly locale: string;
  readonly step: number;
  readonly seconds: number;
  readonly end: ScreenEnd;
};

export async function recordScreenUse(context: Context, { end, seconds, step, ...use }: CountedUse): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, (unit) =>
    addScreenUse(unit, {
      ...use,
      textStep: step,
      usedOn: localDateOf(unit.now),
      shown: 1,
      seconds: Math.min(LONGEST_SECONDS, seconds),
      wentAway: end === "left" ? 1 : 0,
      timedOut: end === "timed_out" ? 1 : 0,
      helped: end === "helped" ? 1 : 0,
    }),
  );
}

/** The screens of the last thirty days, where most people give up first. */
export async function showScreenUse(
  context: Context,
): Promise<{ readonly since: PlainDate; readonly screens: readonly JudgedUse[] }> {
  const since = addDays(localDateOf(context.now), -SHOWN_DAYS + 1);
  return inReading(context, async (unit) => ({ since, screens: judgeUse(await sumScreenUse(unit, since)) }));
}

/** @returns how many counts went; run again it finds nothing more to do */
export async function lapseScreenUse(given: Context): Promise<number> {
  const context = { ...given, scope: WHOLE_DISTRICT };
  return inTransaction(context, async (unit) => {
    const today = localDateOf(unit.now);
    const { parameters } = policyInForce(await listPolicyVersions(unit), today);
    return deleteScreenUseBefore(unit, screenUseKeptFrom(today, parameters));
  });
}
