/** Panels of one elder's file: who it is, what is known, what the month says and why, and what changed. */
import { Link } from "@remix-run/react";
import { eligibilityFacts } from "#app/messages/candidates.ts";
import { carePlanWords } from "#app/messages/care-plan.ts";
import { doorCodeWords } from "#app/messages/door-code.ts";
import { elderFieldWord, elderFileWords } from "#app/messages/elder-file.ts";
import { eligibilityCure, eligibilityReason } from "#app/messages/eligibility.ts";
import { assistanceWord, gradeWord, livingWord, sexWord } from "#app/messages/people.ts";
import { visitPinWords } from "#app/messages/visit-pin.ts";
import { witnessedLinkWords } from "#app/messages/witnessed-link.ts";
import { afterColon, listed } from "#app/messages/punctuation.ts";
import { Considered, Why } from "./allocation-tables.tsx";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { DoorCodeLine, VisitPinLine } from "./elder-proof-lines.tsx";
import type { ElderFileFacts, ElderFileReason } from "./elder-file-facts.ts";
import { MaskedValue } from "./masked-value.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type Props = { readonly file: ElderFileFacts };
type MonthProps = Props & { readonly month: string };

/** Where a masked field of this file is shown for a reason; undefined for whoever may not. */
function revealTo({ elderNo, may }: ElderFileFacts, month: string, field: string): string | undefined {
  return may.reveal ? `/office/elders/${elderNo}/reveal/${field}?month=${month}` : undefined;
}

