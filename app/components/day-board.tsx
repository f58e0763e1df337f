/** The day as it runs, for the street's and the provider's desk: what to deal with now, the gravest first, and how the day stands. */
import { Form, Link } from "@remix-run/react";
import { isWaitedFor } from "#app/domain/visits/assignable.ts";
import { dayWords } from "#app/messages/day.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { DataTable } from "./data-table.tsx";
import styles from "./day-board.module.css";
import { countText } from "./count-text.ts";
import { Field } from "./field.tsx";
import { Row, Stack, Tiles } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { StatTile } from "./stat-tile.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { buttonClass } from "./button-style.ts";
import { useLocale, useWords } from "./words-context.tsx";

export type DayRow = {
  readonly id: string;
  readonly kind: string;
  readonly visitNo: string;
  readonly start: string;
  readonly minutesLate: number;
  readonly deliveryState: string;
  /** Code with which the visit was called off; null while it stands. */
  readonly cancelReason: string | null;
  readonly elderNo: string;
  readonly elderName: string;
  readonly hasPhone: boolean;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly provider: string;
  readonly workers: readonly string[];
  readonly knownBy: string | null;
  readonly isExplained: boolean;
};

type Side = {
  /** "/office" or "/provider": where a visit's page lives. */
  readonly area: "/office" | "/provider";
  readonly mayAcknowledge: boolean;
  readonly mayReveal: boolean;
  /** Codes with which a missed visit may be explained here; empty where nobody may. */
  readonly missedReasons: readonly string[];
};

const GRAVE = ["unsafe", "no_answer", "presumed_missed"];

export function DayTiles({ counts }: { counts: Readonly<Record<string, number>> }) {
  const words = useWords(dayWords);
  return (
    <Tiles>
      {["accepted", "en_route", "in_progress", "done", "missed"].map((state) => (
        <StatTile key={state} question={words.counts[state] ?? state} value={countText(counts[state] ?? 0)} />
      ))}
    </Tiles>
  );
}

function Known({ row, side }: { row: DayRow; side: Side }) {
  const words = useWords(dayWords);
  if (row.knownBy !== null) return <p>{words.known_by(row.knownBy)}</p>;
  if (!side.mayAcknowledge) return null;
  return (
    <Form method="post">
      <input type="hidden" name="noticeId" value={row.id} />
      <SubmitButton size="small" kind="secondary" name="intent" value="know" icon="check">
        {words.know}
      </SubmitButton>
    </Form>
  );
}

function Explain({ row, side }: { row: DayRow; side: Side }) {
  const words = useWords(dayWords);
  const locale = useLocale();
  if (row.deliveryState !== "missed" || row.isExplained || side.missedReasons.length === 0) return null;
  return (
    <details>
      <summary className={buttonClass({ kind: "secondary", size: "small" })}>{words.explain}</summary>
      <Form method="post">
        <Stack>
          <input type="hidden" name="visitNo" value={row.visitNo} />
          <Field
            kind="select"
            name="reason"
            id={`reason-${row.id}`}
            label={words.reason}
            required
            defaultValue={row.kind === "no_answer" ? "RC-NO-ANSWER" : undefined}
            options={side.missedReasons.map((value) => ({ value, label: reasonWord(value, locale) }))}
          />
          <SubmitButton size="small" name="intent" value="explain">
            {words.explain_send}
          </SubmitButton>
        </Stack>
      </Form>
    </details>
  );
}

function Advice({ row, side }: { row: DayRow; side: Side }) {
  const words = useWords(dayWords);
  const substitutable = isWaitedFor(row.deliveryState);
  return (
    <div className={styles.advice}>
      <p>{words.advice_of[row.kind]}</p>
      <Row>
        {side.mayReveal && row.hasPhone && row.kind !== "check_out_missing" && (
          <Link to={`/office/elders/${row.elderNo}/reveal/phone`}>{words.phone}</Link>
        )}
        {side.area === "/provider" && substitutable && (
          <Link to={`/provider/visits/${row.visitNo}`}>{words.substitute}</Link>
        )}
        <Known row={row} side={side} />
      </Row>
      <Explain row={row} side={side} />
    </div>
  );
}

export function LateList({ rows, side }: { rows: readonly DayRow[]; side: Side }) {
  const words = useWords(dayWords);
  const locale = useLocale();
  return (
    <Panel title={words.late_title} note={words.late_note} flush>
      <DataTable
        caption={words.late_title}
        captionHidden
        rows={rows}
        rowKey={(row) => row.id}
        empty={<p>{words.late_none}</p>}
        columns={[
          {
            key: "visit",
            header: words.visit,
            kind: "nowrap",
            cell: (row) => (
              <Link to={`${side.area}/visits/${row.visitNo}`}>
                <TimeText at={row.start} />
              </Link>
            ),
          },
          {
            key: "what",
            header: words.what,
            cell: (row) => (
              <>
                <Tag
                  tone={GRAVE.includes(row.kind) ? "danger" : "warning"}
                  icon={GRAVE.includes(row.kind) ? "octagon-alert" : "clock"}
                >
                  {words.kinds[row.kind] ?? row.kind}
                </Tag>
                {row.kind === "called_off" && row.cancelReason !== null && (
                  <p>{reasonWord(row.cancelReason, locale)}</p>
                )}
                {row.minutesLate > 0 && <p>{words.minutes_late(row.minutesLate)}</p>}
              </>
            ),
          },
          { key: "elder", header: words.elder, kind: "nowrap", cell: (row) => row.elderName },
          {
            key: "place",
            header: words.place,
            cell: (row) => [locale === "en" ? row.streetEn : row.streetZh, row.community].filter(Boolean).join(" · "),
          },
          {
            key: "worker",
            header: words.worker,
            cell: (row) => (
              <>
                <p>{row.workers.join(" · ") || words.nobody}</p>
                {side.area === "/office" && <p>{row.provider}</p>}
              </>
            ),
          },
          { key: "advice", header: words.advice, cell: (row) => <Advice row={row} side={side} /> },
        ]}
      />
    </Panel>
  );
}

export function ClearedList({ rows, side }: { rows: readonly DayRow[]; side: Side }) {
  const words = useWords(dayWords);
  if (rows.length === 0) return null;
  return (
    <Panel title={words.cleared_title}>
      <Stack>
        {rows.map((row) => (
          <Row key={row.id}>
            <Link to={`${side.area}/visits/${row.visitNo}`}>
              <TimeText at={row.start} />
            </Link>
            <span>{row.elderName}</span>
            <Tag tone="success" icon="circle-check">
              {words.kinds["all_clear"]}
            </Tag>
            <Known row={row} side={side} />
          </Row>
        ))}
      </Stack>
    </Panel>
  );
}
