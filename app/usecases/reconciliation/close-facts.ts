/** The rows of a month as the facts that it is closed from. */
import type { CloseFacts, FrozenVisit, VisitRecord } from "#app/domain/reconciliation/close-facts.ts";
import type { MoneyFacts } from "#app/domain/reconciliation/close-money.ts";
import { planClose, type CloseCut, type ClosePlan } from "#app/domain/reconciliation/plan-close.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import type { Proof } from "#app/domain/verification/evidence.ts";
import type { FindingFacts } from "#app/domain/verification/rule-definition.ts";
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { linesOfClaims, type ClaimsOfMonth } from "../claims/settle-claims.ts";

const instantOrNull = (at: Date | null): Instant | null => (at === null ? null : instant(at));

/** A proof as a record names it. */
export const proofText = (proof: Pick<Proof, "class" | "kind">) => `${proof.class}:${proof.kind}`;

function recordOf(visit: VisitRow): VisitRecord {
  const proofs = (visit.proofs ?? []) as readonly Proof[];
  return {
    deliveryState: visit.deliveryState,
    origin: visit.origin,
    plannedStartAt: instant(visit.plannedStart),
    plannedEndAt: instant(visit.plannedEnd),
    checkInAt: instantOrNull(visit.effectiveIn),
    checkOutAt: instantOrNull(visit.effectiveOut),
    minutes: visit.minutes,
    subtypes: visit.subtypes,
    proofs: proofs.map(proofText),
    strength: visit.strength,
    ruleVersion: visit.ruleVersion,
    policyVersion: visit.policyVersion,
  };
}

/** Words in any script but this one may name a person or a hospital, and eleven digits may be a telephone; no check reads such texts. */
const IMPERSONAL = /^(?!.*\d{11})[\x20-\x7e]{0,200}$/;

/** Facts of a finding as a copy may hold them. */
export function impersonal(facts: FindingFacts): FindingFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => typeof value !== "string" || IMPERSONAL.test(value)),
  );
}

/** Visits and lines of a page, or of the whole month. */
export function closePageOf(claims: ClaimsOfMonth): Pick<CloseFacts, "visits" | "lines"> {
  const { claimed, visitByNo } = claims.facts;
  return {
    visits: claimed.flatMap((visit): FrozenVisit[] => {
      const row = visitByNo.get(visit.visitNo);
      if (!row) return [];
      const findings = visit.findings.map((finding) => ({ ...finding, facts: impersonal(finding.facts) }));
      return [
        { ...visit, findings, streetId: row.streetId, evidenceDigest: row.evidenceDigest ?? "", record: recordOf(row) },
      ];
    }),
    lines: linesOfClaims(claims),
  };
}

export function closeFactsOf(claims: ClaimsOfMonth, money: MoneyFacts): CloseFacts {
  const { policy, prices } = claims.facts;
  return { month: claims.month, ruleVersion: RULE_VERSION, policy, prices, ...closePageOf(claims), money };
}

/** What a close of the month as it stands would write. */
export function planCloseOf(claims: ClaimsOfMonth, money: MoneyFacts, cut: CloseCut): ClosePlan {
  return planClose(closeFactsOf(claims, money), cut, sha256Hex);
}
