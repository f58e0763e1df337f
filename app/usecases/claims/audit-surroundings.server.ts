/** What stands around an audited visit: its drawn map, the other visits of its day, and the thirty days before it. */
import { maskName } from "#app/domain/access/masking.ts";
import { instant, instantAt, isoText, localDateOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asWgs84 } from "#app/domain/verification/datum.ts";
import { fenceOf, strengthByFence } from "#app/domain/verification/evidence.ts";
import { offsetFrom } from "#app/domain/verification/location.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { ClockEvent } from "#app/domain/visits/visit-events.ts";
import { listVisitsOfElderAround, listVisitsOfWorkersAround, type AuditLineRow } from "#db/queries/audit-lines.ts";
import type { VisitFile } from "#db/queries/visit-file.ts";
import { listFindingsOfVisits } from "#db/repositories/findings.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import type { Unit } from "#db/transaction.ts";
import { visitEventOf } from "../visits/stored-events.ts";
import { standingOf } from "./standing-findings.ts";

/** Days that the history looks back. */
const HISTORY_DAYS = 30;

type Home = VisitFile["home"];
type Near = Awaited<ReturnType<typeof listVisitsOfElderAround>>[number];

/** Metres east and north of the home: coordinates stay on the server. Null without a position that can be placed. */
function placed(event: ClockEvent | null, home: Home) {
  const fix = event?.body.position.fix ?? null;
  if (!fix?.datum) return null;
  return { ...offsetFrom(home, asWgs84(fix, fix.datum)), accuracyM: Math.round(fix.accuracyM) };
}

function spanText(row: Near) {
  return {
    visitNo: row.visitNo,
    elderName: maskName(row.elderName),
    at: isoText(instant(row.effectiveIn ?? row.plannedStart)),
    until: isoText(instant(row.effectiveOut ?? row.plannedEnd)),
    minutes: row.minutes,
    deliveryState: row.deliveryState,
    approvalState: row.approvalState,
  };
}

async function mapOf(unit: Unit, file: VisitFile, ofWorkers: readonly Near[]) {
  const visitOn = localDateOf(instant(file.visit.plannedStart));
  const policy = policyInForce(await listPolicyVersions(unit), visitOn);
  const address = { ...file.home, datum: "WGS-84" as const, period: { from: null, to: null } };
  const { checkIn, checkOut } = foldEvents(
    file.events.map(visitEventOf),
    strengthByFence({ addresses: [address] }, visitOn, policy),
  );
  return {
    radiusM: fenceOf(policy).radiusM,
    in: placed(checkIn, file.home),
    out: placed(checkOut, file.home),
    others: ofWorkers.map((row) => ({
      ...offsetFrom(file.home, row),
      at: isoText(instant(row.effectiveIn ?? row.plannedStart)),
    })),
  };
}

/** How many visits of a span have a finding that stands, of how many. */
async function historyOf(unit: Unit, rows: readonly Near[]) {
  const findings = standingOf(
    await listFindingsOfVisits(
      unit,
      rows.map((row) => row.id),
    ),
  ).filter(({ level }) => level !== "info");
  const questioned = new Set(findings.map((one) => one.visitId));
  const rules = new Map<string, number>();
  for (const { ruleCode } of findings) rules.set(ruleCode, (rules.get(ruleCode) ?? 0) + 1);
  return {
    visits: rows.length,
    questioned: questioned.size,
    missed: rows.filter((row) => row.deliveryState === "missed").length,
    equalLengths: longestRunOfEqual(rows.flatMap((row) => row.minutes ?? [])),
    rules: [...rules]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
  };
}

/** The most visits one after another that lasted exactly as long. */
function longestRunOfEqual(minutes: readonly number[]): number {
  let [longest, run] = [0, 0];
  minutes.forEach((one, at) => {
    run = at > 0 && minutes[at - 1] === one ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}

export async function showAround(unit: Unit, row: AuditLineRow, file: VisitFile) {
  const start = instant(row.visit.plannedStart);
  const day = localDateOf(start);
  const [visitId, elderId] = [row.visit.id, row.visit.elderId];
  const ofDay = { visitId, from: instantAt(day, 0), to: plusMinutes(instantAt(addDays(day, 1), 0), -1) };
  const before = { visitId, from: instantAt(addDays(day, -HISTORY_DAYS), 0), to: (start - 1) as Instant };
  const workersToday = await listVisitsOfWorkersAround(unit, ofDay);
  const elderBefore = await listVisitsOfElderAround(unit, { ...before, elderId });
  return {
    map: await mapOf(unit, file, workersToday),
    day: {
      ofElder: (await listVisitsOfElderAround(unit, { ...ofDay, elderId })).map(spanText),
      ofWorkers: workersToday.map((one) => ({ ...spanText(one), worker: maskName(one.worker) })),
    },
    history: {
      days: HISTORY_DAYS,
      elderVisits: elderBefore.map(spanText),
      elder: await historyOf(unit, elderBefore),
      workers: await historyOf(unit, await listVisitsOfWorkersAround(unit, before)),
    },
  };
}
