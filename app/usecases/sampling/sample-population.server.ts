/** The list of lines that a month's sample is drawn from, as the open or closed run has them. */
import type { SampleLine } from "#app/domain/sampling/draw-sample.ts";
import { categoryOf, groupOfOutcome, riskPointsOf } from "#app/domain/sampling/sample-line.ts";
import { rulesBegun } from "#app/domain/sampling/rules-begun.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listKnownBefore, listWorkersOfVisits } from "#db/repositories/samples.ts";
import type { Unit } from "#db/transaction.ts";
import type { MonthMoney } from "../reconciliation/month-money.server.ts";

type Place = { readonly visitNo: string; readonly serviceOn: string; readonly who: string };

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** The first lines of everybody who is new this month, by day and visit number. */
function firstLines(places: readonly Place[], known: ReadonlySet<string>, first: number): ReadonlySet<string> {
  const counted = new Map<string, number>();
  return new Set(
    [...places]
      .sort((left, right) => compare(left.serviceOn, right.serviceOn) || compare(left.visitNo, right.visitNo))
      .flatMap(({ visitNo, who }) => {
        const before = counted.get(who) ?? 0;
        counted.set(who, before + 1);
        return known.has(who) || before >= first ? [] : [visitNo];
      }),
  );
}

export async function samplePopulation(unit: Unit, money: MonthMoney): Promise<SampleLine[]> {
  const known = await listKnownBefore(unit, money.month);
  const first = money.facts.policy.parameters.audit_first_lines;
  const claimed = new Map(money.facts.claimed.map((one) => [one.visitNo, one]));
  const rows = money.lines.flatMap((line) => {
    const visit = money.facts.visitByNo.get(line.visitNo ?? "");
    const facts = claimed.get(line.visitNo ?? "");
    return visit && facts ? [{ line, visit, findings: facts.findings, serviceOn: facts.serviceOn }] : [];
  });
  const paid = rows.filter(({ line }) => groupOfOutcome(line.outcome.kind) === "paid");
  const placeOf = new Map(paid.map(({ visit, serviceOn }) => [visit.id, { visitNo: visit.visitNo, serviceOn }]));
  const workers = await listWorkersOfVisits(unit, [...placeOf.keys()]);
  const byProvider = paid.map(({ visit, serviceOn }) => ({
    visitNo: visit.visitNo,
    serviceOn,
    who: visit.providerId,
  }));
  const byWorker = workers.flatMap(({ visitId, workerId }) => {
    const place = placeOf.get(visitId);
    return place ? [{ ...place, who: workerId }] : [];
  });
  const newCodes = rulesBegun(await listPolicyVersions(unit), money.month);
  const byRule = paid.flatMap(({ visit, serviceOn, findings }) =>
    findings.flatMap(({ code, state }) =>
      newCodes.has(code) && state !== "withdrawn" ? [{ visitNo: visit.visitNo, serviceOn, who: code }] : [],
    ),
  );
  const firstOfProvider = firstLines(byProvider, known, first);
  const firstOfWorker = firstLines(byWorker, known, first);
  const firstOfRule = firstLines(byRule, new Set(), first);
  return rows.map(({ line, visit, findings }) => ({
    visitNo: visit.visitNo,
    providerCode: line.line.providerCode,
    group: groupOfOutcome(line.outcome.kind),
    category: categoryOf(findings),
    riskPoints: riskPointsOf(findings),
    firstOfProvider: firstOfProvider.has(visit.visitNo),
    firstOfWorker: firstOfWorker.has(visit.visitNo),
    firstOfRule: firstOfRule.has(visit.visitNo),
  }));
}
