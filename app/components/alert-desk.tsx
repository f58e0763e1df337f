/** The operations centre's list: red alerts on top with their age, calls for help and tickets beside, figures of the last day. */
import { Form, Link } from "@remix-run/react";
import { alertKindWord, alertLevelWord, alertStateWord } from "#app/messages/alert-codes.ts";
import { alertWords } from "#app/messages/alerts.ts";
import { AgeTimer } from "./age-timer.tsx";
import styles from "./alert-desk.module.css";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { EmptyValue } from "./empty-value.tsx";
import { Field } from "./field.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type AlertListRow = {
  readonly alertNo: number;
  readonly kind: string;
  readonly level: string;
  readonly purpose: string;
  readonly state: string;
  readonly late: boolean;
  readonly repeats: number;
  readonly ageSeconds: number;
  readonly takenBy: string | null;
  readonly name: string | null;
  readonly elderNo: string | null;
  readonly streetZh: string | null;
  readonly streetEn: string | null;
};

const LEVEL_LOOK = {
  red: { tone: "danger", icon: "siren" },
  orange: { tone: "warning", icon: "triangle-alert" },
  yellow: { tone: "neutral", icon: "info" },
} as const;

export function AlertLevelTag({ level }: { level: string }) {
  const locale = useLocale();
  const look = LEVEL_LOOK[level as keyof typeof LEVEL_LOOK];
  return (
    <Tag tone={look.tone} icon={look.icon}>
      {alertLevelWord(level, locale)}
    </Tag>
  );
}

/** What happened, with the marks that change how it is read. */
export function AlertMarks({ row }: { row: Pick<AlertListRow, "kind" | "purpose" | "late" | "repeats"> }) {
  const words = useWords(alertWords);
  const locale = useLocale();
  return (
    <span className={styles.tags}>
      <span>{alertKindWord(row.kind, locale)}</span>
      {row.purpose === "drill" && <Tag tone="info">{words.drill}</Tag>}
      {row.late && <Tag>{words.late}</Tag>}
      {row.repeats > 0 && <Tag tone="warning">{words.again(row.repeats)}</Tag>}
    </span>
  );
}

function TakeButton({ alertNo }: { alertNo: number }) {
  const words = useWords(alertWords);
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="take" />
      <SubmitButton name="alertNo" value={String(alertNo)} size="small" pendingWord={words.taking}>
        {words.take}
      </SubmitButton>
    </Form>
  );
}

export function AlertList({ rows, mayHandle }: { rows: readonly AlertListRow[]; mayHandle: boolean }) {
  const words = useWords(alertWords);
  const locale = useLocale();
  return (
    <Panel title={words.list_title} note={words.list_note} flush>
      <DataTable
        caption={words.list_title}
        captionHidden
        rows={rows}
        rowKey={(row) => String(row.alertNo)}
        empty={<p>{words.nothing}</p>}
        columns={[
          { key: "level", header: words.level, kind: "nowrap", cell: (row) => <AlertLevelTag level={row.level} /> },
          {
            key: "what",
            header: words.what,
            cell: (row) => (
              <Link
                to={`/office/alerts/${row.alertNo}`}
                aria-label={`${words.open} ${row.alertNo} ${alertKindWord(row.kind, locale)}`}
              >
                <AlertMarks row={row} />
              </Link>
            ),
          },
          {
            key: "who",
            header: words.who,
            kind: "nowrap",
            cell: (row) =>
              row.name === null
                ? words.nobody
                : `${row.name} · ${(locale === "en" ? row.streetEn : row.streetZh) ?? ""}`,
          },
          { key: "age", header: words.age, kind: "nowrap", cell: (row) => <AgeTimer seconds={row.ageSeconds} /> },
          {
            key: "state",
            header: words.state,
            kind: "nowrap",
            cell: (row) =>
              row.state === "open" && mayHandle ? (
                <TakeButton alertNo={row.alertNo} />
              ) : (
                <Tag tone={row.state === "open" ? "danger" : "info"}>{alertStateWord(row.state, locale)}</Tag>
              ),
          },
          {
            key: "by",
            header: words.by,
            kind: "nowrap",
            cell: (row) => row.takenBy?.replace(/^user:/, "") ?? <EmptyValue />,
          },
        ]}
      />
    </Panel>
  );
}

