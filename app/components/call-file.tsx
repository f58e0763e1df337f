/** The elder's file beside a call: what an operator needs first. What would answer a question is covered until the caller has passed. */
import { Link } from "@remix-run/react";
import { alertKindWord, alertOutcomeWord, alertStateWord } from "#app/messages/alert-codes.ts";
import { callWords } from "#app/messages/calls.ts";
import { callResultWord, livingWord } from "#app/messages/centre-codes.ts";
import { eligibilitySentence } from "#app/messages/eligibility.ts";
import { elderServices } from "#app/messages/kiosk-services.ts";
import { stateWord } from "#app/messages/states.ts";
import { ticketKindWord } from "#app/messages/tickets.ts";
import { AlertLevelTag } from "./alert-desk.tsx";
import styles from "./centre.module.css";
import { DefinitionList } from "./definition-list.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type CallVisit = {
  readonly visitNo: string;
  readonly start: string;
  readonly end: string;
  readonly state: string;
  readonly provider: string;
  readonly subtypes: readonly string[];
  /** null while covered. */
  readonly workers: readonly string[] | null;
};

export type CallFileFacts = {
  readonly elderNo: string;
  readonly name: string;
  readonly sex: string;
  readonly age: number;
  readonly living: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly community: string | null;
  readonly plan: {
    readonly allowed: number;
    readonly left: number;
    readonly provider: string | null;
    readonly usual: readonly string[];
    readonly grade: number;
    readonly reason: string | null;
  };
  readonly ahead: readonly CallVisit[];
  readonly behind: readonly CallVisit[];
  readonly alerts: readonly {
    readonly alertNo: number;
    readonly kind: string;
    readonly level: string;
    readonly state: string;
    readonly outcome: string | null;
    readonly receivedAt: string;
  }[];
  readonly tickets: readonly { readonly ticketNo: string; readonly kind: string; readonly dueAt: string }[];
  readonly beds: readonly { readonly bedNo: string; readonly state: string }[];
  readonly calls: readonly {
    readonly callNo: number;
    readonly result: string | null;
    readonly note: string | null;
    readonly endedAt: string | null;
  }[];
  readonly covered: {
    readonly name: string;
    readonly address: string;
    readonly contacts: readonly {
      readonly name: string;
      readonly relation: string | null;
      readonly phone: string | null;
    }[];
  } | null;
};

function VisitLines({ visits }: { visits: readonly CallVisit[] }) {
  const words = useWords(callWords);
  const locale = useLocale();
  if (visits.length === 0) return <>{words.no_visits}</>;
  return (
    <ul className={styles.list}>
      {visits.map((visit) => (
        <li key={visit.visitNo}>
          <Link to={`/office/visits/${visit.visitNo}`}>
            <TimeText at={visit.start} />
          </Link>{" "}
          <StateTag kind="delivery" code={visit.state} />
          <br />
          <span className={styles.soft}>
            {[
              elderServices(visit.subtypes, locale),
              visit.workers === null ? null : words.by_worker(visit.workers.join("、")),
            ]
              .filter((part) => part !== null)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function PersonPanel({ file }: { file: CallFileFacts }) {
  const words = useWords(callWords);
  const locale = useLocale();
  const { covered, plan } = file;
  const street = locale === "en" ? file.streetEn : file.streetZh;
  const facts = [
    words.years(file.age),
    file.sex === "female" ? words.female : words.male,
    words.grade(plan.grade),
    ...(file.living === null ? [] : [livingWord(file.living, locale)]),
  ];
  const closed = plan.reason === null ? words.month_none : eligibilitySentence(plan.reason, {}, locale);
  return (
    <Panel
      title={words.file_title(covered?.name ?? file.name, file.elderNo)}
      action={<Link to={`/office/elders/${file.elderNo}`}>{words.whole_file}</Link>}
    >
      <DefinitionList
        shortTerms
        items={[
          { term: words.person, value: facts.join(" · ") },
          {
            term: words.home,
            value: covered?.address ?? [street, file.community].filter((part) => part !== null).join(" · "),
            note: covered === null ? words.covered : undefined,
          },
          {
            term: words.month_four,
            value: plan.allowed === 0 ? closed : words.month_left(plan.allowed, plan.left),
          },
          { term: words.provider, value: plan.provider },
          { term: words.usual, value: plan.usual.length === 0 ? null : elderServices(plan.usual, locale) },
          {
            term: words.bed,
            value:
              file.beds.length === 0
                ? words.none
                : file.beds.map(({ bedNo, state }) => `${bedNo} ${stateWord("bed", state).staff[locale]}`).join(" · "),
          },
          { term: words.next_visits, value: <VisitLines visits={file.ahead} /> },
          { term: words.last_visits, value: <VisitLines visits={file.behind} /> },
        ]}
      />
    </Panel>
  );
}

function EventsPanel({ file }: { file: CallFileFacts }) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <Panel title={words.last_alerts}>
      {file.alerts.length === 0 && <p className={styles.soft}>{words.none}</p>}
      <ul className={styles.list}>
        {file.alerts.map((alert) => (
          <li key={alert.alertNo} className={styles.line}>
            <span>
              <AlertLevelTag level={alert.level} />{" "}
              <Link to={`/office/alerts/${alert.alertNo}`}>{alertKindWord(alert.kind, locale)}</Link>
            </span>
            <span className={styles.soft}>
              <TimeText at={alert.receivedAt} />{" "}
              {alert.outcome === null ? alertStateWord(alert.state, locale) : alertOutcomeWord(alert.outcome, locale)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ContactsOfFile({ file }: { file: CallFileFacts }) {
  const words = useWords(callWords);
  const { covered } = file;
  return (
    <Panel title={words.contacts}>
      {covered === null ? (
        <p className={styles.soft}>{words.covered}</p>
      ) : (
        <ul className={styles.list}>
          {covered.contacts.length === 0 && <li>{words.none}</li>}
          {covered.contacts.map((one) => (
            <li key={one.name} className={styles.line}>
              <span>{[one.name, one.relation].filter((part) => part !== null).join(" · ")}</span>
              <span>{one.phone}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function TicketsOfFile({ file }: { file: CallFileFacts }) {
  const words = useWords(callWords);
  const locale = useLocale();
  return (
    <Panel title={words.open_tickets}>
      {file.tickets.length === 0 && <p className={styles.soft}>{words.none}</p>}
      <ul className={styles.list}>
        {file.tickets.map((one) => (
          <li key={one.ticketNo} className={styles.line}>
            <Link to={`/office/tickets/${one.ticketNo}`}>
              {ticketKindWord(one.kind, locale)} {one.ticketNo}
            </Link>
            <TimeText at={one.dueAt} />
          </li>
        ))}
      </ul>
      {file.calls.length > 0 && (
        <ul className={styles.list} aria-label={words.calls_before}>
          {file.calls.map((one) => (
            <li key={one.callNo} className={styles.line}>
              <Tag>{callResultWord(one.result ?? "", locale)}</Tag>
              <span className={styles.soft}>
                <TimeText at={one.endedAt} /> {one.note}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function CallFile({ file }: { file: CallFileFacts }) {
  return (
    <>
      <PersonPanel file={file} />
      <EventsPanel file={file} />
      <ContactsOfFile file={file} />
      <TicketsOfFile file={file} />
    </>
  );
}
