/** The supervisor's view of the operations centre: sixteen seats live, the day's figures, the shift, staffing beside presence, today's calls. */
import { Link } from "@remix-run/react";
import type { SeatState } from "#app/domain/centre/seat.ts";
import { callResultWord, callStateWord } from "#app/messages/centre-codes.ts";
import { centreWords } from "#app/messages/centre.ts";
import { ticketKindWord } from "#app/messages/tickets.ts";
import { AgeTimer } from "./age-timer.tsx";
import styles from "./centre.module.css";
import { DataTable } from "./data-table.tsx";
import { DefinitionList } from "./definition-list.tsx";
import { Panel } from "./panel.tsx";
import { SeatStateTag } from "./seat-desk.tsx";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FloorSeat = {
  readonly seatNo: number;
  readonly who: string | null;
  readonly state: SeatState | "off";
  readonly sinceSeconds: number;
  readonly isMine: boolean;
};

export function SeatFloor({ seats, timeoutSeconds }: { seats: readonly FloorSeat[]; timeoutSeconds: number }) {
  const words = useWords(centreWords);
  return (
    <Panel title={words.floor_title} note={words.floor_note(timeoutSeconds)}>
      <ol className={styles.floor}>
        {seats.map((seat) => (
          <li
            key={seat.seatNo}
            className={styles.seat}
            data-seat={seat.seatNo}
            data-state={seat.state}
            data-mine={seat.isMine ? "yes" : "no"}
          >
            <span className={styles.seatHead}>
              <span>{words.seat(seat.seatNo)}</span>
              {seat.state !== "off" && <AgeTimer seconds={seat.sinceSeconds} />}
            </span>
            <span>
              <SeatStateTag state={seat.state} />
            </span>
            <span>{seat.who}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

type Figures = {
  readonly rang: number;
  readonly answered: number;
  readonly missed: number;
  readonly answeredInTime: number;
  readonly middleSpokenSeconds: number | null;
  readonly outbound: number;
};

export function TodayFigures({ today, withinSeconds }: { today: Figures; withinSeconds: number }) {
  const words = useWords(centreWords);
  const middle = today.middleSpokenSeconds;
  return (
    <Panel title={words.today_title}>
      <DefinitionList
        shortTerms
        items={[
          { term: words.rang, value: String(today.rang) },
          { term: words.answered, value: String(today.answered) },
          { term: words.missed, value: String(today.missed) },
          { term: words.in_time(withinSeconds), value: `${today.answeredInTime} / ${today.answered}` },
          { term: words.middle_spoken, value: middle === null ? null : <AgeText seconds={middle} /> },
          { term: words.outbound, value: String(today.outbound) },
        ]}
      />
    </Panel>
  );
}

/** "3:05" */
function AgeText({ seconds }: { seconds: number }) {
  return <>{`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`}</>;
}

type Staffing = {
  readonly needed: number;
  readonly present: number;
  readonly handleSeconds: number;
  readonly callsPerHour: number;
};

export function StaffingPanel({ staffing }: { staffing: Staffing }) {
  const words = useWords(centreWords);
  const { needed, present, handleSeconds, callsPerHour } = staffing;
  return (
    <Panel
      title={words.staffing_title}
      note={words.staffing_note(callsPerHour, handleSeconds)}
      action={<Link to="/office/alerts/staffing">{words.staffing_more}</Link>}
    >
      <p className={styles.mine}>
        <span>{words.staffing_line(needed, present)}</span>
        {needed > present ? (
          <Tag tone="warning" icon="triangle-alert">
            {words.staffing_short(needed - present)}
          </Tag>
        ) : (
          <Tag tone="success" icon="circle-check">
            {words.staffing_enough}
          </Tag>
        )}
      </p>
    </Panel>
  );
}

type ShiftFacts = {
  readonly fromAt: string;
  readonly toAt: string;
  readonly lead: string;
  readonly absent: readonly string[];
  readonly unplanned: readonly string[];
};

export function ShiftNow({ shift }: { shift: ShiftFacts | null }) {
  const words = useWords(centreWords);
  const names = (list: readonly string[]) => (list.length === 0 ? words.nobody : list.join("、"));
  return (
    <Panel title={words.shift_title} action={<Link to="/office/centre/shifts">{words.to_shifts}</Link>}>
      {shift === null ? (
        <p>{words.shift_none}</p>
      ) : (
        <DefinitionList
          shortTerms
          items={[
            {
              term: words.shift_time,
              value: (
                <>
                  <TimeText at={shift.fromAt} form="clock" />–<TimeText at={shift.toAt} form="clock" />
                </>
              ),
            },
            { term: words.shift_lead, value: shift.lead },
            { term: words.shift_absent, value: names(shift.absent) },
            { term: words.shift_unplanned, value: names(shift.unplanned) },
          ]}
        />
      )}
    </Panel>
  );
}

export type RecentCall = {
  readonly callNo: number;
  readonly direction: string;
  readonly state: string;
  readonly rangAt: string;
  readonly purpose: string | null;
  readonly result: string | null;
  readonly operator: string | null;
  readonly spokenSeconds: number | null;
};

export function RecentCalls({ calls }: { calls: readonly RecentCall[] }) {
  const words = useWords(centreWords);
  const locale = useLocale();
  return (
    <Panel title={words.recent_title} flush>
      <DataTable
        caption={words.recent_title}
        captionHidden
        rows={calls}
        rowKey={(call) => String(call.callNo)}
        empty={<p>{words.recent_none}</p>}
        columns={[
          {
            key: "no",
            header: words.call_no,
            kind: "mono",
            cell: (call) => (
              <Link to={`/office/centre/calls/${call.callNo}`} aria-label={words.call_open(call.callNo)}>
                {call.callNo}
              </Link>
            ),
          },
          {
            key: "at",
            header: words.call_at,
            kind: "nowrap",
            cell: (call) => <TimeText at={call.rangAt} form="clock" />,
          },
          {
            key: "way",
            header: words.call_way,
            kind: "nowrap",
            cell: (call) => (call.direction === "out" ? words.call_out : words.call_in),
          },
          {
            key: "purpose",
            header: words.call_purpose,
            cell: (call) => (call.purpose === null ? null : ticketKindWord(call.purpose, locale)),
          },
          {
            key: "result",
            header: words.call_result,
            cell: (call) =>
              call.result === null ? callStateWord(call.state, locale) : callResultWord(call.result, locale),
          },
          { key: "operator", header: words.call_operator, cell: (call) => call.operator },
          {
            key: "spoken",
            header: words.call_spoken,
            kind: "number",
            cell: (call) => (call.spokenSeconds === null ? null : <AgeText seconds={call.spokenSeconds} />),
          },
        ]}
      />
    </Panel>
  );
}
