/**
 * Verifies a pack without a database, a clock or a network: holds every file against the manifest, computes the month again with the
 * code that closed it, and names whatever differs. No difference means the pack's own sums are those that its evidence gives; that the
 * pack is the one the district published is shown by its digests, which are printed for that.
 */
import type { Fen } from "../money/fen.ts";
import { fen, sumFen } from "../money/fen.ts";
import type { FrozenInputs } from "../reconciliation/frozen-rows.ts";
import type { ClosePlan } from "../reconciliation/plan-close.ts";
import { planClose } from "../reconciliation/plan-close.ts";
import type { Sha256Hex } from "../sampling/seeded-draw.ts";
import { compareBank, compareBooks } from "./compare-books.ts";
import { compareSample } from "./compare-sample.ts";
import { compareLines, compareLists, comparePayments } from "./compare-settlement.ts";
import type { PackManifest, PackRows } from "./pack-format.ts";
import { WHOLE_DISTRICT_PACK } from "./pack-format.ts";
import type { PackDifference, PackTexts } from "./read-pack.ts";
import { readPack } from "./read-pack.ts";
import { rulesOfMonth } from "./rules-of-month.ts";

export type PackSums = {
  readonly lines: number;
  readonly journals: number;
  readonly drawn: number;
  readonly claimedFen: Fen;
  readonly approvedFen: Fen;
  readonly orderedFen: Fen;
  readonly paidFen: Fen;
};

export type PackReport = {
  readonly month: string;
  readonly scope: string;
  readonly ruleVersion: string;
  readonly policyVersion: string;
  /** Computed here, as the product's settlement page shows them. */
  readonly inputDigest: string;
  readonly resultDigest: string;
  /** Computed from the inputs; null when they cannot be read. */
  readonly sums: PackSums | null;
  readonly differences: readonly PackDifference[];
};

type Read = { readonly manifest: PackManifest; readonly frozen: FrozenInputs; readonly rows: PackRows };

/** A version that one part of the pack calls otherwise than the frozen inputs do. */
function compareVersions({ frozen, rows }: Read): PackDifference[] {
  const { ruleVersion, policy } = frozen.facts;
  const [run] = rows.run;
  const told = (code: PackDifference["code"], where: string, pack: string | undefined, computed: string) =>
    pack === undefined || pack === computed ? [] : [{ code, where, pack, computed }];
  const posted = rows.journals.flatMap(({ kind, postings }) =>
    kind === "settlement" ? postings.map((one) => one.ruleVersion ?? "") : [],
  );
  return [
    ...told("rule-version", "results/run", run?.ruleVersion, ruleVersion),
    ...[...new Set(posted)].flatMap((version) => told("rule-version", "books/journals", version, ruleVersion)),
    ...told("policy-version", "results/run", run?.policyVersion, policy.id),
    ...told("policy-version", "inputs/head", frozen.policyVersion, policy.id),
    ...compareLists(
      "rule-mode",
      new Map(rows.rules.map((row) => [row.code, judgedBy(row)])),
      new Map(rulesOfMonth(policy, frozen.facts.month, ruleVersion).map((row) => [row.code, judgedBy(row)])),
    ),
  ];
}

const judgedBy = ({ ruleVersion, modeAtStart, modeAtEnd, changes }: PackRows["rules"][number]) => ({
  ...{ ruleVersion, modeAtStart, modeAtEnd, changes },
});

/** Digests bind the whole district; those of a part cannot be computed from the part. */
function compareDigests({ manifest, rows }: Read, plan: ClosePlan, sha256: Sha256Hex): PackDifference[] {
  const [run] = rows.run;
  if (run === undefined) return [{ code: "unreadable", where: "results/run", pack: "", computed: plan.run.runNo }];
  if (manifest.scope !== WHOLE_DISTRICT_PACK) return [];
  const pairs = [
    { code: "input-digest", pack: run.inputDigest, computed: sha256(plan.inputDigest) },
    { code: "result-digest", pack: run.resultDigest, computed: sha256(plan.resultDigest) },
  ] as const;
  return pairs.filter((pair) => pair.pack !== pair.computed).map((pair) => ({ ...pair, where: "results/run" }));
}

function compareAll(read: Read, plan: ClosePlan, sha256: Sha256Hex): PackDifference[] {
  const { frozen, rows, manifest } = read;
  const visitByNo = new Map(frozen.facts.visits.map((visit) => [visit.visitNo, visit]));
  const settled = new Set(plan.settled.lines.map((line) => line.visitNo ?? ""));
  return [
    ...compareVersions(read),
    ...compareDigests(read, plan, sha256),
    ...compareLines(rows.settlement, plan, visitByNo),
    ...plan.checks
      .filter((check) => !check.holds)
      .map(({ code, leftFen, rightFen }): PackDifference => ({
        ...{ code: "check", where: code },
        ...{ pack: leftFen.toString(), computed: rightFen.toString() },
      })),
    ...comparePayments(rows.payments, plan),
    ...compareBooks(rows, plan, sha256),
    ...compareBank(rows),
    ...(manifest.scope === WHOLE_DISTRICT_PACK
      ? rows.sample.flatMap((batch) => compareSample(batch, rows.sampleLines, settled, sha256))
      : []),
  ];
}

function sumsOf(plan: ClosePlan, rows: PackRows): PackSums {
  return {
    lines: plan.settled.lines.length,
    journals: rows.journals.length,
    drawn: rows.sampleLines.filter((line) => line.drawnAs !== null).length,
    claimedFen: plan.settled.askedFen,
    approvedFen: plan.settled.payableFen,
    orderedFen: sumFen(plan.orders.map((order) => order.orderedFen)),
    paidFen: sumFen(rows.bank.map((line) => fen(line.amountFen))),
  };
}

/** @param texts of the pack by path */
export function verifyPack(texts: PackTexts, sha256: Sha256Hex): PackReport {
  const { manifest, frozen, rows, differences } = readPack(texts, sha256);
  const known = {
    month: manifest?.month ?? "",
    scope: manifest?.scope ?? "",
    ruleVersion: frozen?.facts.ruleVersion ?? "",
    policyVersion: frozen?.facts.policy.id ?? "",
  };
  if (manifest === null || frozen === null || rows === null)
    return { ...known, inputDigest: "", resultDigest: "", sums: null, differences };
  const plan = planClose(frozen.facts, frozen.cut, sha256);
  return {
    ...known,
    inputDigest: sha256(plan.inputDigest),
    resultDigest: sha256(plan.resultDigest),
    sums: sumsOf(plan, rows),
    differences: [...differences, ...compareAll({ manifest, frozen, rows }, plan, sha256)],
  };
}
