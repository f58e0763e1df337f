/** The pure middle of a close: lines, digests, journals and payments from the month's facts and the streets' decisions. */
import type { LineDecision } from "#app/domain/claims/claim.ts";
import type { MatchedLine } from "#app/domain/claims/match-line.ts";
import { settleMonth } from "#app/domain/claims/settle-month.ts";
import { bankConfirmed, batchSent, reserved, visitApproved } from "#app/domain/ledger/flows.ts";
import { MOST_POSTINGS, makeJournal, type Journal } from "#app/domain/ledger/journal.ts";
import type { Posting } from "#app/domain/ledger/posting.ts";
import { fen, sumFen, type Fen } from "#app/domain/money/fen.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { RULE_VERSION } from "#app/domain/verification/rules.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import type { ClaimLineRow } from "#db/repositories/claims.ts";
import type { ClaimFacts } from "../claims/month-facts.server.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

function decisionOf(row: ClaimLineRow): LineDecision | null {
  if (row.decision === null || row.decidedBy === null) return null;
  if (row.decision === "approve") return { kind: "approve", by: row.decidedBy };
  const reason = row.decisionReason ?? "";
  return row.decision === "cut"
    ? { kind: "cut", by: row.decidedBy, adjustedFen: fen(row.adjustedFen ?? row.askedFen), reason }
    : { kind: row.decision === "hold" ? "hold" : "refuse", by: row.decidedBy, reason };
}

export function settle(
  facts: ClaimFacts,
  rows: readonly ClaimLineRow[],
  request: { readonly month: PlainMonth },
  asOf: PlainDate,
) {
  const visitById = new Map(facts.visits.map((visit) => [visit.id, visit]));
  const claimedByNo = new Map(facts.claimed.map((visit) => [visit.visitNo, visit]));
  const decisions = new Map<string, LineDecision>();
  const lines = rows.flatMap((row) => {
    const claimed = claimedByNo.get(visitById.get(row.visitId)?.visitNo ?? "");
    if (!claimed) return [];
    const decision = decisionOf(row);
    if (decision !== null) decisions.set(claimed.visitNo, decision);
    return [
      {
        lineNo: claimed.visitNo,
        visitNo: claimed.visitNo,
        elderNo: claimed.elderNo,
        providerCode: claimed.providerCode,
        fund: DISTRICT_FUND,
        month: request.month,
        serviceOn: claimed.serviceOn,
        quantity: 1,
        unitPriceFen: fen(row.askedFen),
        claimedOn: asOf,
      },
    ];
  });
  return settleMonth({ visits: facts.claimed, lines, prices: facts.prices, policy: facts.policy, asOf, decisions });
}

const text = (lines: readonly (readonly (string | bigint)[])[]) => lines.map((line) => line.join("\t")).join("\n");

export function digestsOf(
  facts: ClaimFacts,
  lines: readonly MatchedLine[],
): { inputDigest: string; resultDigest: string } {
  const input = lines.map((line) => [
    line.visitNo ?? "",
    facts.visitByNo.get(line.visitNo ?? "")?.evidenceDigest ?? "",
    line.plannedFen,
    line.askedFen,
  ]);
  const result = lines.map((line) => [line.visitNo ?? "", line.word, line.outcome.kind, line.approvedFen]);
  return { inputDigest: sha256Hex(text(input)), resultDigest: sha256Hex(text(result)) };
}

/** Journals of the close: per provider and street the reservation of what was planned, the approvals, then the payment. */
export function journalsOf(facts: ClaimFacts, lines: readonly MatchedLine[], month: PlainMonth): Journal[] {
  const journals: Journal[] = [];
  const add = (kind: Journal["kind"], sourceId: string, postings: readonly Posting[]) => {
    for (let start = 0, part = 1; start < postings.length; start += MOST_POSTINGS, part += 1)
      journals.push(
        makeJournal({
          idempotencyKey: `close:${month}:${kind}:${sourceId}:${part}`,
          kind,
          month,
          sourceType: "settlement",
          sourceId: `${month}:${sourceId}:${part}`,
          postings: postings.slice(start, start + MOST_POSTINGS),
        }),
      );
  };
  const groups = groupBy(
    lines,
    (line) => `${line.line.providerCode}:${facts.visitByNo.get(line.visitNo ?? "")?.streetId ?? 0}`,
  );
  for (const [key, group] of [...groups].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const [providerCode = "", street = "0"] = key.split(":");
    const owner = { fund: DISTRICT_FUND, streetId: Number(street), providerCode };
    const cause = (line: MatchedLine) => ({
      visitNo: line.visitNo,
      ruleVersion: RULE_VERSION,
      priceVersion: line.priceVersion,
    });
    add(
      "reservation",
      key,
      group
        .filter((line) => line.plannedFen > 0n)
        .flatMap((line) => reserved(DISTRICT_FUND, line.plannedFen, cause(line))),
    );
    add(
      "settlement",
      key,
      group.flatMap((line) =>
        visitApproved(owner, { approvedFen: line.approvedFen, reservedFen: line.plannedFen }, cause(line)),
      ),
    );
  }
  return journals;
}

export type Payment = { readonly providerCode: string; readonly orderedFen: Fen };

export function paymentsOf(lines: readonly MatchedLine[]): Payment[] {
  return [...groupBy(lines, (line) => line.line.providerCode)]
    .map(([providerCode, group]) => ({ providerCode, orderedFen: sumFen(group.map((line) => line.approvedFen)) }))
    .filter((payment) => payment.orderedFen > 0n)
    .sort((left, right) => (left.providerCode < right.providerCode ? -1 : 1));
}

export function paymentJournals(payments: readonly Payment[], month: PlainMonth): Journal[] {
  return payments.flatMap(({ providerCode, orderedFen }) => {
    const owner = { fund: DISTRICT_FUND, streetId: null, providerCode };
    const journal = (kind: Journal["kind"], postings: Posting[]) =>
      makeJournal({
        idempotencyKey: `close:${month}:${kind}:${providerCode}`,
        kind,
        month,
        sourceType: "payment",
        sourceId: `${month}:${providerCode}`,
        postings,
      });
    return [
      journal("payment_sent", batchSent(owner, orderedFen)),
      journal("payment_confirmed", bankConfirmed(owner, orderedFen)),
    ];
  });
}
