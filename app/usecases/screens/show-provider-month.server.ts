/** A provider's month for the provider itself: the scores with both counts of each, every counted visit, and what is at risk in yuan. */
import { maskName } from "#app/domain/access/masking.ts";
import { errorsOf, latestResult, satisfactionOf, summarise } from "#app/domain/call-backs/summary.ts";
import type { ApprovalState } from "#app/domain/claims/approval-state.ts";
import { placeVisit, sumMissing, sumOutlook, type PlacedVisit } from "#app/domain/claims/month-outlook.ts";
import { fen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyParameters } from "#app/domain/policy/policy-version.ts";
import {
  countContinuity,
  countLine,
  countOffer,
  countVisit,
  minimumOf,
  mostFrequentWorkers,
  percentTenths,
  reaches,
  SCORE_PARTS,
  sumCounted,
  usageScoreTenths,
  type Counted,
  type ScorePart,
} from "#app/domain/scores/provider-score.ts";
import { instant, instantAt, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { addMonths, firstDateOf, quarterOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { Proof } from "#app/domain/verification/evidence.ts";
import {
  listScoredLines,
  listScoredOffers,
  listScoredVisits,
  listServed,
  listStandingCodes,
} from "#db/queries/score-facts.ts";
import { listPersonResults } from "#db/queries/call-lists.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { scoredVisit, type ScoredRow } from "../visits/scored-visit.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

const spanOf = (month: PlainMonth, months: number) => ({
  from: instantAt(firstDateOf(month), 0),
  to: instantAt(firstDateOf(addMonths(month, months)), 0),
});

/** Something that was counted, as the provider sees it: a visit, or an offer. */
type Entry = Counted & {
  readonly key: string;
  readonly visitNo: string | null;
  readonly at: string;
  readonly name: string;
};

function countedVisit(row: ScoredRow, unit: Unit, grace: PolicyParameters): Entry[] {
  return countVisit(scoredVisit(row), grace, unit.now).map((counted, index) =>
    entryOf(row, counted, `${row.visit.visitNo} ${index}`),
  );
}

function entryOf({ visit, elderName }: ScoredRow, counted: Counted, key: string): Entry {
  return {
    ...counted,
    key,
    visitNo: visit.visitNo,
    at: isoText(instant(visit.plannedStart)),
    name: maskName(elderName),
  };
}

/** Days in which an elder gets to know a care worker (visit rules 11). */
const KNOWN_DAYS = 90;

/** Which visits of a month were done by whoever the elder has seen most in the 90 days before the month's end. */
async function countFamiliar(unit: Unit, month: PlainMonth, visits: readonly ScoredRow[]): Promise<Entry[]> {
  const { to } = spanOf(month, 1);
  const served = await listServed(unit, { from: plusMinutes(to, -KNOWN_DAYS * 24 * 60), to });
  const known = mostFrequentWorkers(served);
  const workersOf = groupBy(served, (one) => one.visitNo);
  return visits.flatMap((row) =>
    countContinuity(
      (workersOf.get(row.visit.visitNo) ?? []).map(({ workerId }) => workerId),
      known.get(row.visit.elderId),
    ).map((counted) => entryOf(row, counted, `${row.visit.visitNo} continuity`)),
  );
}

async function countSpan(unit: Unit, month: PlainMonth, months: number, grace: PolicyParameters): Promise<Entry[]> {
  const span = spanOf(month, months);
  const visits = await listScoredVisits(unit, span);
  const names = new Map(visits.map((row) => [row.visit.visitNo, row]));
  const lines = (await listScoredLines(unit, span)).map((line): Entry => {
    const row = names.get(line.visitNo);
    return {
      ...countLine(line),
      key: line.visitNo,
      visitNo: line.visitNo,
      at: row ? isoText(instant(row.visit.plannedStart)) : "",
      name: maskName(row?.elderName ?? ""),
    };
  });
  const offers = (await listScoredOffers(unit, span)).flatMap((row) =>
    countOffer(
      {
        state: row.state,
        replyBy: instant(row.replyBy),
        repliedAt: row.repliedAt === null ? null : instant(row.repliedAt),
        declineReason: row.declineReason,
      },
      unit.now,
    ).map((counted): Entry => ({
      ...counted,
      key: row.offerId,
      visitNo: null,
      at: isoText(instant(row.replyBy)),
      name: maskName(row.elderName),
    })),
  );
  return [...visits.flatMap((row) => countedVisit(row, unit, grace)), ...lines, ...offers];
}

function outlookOf(
  rows: readonly ScoredRow[],
  standing: ReadonlyMap<string, readonly string[]>,
): (PlacedVisit & { at: string; name: string })[] {
  return rows.map(({ visit, elderName }) => {
    const proofs = (visit.proofs ?? []) as readonly Proof[];
    const placed = placeVisit({
      visitNo: visit.visitNo,
      amountFen: fen(visit.plannedFen),
      deliveryState: visit.deliveryState,
      approvalState: visit.approvalState as ApprovalState,
      standing: standing.get(visit.id) ?? [],
      hasPlaceProof: proofs.some((proof) => proof.class === "place"),
      hasPersonProof: proofs.some((proof) => proof.class === "person"),
      missedReason: visit.missedReason,
    });
    return { ...placed, at: isoText(instant(visit.plannedStart)), name: maskName(elderName) };
  });
}

export type MonthView = {
  readonly month: PlainMonth;
  /** Which part's visits to list; null lists those at risk. */
  readonly part: ScorePart | null;
  /** Only visits that wait for this. */
  readonly missing: string | null;
};

export async function showProviderMonth(context: Context, { month, part, missing }: MonthView) {
  return inReading(context, async (unit) => {
    const { parameters } = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
    const span = spanOf(month, 1);
    const visits = await listScoredVisits(unit, span);
    const counted = [...(await countSpan(unit, month, 1, parameters)), ...(await countFamiliar(unit, month, visits))];
    const quarter = quarterOf(month);
    const sums = sumCounted(counted);
    const ofQuarter = sumCounted(await countSpan(unit, quarter, 3, parameters));
    const placed = outlookOf(visits, await listStandingCodes(unit, span));
    const called = (await listPersonResults(unit, { month })).map(latestResult);
    const atRisk = placed.filter((visit) => visit.place === "at_risk");
    return {
      month,
      part,
      missing,
      quarter,
      usage: {
        tenths: usageScoreTenths(ofQuarter.electronic, ofQuarter.clean, parameters),
        electronic: ofQuarter.electronic,
        clean: ofQuarter.clean,
        electronicWeight: parameters.score_electronic_weight,
        cleanWeight: parameters.score_clean_weight,
        minimum: parameters.score_minimum,
      },
      scores: SCORE_PARTS.map((name) => {
        const minimum = minimumOf(name, parameters);
        const isReached = reaches(sums[name], minimum);
        return { name, counted: sums[name], tenths: percentTenths(sums[name]), minimum, isReached };
      }),
      entries:
        part === null
          ? []
          : counted
              .filter((one) => one.part === part)
              .toSorted((a, b) => Number(a.counts) - Number(b.counts) || (a.at < b.at ? -1 : 1)),
      callBacks: {
        called: called.filter(({ connection }) => connection !== null).length,
        satisfaction: satisfactionOf(summarise(called)),
        errors: errorsOf(called),
        target: parameters.satisfaction_target,
      },
      outlook: sumOutlook(placed),
      byMissing: sumMissing(atRisk),
      atRisk: atRisk
        .filter((visit) => missing === null || visit.missing.includes(missing))
        .map(({ visitNo, amountFen, missing: waits, at, name, deliveryState, approvalState }) => ({
          visitNo,
          amountFen,
          missing: waits,
          at,
          name,
          deliveryState,
          approvalState,
        })),
    };
  });
}
