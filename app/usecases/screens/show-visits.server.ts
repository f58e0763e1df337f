/** The visits' list and one visit, names masked. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import {
  instant,
  isoText,
  localDateOf,
  localTimeOf,
  wholeMinutesBetween,
  type Instant,
} from "#app/domain/time/instant.ts";
import type { Objection } from "#app/domain/verification/objection.ts";
import { mayCloseFinding, type FindingClosing } from "#app/domain/verification/findings.ts";
import { listProviderNames } from "#db/queries/allocation-overview.ts";
import { readVisitFile, type VisitFile } from "#db/queries/visit-file.ts";
import {
  countOpenFindings,
  listVisitPage,
  listWaitingCorrections,
  VISIT_PAGE_ROWS,
  type VisitListFilter,
} from "#db/queries/visit-list.ts";
import { listCorrections } from "#db/repositories/corrections.ts";
import { listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { listVisitPhotos } from "../photos/look-at-photos.server.ts";
import { mapObjections } from "./objections.server.ts";
import { visitCorroborations } from "./visit-corroborations.server.ts";
import { clearedBy, correctedTime, saidIn, visitEvidence } from "./visit-evidence.ts";

/** A page of visits as lists show them. */
export async function visitPage(unit: Unit, filter: VisitListFilter) {
  const { rows, total } = await listVisitPage(unit, filter);
  return {
    total,
    rows: rows.map((row) => ({
      ...row,
      elderName: maskName(row.elderName),
      plannedStart: isoText(instant(row.plannedStart)),
    })),
  };
}

/** Refuses nothing: a filter that fits nothing gives no rows. */
export async function showVisits(context: Context, filter: VisitListFilter) {
  return inTransaction(context, async (unit) => ({
    ...(await visitPage(unit, filter)),
    pageSize: VISIT_PAGE_ROWS,
    byRule: await countOpenFindings(unit, filter),
    waitingCorrections: await listWaitingCorrections(unit, filter.month),
    providers: (await listProviderNames(unit)).map(({ id, name }) => ({ id, name })),
  }));
}

/** Minutes of the day of a span; the end may run past midnight. */
function spanOf(from: Instant, to: Instant) {
  const { minute } = localTimeOf(from);
  return { startMinute: minute, endMinute: minute + wholeMinutesBetween(from, to) };
}

/** Approvals after which a visit's findings are history. */
const SETTLED = ["locked", "rejected"];

const maskedTeam = ({ served, replaced }: VisitFile["team"]) => ({
  served: served.map(maskName),
  replaced: replaced.map(maskName),
});

type Reader = {
  /** For whom the reader closes findings; null for one who closes none. */
  readonly party: FindingClosing["party"] | null;
  readonly objections: ReadonlyMap<string, Objection>;
};

function shownFinding(row: VisitFile["findings"][number], { party, objections }: Reader) {
  const { id, ruleCode, level, state, closedBy, reasonCode, resolutionCode, note } = row;
  return {
    id,
    ruleCode,
    level,
    state,
    clearedBy: clearedBy(ruleCode),
    mayClose: state === "open" && party !== null && mayCloseFinding(ruleCode, party),
    closing:
      (state === "acknowledged" || state === "fixed") && closedBy && reasonCode && resolutionCode
        ? { by: closedBy, reason: reasonCode, resolution: resolutionCode, note }
        : null,
    objection: objections.get(id) ?? null,
    facts: row.facts as Record<string, string | number | boolean | null>,
  };
}

/**
 * One visit with its evidence. Refuses "not-found" for a visit outside the scope.
 * @param party for whom the reader closes findings; null for a reader who closes none
 */
export async function showVisit(context: Context, visitNo: string, party: FindingClosing["party"] | null = null) {
  const { found, book, asked, objections, photos, corroborations } = await inTransaction(context, async (unit) => {
    const file = await readVisitFile(unit, visitNo);
    if (file === null) throw new Refusal("not-found");
    const policy = policyInForce(await listPolicyVersions(unit), localDateOf(instant(file.visit.plannedStart)));
    const subtypes = await listSubtypes(unit, file.visit.catalogueVersion);
    const corrections = await listCorrections(unit, file.visit.id);
    return {
      found: file,
      corroborations: await visitCorroborations(unit, file.visit),
      asked: corrections,
      objections: await mapObjections(unit, file.findings, file.objections),
      photos: await listVisitPhotos(unit, file.visit.id),
      book: { policy, catalogue: new Map(subtypes.map((one) => [one.code, one])) },
    };
  });
  const { visit } = found;
  return {
    visitNo: visit.visitNo,
    photos,
    elderNo: found.elderNo,
    elderName: maskName(found.elderName),
    provider: found.provider,
    plannedStart: isoText(instant(visit.plannedStart)),
    planned: spanOf(instant(visit.plannedStart), instant(visit.plannedEnd)),
    actual:
      visit.effectiveIn && visit.effectiveOut ? spanOf(instant(visit.effectiveIn), instant(visit.effectiveOut)) : null,
    evidence: { ...visitEvidence(found, book), corroborations, team: maskedTeam(found.team) },
    deliveryState: visit.deliveryState,
    cancelReason: visit.cancelReason,
    inSeries: visit.seriesId !== null,
    approvalState: visit.approvalState,
    findings: found.findings.map((row) =>
      shownFinding(row, { party: SETTLED.includes(visit.approvalState) ? null : party, objections }),
    ),
    events: found.events.map((event) => ({
      id: event.eventId,
      kind: event.kind,
      at: isoText(instant(event.deviceTime)),
      receivedAt: isoText(instant(event.receivedAt)),
      change: correctedTime(event),
      ...saidIn(event),
    })),
    waitingCorrections: asked.filter(({ state }) => state === "requested").length,
  };
}
