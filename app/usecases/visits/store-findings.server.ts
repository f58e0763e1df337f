/** Writes what a new verdict means for the findings on file: opened, opened again, brought up to date, cleared. Nothing is deleted. */
import { canonicalText, type CanonicalValue } from "#app/domain/imports/canonical-text.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { stands } from "#app/domain/verification/finding-state.ts";
import { compareFindings } from "#app/domain/verification/findings.ts";
import type { FindingState } from "#app/domain/verification/finding-state.ts";
import type { Finding, Verdict } from "#app/domain/verification/verdict.ts";
import {
  insertFindingChanges,
  insertFindings,
  updateFinding,
  type FindingRow,
  type NewFindingChangeRow,
  type NewFindingRow,
} from "#db/repositories/findings.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

export type JudgedFindings = {
  readonly actor: string;
  readonly judged: readonly { readonly visit: VisitRow; readonly verdict: Verdict }[];
  /** Findings on file by visit id. */
  readonly stored: ReadonlyMap<string, readonly FindingRow[]>;
  readonly dueOn: (finding: Finding) => PlainDate | null;
};

type Writes = {
  readonly inserts: NewFindingRow[];
  readonly updates: { readonly id: string; readonly values: Partial<NewFindingRow> }[];
  readonly changes: NewFindingChangeRow[];
};

function judgedColumns(finding: Finding, verdict: Verdict) {
  return {
    level: finding.level,
    mode: finding.mode,
    effect: finding.effect,
    wouldHave: finding.wouldHave,
    facts: finding.facts,
    ruleVersion: verdict.ruleVersion,
  };
}

function isUpToDate(row: FindingRow, finding: Finding, verdict: Verdict): boolean {
  return (
    row.mode === finding.mode &&
    row.effect === finding.effect &&
    row.level === finding.level &&
    row.ruleVersion === verdict.ruleVersion &&
    canonicalText(row.facts as CanonicalValue) === canonicalText(finding.facts)
  );
}

type JudgedOne = JudgedFindings["judged"][number];

function openedRow(unit: Unit, all: JudgedFindings, { visit, verdict }: JudgedOne, finding: Finding): NewFindingRow {
  return {
    ...judgedColumns(finding, verdict),
    id: unit.newId(),
    visitId: visit.id,
    streetId: visit.streetId,
    providerId: visit.providerId,
    ruleCode: finding.code,
    state: "open",
    openedAt: asDate(unit.now),
    dueOn: all.dueOn(finding),
  };
}

function addVisit(unit: Unit, into: Writes, all: JudgedFindings, one: JudgedOne): void {
  const { visit, verdict } = one;
  const rows = all.stored.get(visit.id) ?? [];
  const compared = compareFindings(
    rows.map((row) => ({ code: row.ruleCode, state: row.state as FindingState })),
    verdict.findings,
  );
  const now = asDate(unit.now);
  const change = (code: string, values: Partial<NewFindingRow>, step: "cleared" | "reopened" | null) => {
    const row = rows.find((known) => known.ruleCode === code);
    if (!row) return;
    into.updates.push({ id: row.id, values });
    const facts = values.facts ?? row.facts;
    if (step) into.changes.push({ id: unit.newId(), findingId: row.id, step, at: now, by: all.actor, facts });
  };
  into.inserts.push(...compared.opened.map((finding) => openedRow(unit, all, one, finding)));
  for (const finding of compared.reopened) {
    const undone = { closedAt: null, closedBy: null, reasonCode: null, resolutionCode: null, note: null };
    const open = { state: "open", ...undone, dueOn: all.dueOn(finding) };
    change(finding.code, { ...judgedColumns(finding, verdict), ...open }, "reopened");
  }
  for (const finding of compared.kept) {
    const row = rows.find((known) => known.ruleCode === finding.code);
    if (row && stands(row.state as FindingState) && !isUpToDate(row, finding, verdict))
      change(finding.code, judgedColumns(finding, verdict), null);
  }
  for (const code of compared.cleared) change(code, { state: "cleared", closedAt: now, closedBy: "fact" }, "cleared");
}

export async function storeFindings(unit: Unit, judged: JudgedFindings): Promise<void> {
  const writes: Writes = { inserts: [], updates: [], changes: [] };
  for (const one of judged.judged) addVisit(unit, writes, judged, one);
  await insertFindings(unit, writes.inserts);
  for (const { id, values } of writes.updates) await updateFinding(unit, id, values);
  await insertFindingChanges(unit, writes.changes);
}