type Beside = {
  readonly help: readonly { readonly helpNo: string; readonly device: string; readonly touchedAt: string }[];
  readonly tickets: readonly { readonly ticketNo: string; readonly dueAt: string }[];
};

export function BesideAlerts({ help, tickets }: Beside) {
  const words = useWords(alertWords);
  return (
    <Panel title={words.beside_title}>
      {help.length + tickets.length === 0 && <p>{words.none_beside}</p>}
      <ul className={styles.list}>
        {help.map((one) => (
          <li key={one.helpNo} className={styles.line}>
            <Link to="/office/help">
              <Tag tone="danger" icon="siren">
                {words.help_line(one.helpNo, one.device.slice(0, 8))}
              </Tag>
            </Link>
            <span>
              {words.since} <TimeText at={one.touchedAt} form="clock" />
            </span>
          </li>
        ))}
        {tickets.map((one) => (
          <li key={one.ticketNo} className={styles.line}>
            <Link to={`/office/tickets/${one.ticketNo}`}>{words.ticket_line(one.ticketNo)}</Link>
            <span>
              {words.due} <TimeText at={one.dueAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type Figures = {
  readonly alerts: number;
  readonly red: number;
  readonly redAnsweredInTime: number;
  readonly falseShare: number | null;
  readonly middleAnswerSeconds: number | null;
};

export function AlertFigureList({ figures }: { figures: Figures }) {
  const words = useWords(alertWords);
  return (
    <Panel title={words.figures_title} action={<Link to="/office/alerts/staffing">{words.staffing_link}</Link>}>
      <DefinitionList
        items={[
          { term: words.figure_alerts, value: String(figures.alerts) },
          { term: words.figure_answered, value: `${figures.redAnsweredInTime} / ${figures.red}` },
          {
            term: words.figure_false,
            value: figures.falseShare === null ? null : `${Math.round(figures.falseShare * 1000) / 10} %`,
          },
          {
            term: words.figure_middle,
            value: figures.middleAnswerSeconds === null ? null : words.seconds(Math.round(figures.middleAnswerSeconds)),
          },
        ]}
      />
    </Panel>
  );
}

type DrillsDue = {
  readonly total: number;
  readonly everyDays: number;
  readonly rows: readonly {
    readonly elderNo: string;
    readonly name: string;
    readonly community: string | null;
    readonly deviceNo: string;
    readonly lastOn: string | null;
    readonly dueOn: string;
  }[];
};

/** Starts a bed's test alarm: of those that are owed one by a button each, of any other by the device's number. */
export function DrillForm({ drills }: { drills: DrillsDue }) {
  const words = useWords(alertWords);
  return (
    <Panel title={words.drill_title} note={words.drill_note}>
      <p>{words.drills_due(drills.total, drills.everyDays)}</p>
      <ul className={styles.list}>
        {drills.rows.map((row) => (
          <li key={row.elderNo} className={styles.line}>
            <span>
              <Link to={`/office/elders/${row.elderNo}`}>{row.name}</Link> {row.community}
              <br />
              <small>{words.drill_line(row.deviceNo, row.dueOn, row.lastOn)}</small>
            </span>
            <Form method="post">
              <input type="hidden" name="intent" value="drill" />
              <input type="hidden" name="deviceNo" value={row.deviceNo} />
              <SubmitButton kind="quiet">{words.drill_start}</SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
      <Form method="post" className={styles.form}>
        <input type="hidden" name="intent" value="drill" />
        <Field kind="text" name="deviceNo" label={words.drill_device} width="medium" maxLength={80} required />
        <SubmitButton kind="secondary">{words.drill_start}</SubmitButton>
      </Form>
    </Panel>
  );
}
