/** The evidence of one audited line: what was expected beside what was seen, its times, places, proofs, events, day and history. */
import { Link } from "@remix-run/react";
import { auditWords } from "#app/messages/audit.ts";
import { figureWords } from "#app/messages/figures.ts";
import { moneyWords } from "#app/messages/money.ts";
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import type { ComponentProps } from "react";
import { AuditMap, type AuditMapProps } from "./audit-map.tsx";
import { AuditPhotos } from "./audit-photos.tsx";
import styles from "./audit-workbench.module.css";
import { PlannedActualBar } from "./planned-actual-bar.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { VisitEvents, VisitEvidence, VisitFigures } from "./visit-evidence.tsx";
import { FindingObjection } from "./finding-objection.tsx";
import type { VisitFinding } from "./visit-findings.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type NearVisit = {
  readonly visitNo: string;
  readonly elderName: string;
  readonly worker?: string;
  readonly at: string;
  readonly until: string;
  readonly minutes: number | null;
  readonly deliveryState: string;
  readonly approvalState: string;
};

type History = {
  readonly visits: number;
  readonly questioned: number;
  readonly missed: number;
  readonly equalLengths: number;
  readonly rules: readonly { readonly code: string; readonly count: number }[];
};

export type ShownEvidence = {
  readonly visitNo: string;
  readonly elderName: string;
  readonly provider: string;
  readonly workers: readonly string[];
  readonly plannedStart: string;
  readonly approvalState: string;
  readonly findings: readonly VisitFinding[];
  readonly events: ComponentProps<typeof VisitEvents>["events"];
  readonly photos: ComponentProps<typeof AuditPhotos>["photos"];
  readonly evidence: ComponentProps<typeof VisitEvidence>["evidence"];
  readonly planned: ComponentProps<typeof PlannedActualBar>["planned"];
  readonly actual: ComponentProps<typeof PlannedActualBar>["actual"];
  readonly map: AuditMapProps;
  readonly line: {
    readonly outcome: string;
    readonly failures: readonly {
      readonly check: number;
      readonly code: string;
      readonly facts: VisitFinding["facts"];
    }[];
  };
  readonly day: { readonly ofElder: readonly NearVisit[]; readonly ofWorkers: readonly NearVisit[] };
  readonly history: {
    readonly days: number;
    readonly elder: History;
    readonly workers: History;
    readonly elderVisits: readonly NearVisit[];
  };
};

function Says({ item }: { item: ShownEvidence }) {
  const words = useWords(auditWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  return (
    <ul className={styles.says}>
      {item.findings
        .filter((one) => one.state === "open" || one.state === "upheld")
        .map((one) => (
          <li key={one.id}>
            <StateTag kind="level" code={one.level} /> <strong>{ruleTitle(one.ruleCode, locale)}</strong>{" "}
            {ruleSentence(one.ruleCode, one.facts, locale)}
            {one.objection !== null && <FindingObjection objection={one.objection} />}
          </li>
        ))}
      {item.line.failures.map((failure) => (
        <li key={`${failure.check} ${failure.code}`}>
          {money.check_number(failure.check)} · {ruleSentence(failure.code, failure.facts, locale)}
        </li>
      ))}
      {item.line.failures.length === 0 && <li>{words.all_passed}</li>}
    </ul>
  );
}

function Near({ title, visits }: { title: string; visits: readonly NearVisit[] }) {
  const words = useWords(auditWords);
  const figures = useWords(figureWords);
  return (
    <>
      <h4 className={styles.small}>{title}</h4>
      {visits.length === 0 && <p className={styles.faint}>{words.day_none}</p>}
      <ul className={styles.near}>
        {visits.map((one) => (
          <li key={`${one.visitNo} ${one.worker ?? ""}`}>
            <TimeText at={one.at} /> – <TimeText at={one.until} form="clock" /> · {one.worker ?? one.elderName}
            {one.worker === undefined ? "" : ` → ${one.elderName}`} ·{" "}
            {one.minutes === null ? figures.not_recorded : figures.minutes(one.minutes)}{" "}
            <StateTag kind="delivery" code={one.deliveryState} /> <StateTag kind="approval" code={one.approvalState} />
          </li>
        ))}
      </ul>
    </>
  );
}

function HistoryLine({ title, history }: { title: string; history: History }) {
  const words = useWords(auditWords);
  const locale = useLocale();
  const parts = [
    words.history_counts(history.visits, history.questioned, history.missed),
    ...(history.equalLengths > 2 ? [words.history_equal(history.equalLengths)] : []),
    ...history.rules.slice(0, 3).map((one) => words.history_rule(ruleTitle(one.code, locale), one.count)),
  ];
  return (
    <p>
      <strong>{title}</strong> {parts.join(" · ")}
    </p>
  );
}

export function AuditEvidence({ item }: { item: ShownEvidence }) {
  const words = useWords(auditWords);
  return (
    <div className={styles.evidence}>
      <header className={styles.itemHead}>
        <h2 className={styles.itemTitle}>
          {item.elderName} · <TimeText at={item.plannedStart} />
        </h2>
        <p className={styles.faint}>
          <Link to={`/office/visits/${item.visitNo}`}>{item.visitNo}</Link> · {item.workers.join("、")} ·{" "}
          {item.provider} <StateTag kind="approval" code={item.approvalState} />
        </p>
      </header>
      <section>
        <h3>{words.says}</h3>
        <Says item={item} />
      </section>
      <section>
        <PlannedActualBar planned={item.planned} actual={item.actual} />
        <VisitFigures evidence={item.evidence} />
      </section>
      <section>
        <VisitEvidence evidence={item.evidence} />
      </section>
      <section id="map" tabIndex={-1}>
        <h3>{words.map}</h3>
        <AuditMap {...item.map} />
      </section>
      <section id="photos" tabIndex={-1}>
        <h3>{words.photos}</h3>
        <AuditPhotos visitNo={item.visitNo} photos={item.photos} />
      </section>
      <section>
        <h3>{words.day}</h3>
        <Near title={words.day_worker} visits={item.day.ofWorkers} />
        <Near title={words.day_elder} visits={item.day.ofElder} />
      </section>
      <section>
        <h3>{words.history(item.history.days)}</h3>
        <HistoryLine title={words.history_elder} history={item.history.elder} />
        <HistoryLine title={words.history_workers} history={item.history.workers} />
        <Near title={words.history_elder} visits={item.history.elderVisits} />
      </section>
      <section>
        <VisitEvents events={item.events} />
      </section>
    </div>
  );
}
