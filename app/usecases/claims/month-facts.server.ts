/** Loads what the match of a month's claim lines needs. Preview, claim and close use the same facts. */
import type { ApprovalState } from "#app/domain/claims/approval-state.ts";
import type { ClaimedVisit, ContractPrice } from "#app/domain/claims/line-facts.ts";
import { fen } from "#app/domain/money/fen.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { instant, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { VisitKind } from "#app/domain/visits/visit.ts";
import { mapElderNumbers } from "#db/repositories/elders.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listFindingsOfVisits, type FindingRow } from "#db/repositories/findings.ts";
import { listVisitsOfMonth, type VisitRow } from "#db/repositories/visits.ts";
import { listContracts, listProviders } from "#db/repositories/workforce.ts";
import { insideScope, type Unit } from "#db/transaction.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

export type ClaimFacts = {
  readonly policy: PolicyVersion;
  readonly visits: readonly VisitRow[];
  readonly claimed: readonly ClaimedVisit[];
  readonly prices: readonly ContractPrice[];
  readonly codeOfProvider: ReadonlyMap<string, string>;
  readonly visitByNo: ReadonlyMap<string, VisitRow>;
};

function claimedVisit(
  visit: VisitRow,
  names: { elderNo: string; providerCode: string },
  findings: readonly FindingRow[],
): ClaimedVisit {
  const startAt = instant(visit.effectiveIn ?? visit.plannedStart);
  const serviceOn = localDateOf(startAt);
  return {
    visitNo: visit.visitNo,
    elderNo: names.elderNo,
    providerCode: names.providerCode,
    fund: DISTRICT_FUND,
    kind: visit.kind as VisitKind,
    startAt,
    serviceOn,
    serviceMonth: serviceOn.slice(0, 7) as PlainMonth,
    approvalState: visit.approvalState as ApprovalState,
    waived: visit.waived,
    plannedFen: visit.origin === "fact" ? null : fen(visit.plannedFen),
    findings: findings.map((finding) => ({
      code: finding.ruleCode,
      level: finding.level as ClaimedVisit["findings"][number]["level"],
      effect: finding.effect,
      wouldHave: finding.wouldHave,
      state: finding.state as ClaimedVisit["findings"][number]["state"],
      facts: finding.facts as ClaimedVisit["findings"][number]["facts"],
    })),
    changedAfterClaim: false,
    otherFunds: [],
  };
}

/** What the match of every line of a month shares. */
export type ClaimTerms = Pick<ClaimFacts, "policy" | "prices" | "codeOfProvider">;

export async function loadClaimTerms(unit: Unit, month: PlainMonth): Promise<ClaimTerms> {
  const wide = insideScope(unit, { ...unit.scope, provider: "all" });
  const codeOfProvider = new Map((await listProviders(wide)).map((provider) => [provider.id, provider.creditCode]));
  return {
    policy: policyInForce(await listPolicyVersions(unit), firstDateOf(month)),
    prices: (await listContracts(wide)).map((contract) => ({
      providerCode: codeOfProvider.get(contract.providerId) ?? "",
      fund: DISTRICT_FUND,
      priceFen: fen(contract.priceFen),
      priceVersion: contract.contractNo,
      from: plainDate(contract.fromOn),
      to: plainDate(contract.toOn),
    })),
    codeOfProvider,
  };
}

/** The facts of some visits, which hold all visits of their elders in the month. */
export async function claimFactsOf(
  unit: Unit,
  terms: ClaimTerms,
  visits: readonly VisitRow[],
  elderNos: ReadonlyMap<string, string>,
): Promise<ClaimFacts> {
  const findings = groupBy(
    await listFindingsOfVisits(
      unit,
      visits.map((visit) => visit.id),
    ),
    (row) => row.visitId,
  );
  return {
    ...terms,
    visits,
    claimed: visits.map((visit) =>
      claimedVisit(
        visit,
        { elderNo: elderNos.get(visit.elderId) ?? "", providerCode: terms.codeOfProvider.get(visit.providerId) ?? "" },
        findings.get(visit.id) ?? [],
      ),
    ),
    visitByNo: new Map(visits.map((visit) => [visit.visitNo, visit])),
  };
}

/**
 * All visits of the elders concerned, other providers' included, because they count toward the month's four; who calls filters what it shows.
 */
export async function loadClaimFacts(unit: Unit, month: PlainMonth): Promise<ClaimFacts> {
  const wide = insideScope(unit, { ...unit.scope, provider: "all" });
  return claimFactsOf(
    unit,
    await loadClaimTerms(unit, month),
    await listVisitsOfMonth(wide, month),
    await mapElderNumbers(wide),
  );
}
