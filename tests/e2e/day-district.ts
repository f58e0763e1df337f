/**
 * A server of its own in the middle of a month whose days go on: half of it is delivered, one visit of the demonstration's care worker was
 * missed, another is late at this moment, a third begins soon, and one rule has only warned since the month began.
 */
import { sql } from "drizzle-orm";
import { instantAt, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { decideRuleMode, requestRuleMode } from "#app/usecases/visits/change-rule-mode.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import { runDay } from "#app/usecases/visits/run-day.server.ts";
import { findDemoWorker } from "#db/queries/demo-workers.ts";
import { listProviders } from "#db/repositories/workforce.ts";
import { inTransaction, rowsOf, type Context, type Unit } from "#db/transaction.ts";
import { startOwnServer, type OwnServer } from "./own-server.ts";

export const DAY_MONTH = plainMonth("2026-11");
const TODAY = plainDate("2026-11-16");
/** In the middle of the morning, so that the day's people are at work at whatever hour the test runs. */
const START_MINUTE = 9 * 60 + 40;
export type DayServer = OwnServer & {
  /** A rule that has warned and no more since the month began: the one that would hold most visits. */
  readonly warningRule: string;
  readonly lateVisit: string;
  readonly nextVisit: string;
  /** An elder whom the provider visits. */
  readonly elderNo: string;
};

/** The rule that alone holds most of the month's finished visits only warns, since the month began; then the month is judged by that. */
async function onlyWarn(context: Context): Promise<string> {
  const [commonest] = await inTransaction(context, async (unit) =>
    rowsOf<{ rule_code: string }>(
      await unit.orm.execute(sql`select rule_code from finding f join visit v on v.id = f.visit_id
        where v.approval_state = 'in_violation' and f.state = 'open' and f.effect in ('hold', 'hold_both', 'not_payable')
          and (select count(*) from finding o where o.visit_id = f.visit_id and o.effect <> 'none' and o.state = 'open') = 1
        group by rule_code order by count(*) desc, rule_code limit 1`),
    ),
  );
  const ruleCode = commonest?.rule_code ?? "";
  const now = instantAt(plainDate("2026-10-20"), 9 * 60);
  const change = { ruleCode, mode: "warn_only" as const, from: plainDate("2026-11-01") };
  const changeId = await requestRuleMode({ ...context, now, actor: "demo:clerk" }, change, "示例文件");
  const decision = { ruleCode, changeId, decision: "approved" as const };
  await decideRuleMode({ ...context, now, actor: "demo:lead" }, decision);
  await verifyMonth({ ...context, now: instantAt(TODAY, 9 * 60) }, DAY_MONTH);
  return ruleCode;
}

/** The visit stands at this time, and its worker is free for it. */
async function putAt(unit: Unit, visitId: string, workerId: string, start: Instant): Promise<void> {
  const [from, to] = [new Date(start).toISOString(), new Date(plusMinutes(start, 60)).toISOString()];
  await unit.orm
    .execute(sql`update visit_worker set released = true where worker_id = ${workerId} and visit_id <> ${visitId}
    and tstzrange(planned_start, planned_end) && tstzrange(${from}::timestamptz, ${to}::timestamptz)`);
  await unit.orm.execute(
    sql`update visit_worker set planned_start = ${from}, planned_end = ${to} where visit_id = ${visitId}`,
  );
  await unit.orm.execute(sql`update visit set planned_start = ${from}, planned_end = ${to} where id = ${visitId}`);
}

type Placed = { id: string; visit_no: string; elder_no: string };

async function placeToday(context: Context, now: Instant): Promise<Placed[]> {
  return inTransaction(context, async (unit) => {
    const [provider] = await listProviders(unit);
    const worker = provider ? await findDemoWorker(unit, provider.id, TODAY) : null;
    const rows = rowsOf<Placed>(
      await unit.orm.execute(sql`select distinct on (v.elder_id) v.id, v.visit_no, e.elder_no from visit v
        join visit_worker w on w.visit_id = v.id and not w.released join elder e on e.id = v.elder_id
        where w.worker_id = ${worker?.id ?? ""} and e.phone_cipher is not null and v.delivery_state = 'accepted' and v.planned_start > ${new Date(plusMinutes(now, 24 * 60)).toISOString()}
          and (select count(*) from visit_worker o where o.visit_id = v.id and not o.released) = 1
        order by v.elder_id, v.planned_start`),
    );
    const [late, next, missed] = rows;
    if (!worker || !late || !next || !missed)
      throw new Error("the demonstration's care worker has no three visits ahead");
    await putAt(unit, missed.id, worker.id, plusMinutes(now, -100));
    await putAt(unit, late.id, worker.id, plusMinutes(now, -35));
    await putAt(unit, next.id, worker.id, plusMinutes(now, 40));
    return rows;
  });
}

export async function startDayServer(): Promise<DayServer> {
  let placed: Placed[] = [];
  let warningRule = "";
  const server = await startOwnServer({
    month: DAY_MONTH,
    today: TODAY,
    startMinute: START_MINUTE,
    isPlayed: true,
    play: async (context) => {
      const now = instantAt(TODAY, START_MINUTE);
      warningRule = await onlyWarn(context);
      placed = await placeToday(context, now);
      await runDay({ ...context, now });
    },
  });
  const [late, next] = placed;
  return {
    ...server,
    warningRule,
    lateVisit: late?.visit_no ?? "",
    nextVisit: next?.visit_no ?? "",
    elderNo: next?.elder_no ?? "",
  };
}