export function ProfilePanel({ file, month }: MonthProps) {
  const { profile } = file;
  const words = useWords(elderFileWords);
  const pinWords = useWords(visitPinWords);
  const doorWords = useWords(doorCodeWords);
  const planWords = useWords(carePlanWords);
  const linkWords = useWords(witnessedLinkWords);
  const locale = useLocale();
  const masked = (value: string | null, field: string, term: string) => ({
    term,
    value:
      value === null ? null : <MaskedValue value={value} mono revealTo={revealTo(file, month, field)} term={term} />,
  });
  return (
    <Panel title={words.profile}>
      <DefinitionList
        columns={2}
        shortTerms
        items={[
          { term: words.name, value: profile.name },
          { term: words.sex, value: sexWord(profile.sex, locale) },
          { term: words.birth, value: profile.birthYear },
          masked(profile.idNumber, "id-number", words.id_number),
          masked(profile.phone, "phone", words.phone),
          { term: words.street, value: locale === "en" ? profile.streetEn : profile.streetZh },
          { term: words.community, value: profile.community },
          { term: words.living, value: profile.living === null ? null : livingWord(profile.living, locale) },
          { term: words.consent, value: profile.consentOn },
          { term: words.approved, value: profile.approvedOn },
          { term: pinWords.term, value: <VisitPinLine file={file} month={month} /> },
          { term: doorWords.term, value: <DoorCodeLine file={file} month={month} /> },
          ...(file.may.filePlan
            ? [
                {
                  term: planWords.title,
                  value: <Link to={`/office/elders/${file.elderNo}/plan`}>{planWords.on_file}</Link>,
                },
              ]
            : []),
          ...(file.may.linkFamily
            ? [
                {
                  term: linkWords.family,
                  value: <Link to={`/office/elders/${file.elderNo}/family`}>{linkWords.title}</Link>,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

export function ContactsPanel({ file, month }: MonthProps) {
  const words = useWords(elderFileWords);
  return (
    <Panel title={words.contacts} flush={file.contacts.length > 0}>
      <DataTable
        caption={words.contacts}
        captionHidden
        rows={file.contacts}
        rowKey={(row) => String(row.ordinal)}
        empty={<p>{words.no_contacts}</p>}
        columns={[
          { key: "name", header: words.name, kind: "nowrap", cell: (row) => row.name },
          { key: "relation", header: words.relation, cell: (row) => row.relation },
          {
            key: "phone",
            header: words.phone,
            kind: "nowrap",
            cell: (row) => (
              <MaskedValue
                value={row.phone}
                mono
                revealTo={revealTo(file, month, `contact-${row.ordinal}`)}
                term={`${words.phone} ${row.name}`}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}

/** From when on a new assessment is to be arranged; nothing before. */
function useReassessment({ reassessment }: ElderFileFacts): string | undefined {
  const words = useWords(elderFileWords);
  if (reassessment === null) return undefined;
  return reassessment.isOver ? words.reassess_over(reassessment.until) : words.reassess_soon(reassessment.until);
}

export function StatusPanels({ file }: Props) {
  const reassess = useReassessment(file);
  const words = useWords(elderFileWords);
  const locale = useLocale();
  return (
    <>
      <Panel title={words.assistance} flush={file.assistance.length > 0}>
        <DataTable
          caption={words.assistance}
          captionHidden
          rows={file.assistance}
          rowKey={(row) => row.id}
          empty={<p>{words.no_assistance}</p>}
          columns={[
            { key: "kind", header: words.assistance, cell: (row) => assistanceWord(row.kind, locale) },
            { key: "from", header: words.from, kind: "nowrap", cell: (row) => row.fromOn },
            { key: "to", header: words.to, kind: "nowrap", cell: (row) => row.toOn },
          ]}
        />
      </Panel>
      <Panel title={words.assessments} note={reassess} flush={file.assessments.length > 0}>
        <DataTable
          caption={words.assessments}
          captionHidden
          rows={file.assessments}
          rowKey={(row) => row.id}
          empty={<p>{words.no_assessments}</p>}
          columns={[
            { key: "grade", header: words.grade, cell: (row) => gradeWord(row.grade, locale) },
            { key: "on", header: words.assessed_on, kind: "nowrap", cell: (row) => row.assessedOn },
            { key: "until", header: words.valid_until, kind: "nowrap", cell: (row) => row.validUntil },
          ]}
        />
      </Panel>
    </>
  );
}

/** What it is, the facts it was found on, and what makes it go away, as one sentence. */
function ReasonText({ reason: { code, facts } }: { reason: ElderFileReason }) {
  const words = useWords(elderFileWords);
  const locale = useLocale();
  const stop = locale === "en" ? ". " : "。";
  const found = eligibilityFacts(code, facts, locale);
  const cure = eligibilityCure(code, locale);
  const what = eligibilityReason(code, locale);
  return (
    <>
      {found === "" ? what : afterColon(what, found, locale)}
      {stop}
      {cure !== "" && words.cure(cure)}
    </>
  );
}

export function EligibilityPanel({ file: { eligibility }, month }: MonthProps) {
  const words = useWords(elderFileWords);
  return (
    <Panel title={words.month_verdict(month)}>
      {eligibility === null ? (
        <p>{words.not_judged}</p>
      ) : (
        <>
          <StateTag
            kind="verdict"
            code={eligibility.verdict}
            detail={words.judged(eligibility.judgedOn, eligibility.visitsAllowed)}
          />
          {eligibility.reasons.length === 0 && <p>{words.no_reason}</p>}
          <ul>
            {eligibility.reasons.map((reason) => (
              <li key={reason.code}>
                <ReasonText reason={reason} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

export function AllocationPanel({ file: { allocation }, month }: MonthProps) {
  const words = useWords(elderFileWords);
  return (
    <Panel title={words.allocation(month)}>
      {allocation === null ? (
        <p>{words.not_allocated}</p>
      ) : (
        <>
          <p>
            <strong>{allocation.provider}</strong>
          </p>
          <div>
            <Why row={allocation} />
          </div>
          <Considered considered={allocation.considered} />
        </>
      )}
    </Panel>
  );
}

export function VisitsPanel({ file, month }: MonthProps) {
  const words = useWords(elderFileWords);
  return (
    <Panel title={words.visits(month)} flush={file.visits.length > 0}>
      <DataTable
        caption={words.visits(month)}
        captionHidden
        rows={file.visits}
        rowKey={(row) => row.visitNo}
        empty={<p>{words.no_visits}</p>}
        columns={[
          {
            key: "visitNo",
            header: words.visit_number,
            kind: "mono",
            cell: (row) => <Link to={`/office/visits/${row.visitNo}`}>{row.visitNo}</Link>,
          },
          { key: "at", header: words.planned_at, kind: "nowrap", cell: (row) => <TimeText at={row.plannedStart} /> },
          { key: "provider", header: words.provider, cell: (row) => row.provider },
          {
            key: "state",
            header: words.delivery,
            cell: (row) => <StateTag kind="delivery" code={row.deliveryState} />,
          },
          { key: "findings", header: words.findings, kind: "number", cell: (row) => row.openFindings },
        ]}
      />
    </Panel>
  );
}

export function HistoryPanel({ file }: Props) {
  const words = useWords(elderFileWords);
  const locale = useLocale();
  return (
    <Panel title={words.history} flush={file.revisions.length > 0}>
      <DataTable
        caption={words.history}
        captionHidden
        rows={file.revisions}
        rowKey={(row) => String(row.version)}
        empty={<p>{words.no_history}</p>}
        columns={[
          { key: "version", header: words.version, kind: "number", cell: (row) => row.version },
          {
            key: "changed",
            header: words.changed,
            cell: (row) =>
              listed(
                row.changed.map((field) => elderFieldWord(field, locale)),
                locale,
              ),
          },
          { key: "by", header: words.changed_by, cell: (row) => row.by },
          { key: "at", header: words.changed_at, kind: "nowrap", cell: (row) => <TimeText at={row.at} /> },
        ]}
      />
    </Panel>
  );
}
