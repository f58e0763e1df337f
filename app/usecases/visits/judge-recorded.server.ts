/**
 * Judges the visits about which phones said something since they were last judged. What they said is stored already and stays whatever
 * becomes of this; a visit that cannot be judged stays on the list and keeps no other from being judged.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { hasToJudge, lockVisitsById, takeToJudge } from "#db/repositories/received-events.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { takeBackGivenUp } from "./take-back-given-up.server.ts";
import { isToBeJudged } from "./take-events.server.ts";
import { judgeAroundAll } from "./verify-visit.server.ts";

/** Sayings of one unit of work: few enough that a unit ends soon, many enough that the wide reads are shared. */
const SAYINGS_OF_UNIT = 100;

export async function isAnythingToJudge(context: Context): Promise<boolean> {
  return inReading({ ...context, scope: WHOLE_DISTRICT }, hasToJudge);
}

/** @returns how many visits were judged; null when nothing is left but what cannot be */
async function judgeSome(context: Context, limit: number, failing: Set<string>): Promise<number | null> {
  let ids: string[] = [];
  try {
    return await inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
      ids = await takeToJudge(unit, limit, [...failing]);
      if (ids.length === 0) return null;
      const visits = (await lockVisitsById(unit, ids)).filter(isToBeJudged);
      await judgeAroundAll(unit, context.actor, await takeBackGivenUp(unit, context.actor, visits));
      return visits.length;
    });
  } catch (thrown) {
    const [only, ...more] = ids;
    if (only === undefined || more.length > 0) throw thrown;
    failing.add(only);
    return 0;
  }
}

/** One saying after another, where several together failed. */
async function judgeOneByOne(context: Context): Promise<number> {
  const failing = new Set<string>();
  for (let judged = 0; ;) {
    const some = await judgeSome(context, 1, failing);
    if (some === null && failing.size > 0) throw new Error(`visits that cannot be judged: ${[...failing].join(" ")}`);
    if (some === null) return judged;
    judged += some;
  }
}

/**
 * Until nothing is left to judge. Throws at the end when some visits cannot be judged: they stay on the list, the others are done.
 * @returns how many visits were judged
 */
export async function judgeRecorded(context: Context): Promise<number> {
  for (let judged = 0; ;) {
    const some = await judgeSome(context, SAYINGS_OF_UNIT, new Set()).catch(() => "apart" as const);
    if (some === "apart") return judged + (await judgeOneByOne(context));
    if (some === null) return judged;
    judged += some;
  }
}
