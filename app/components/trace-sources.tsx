/** The plan's end of the trace of one visit's money: claim line with its checks and decision, visit with events and findings, plan. */
import { Link } from "@remix-run/react";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import { eventWord } from "#app/messages/events.ts";
import { moneyWords } from "#app/messages/money.ts";
import { moveReason } from "#app/messages/planning.ts";
import { ruleSentence, ruleTitle } from "#app/messages/rules.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { lineCheckWords, traceWords } from "#app/messages/trace.ts";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Digest } from "./digest.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import type { TraceClaimView, TracePlanView, TraceVisitView } from "./trace-view.ts";
import { useLocale, useWords } from "./words-context.tsx";

function Decision({ claim }: { claim: TraceClaimView }) {
  const words = useWords(moneyWords);
  const locale = useLocale();
  if (claim.decision === null) return <>{words.none_yet}</>;
  const kind = claim.decision as "approve" | "cut" | "hold" | "refuse";
  const reason = claim.reason === null ? "" : differenceWord(claim.reason, locale);
  return <>{[words[kind], reason, claim.note].filter(Boolean).join(" · ")}</>;
}

function Checks({ failures }: { failures: TraceClaimView["failures"] }) {
  const words = useWords(traceWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  const failing = (check: number) => failures.filter((failure) => failure.check === check);
  return (
    <DataTable
      caption={words.checks_caption}
      rows={lineCheckWords(locale)}
      rowKey={(row) => String(row.check)}
      isMarked={(row) => failing(row.check).length > 0}
      columns={[
        { key: "check", header: money.check, cell: (row) => `${row.check} · ${row.name}` },
        {
          key: "result",
          header: words.result,
          kind: "nowrap",
          cell: (row) =>
            failing(row.check).length === 0 ? (
              words.passed
            ) : (
              <Tag tone="danger" icon="circle-x">
                {words.failed}
              </Tag>
            ),
        },
        {
          key: "why",
          header: money.reason,
          cell: (row) =>
            failing(row.check).length > 0 &&
            failing(row.check).map((failure) => (
              <div key={failure.code}>{ruleSentence(failure.code, failure.facts, locale)}</div>
            )),
        },
      ]}
    />
  );
}

export function TraceClaim({ claim, mayOpen }: { claim: TraceClaimView | null; mayOpen: boolean }) {
  const words = useWords(traceWords);
  const money = useWords(moneyWords);
  if (claim === null)
    return (
      <Panel title={words.claim}>
        <p>{words.not_claimed}</p>
      </Panel>
    );
  return (
    <Panel title={words.claim}>
      <DefinitionList
        columns={2}
        items={[
          {
            term: money.claim_no,
            value: mayOpen ? <Link to={`/office/claims/${claim.claimNo}?all=1`}>{claim.claimNo}</Link> : claim.claimNo,
          },
          { term: money.state, value: <StateTag kind="claim" code={claim.state} /> },
          { term: money.asked, value: <Money fen={claim.askedFen} /> },
          { term: money.adjusted, value: <Money fen={claim.adjustedFen} /> },
          {
            term: words.decision,
            value: <Decision claim={claim} />,
            note: claim.decidedBy !== null && (
              <>
                {claim.decidedBy} · <TimeText at={claim.decidedAt} />
              </>
            ),
          },
        ]}
      />
      <Checks failures={claim.failures} />
    </Panel>
  );
}

function Span({ from, to }: { from: string | null; to: string | null }) {
  if (from === null && to === null) return null;
  return (
    <>
      <TimeText at={from} /> – <TimeText at={to} form="clock" />
    </>
  );
}

function VisitRecord({ visit }: { visit: TraceVisitView }) {
  const words = useWords(traceWords);
  const locale = useLocale();
  return (
    <>
      <DataTable
        caption={words.findings}
        rows={visit.findings}
        rowKey={(row) => row.id}
        empty={<p>{words.no_findings}</p>}
        columns={[
          { key: "rule", header: words.finding, cell: (row) => ruleTitle(row.ruleCode, locale) },
          { key: "why", header: words.sentence, cell: (row) => ruleSentence(row.ruleCode, row.facts, locale) },
          {
            key: "level",
            header: words.level,
            kind: "nowrap",
            cell: (row) => <StateTag kind="level" code={row.level} />,
          },
          {
            key: "state",
            header: words.finding_state,
            kind: "nowrap",
            cell: (row) => <StateTag kind="finding" code={row.state} />,
          },
        ]}
      />
      <DataTable
        caption={words.events}
        rows={visit.events}
        rowKey={(row) => row.id}
        empty={<p>{words.no_events}</p>}
        columns={[
          { key: "event", header: words.event, cell: (row) => eventWord(row.kind, locale) },
          { key: "time", header: words.time, kind: "nowrap", cell: (row) => <TimeText at={row.at} /> },
          { key: "digest", header: words.digest, kind: "mono", cell: (row) => <Digest text={row.digest} /> },
        ]}
      />
    </>
  );
}

export function TraceVisit({ visit }: { visit: TraceVisitView }) {
  const words = useWords(traceWords);
  return (
    <Panel title={words.visit}>
      <DefinitionList
        columns={2}
        items={[
          { term: words.planned_time, value: <Span from={visit.plannedStart} to={visit.plannedEnd} /> },
          {
            term: words.actual_time,
            value: <Span from={visit.effectiveIn} to={visit.effectiveOut} />,
            note: visit.minutes !== null && words.minutes(visit.minutes),
          },
          { term: words.delivery, value: <StateTag kind="delivery" code={visit.deliveryState} /> },
          { term: words.approval, value: <StateTag kind="approval" code={visit.approvalState} /> },
          { term: words.verified_at, value: <TimeText at={visit.verifiedAt} />, note: visit.ruleVersion },
          { term: words.evidence_digest, value: <Digest text={visit.evidenceDigest} whole /> },
        ]}
      />
      <VisitRecord visit={visit} />
    </Panel>
  );
}

export function TracePlan({ plan }: { plan: TracePlanView }) {
  const words = useWords(traceWords);
  const locale = useLocale();
  const { series, run } = plan;
  const moved = plan.moveReason === null ? null : moveReason(plan.moveReason, locale);
  return (
    <Panel title={words.plan}>
      <DefinitionList
        columns={2}
        items={[
          { term: words.planned_amount, value: <Money fen={plan.plannedFen} /> },
          {
            term: words.contract,
            value: plan.contractNo,
            note: plan.contractFen !== null && words.contract_price(staffYuanText(fen(plan.contractFen))),
          },
          {
            term: words.series,
            value: series === null ? words.no_series : <code>{series.rrule}</code>,
            note: series && words.series_times(series.startsOn, clockText(series.startMinute), series.durationMinutes),
          },
          { term: words.occurrence, value: plan.occurrenceOn, note: moved },
          { term: words.policy_version, value: plan.policyVersion },
          { term: words.catalogue_version, value: plan.catalogueVersion },
          { term: words.seed, value: run && run.seed },
          { term: words.planned_by, value: run && <TimeText at={run.createdAt} />, note: run?.createdBy },
          { term: words.input_digest, value: <Digest text={run?.inputDigest ?? null} whole /> },
          { term: words.result_digest, value: <Digest text={run?.resultDigest ?? null} whole /> },
        ]}
      />
    </Panel>
  );
}
