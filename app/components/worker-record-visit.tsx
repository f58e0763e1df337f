/** One visit of the care worker's own record: what the rules said and how to contest it, what became of the money, stored positions. */
import { Form } from "@remix-run/react";
import { staffDateText } from "#app/domain/time/date-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import type { VisitPay } from "#app/domain/claims/visit-pay.ts";
import type { Objection } from "#app/domain/verification/objection.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { reasonWord, resolutionWord } from "#app/messages/reasons.ts";
import { ruleSentence } from "#app/messages/rules.ts";
import { payReason, workerRecordWords } from "#app/messages/worker-record.ts";
import { workerWords } from "#app/messages/worker.ts";
import { buttonClass } from "./button-style.ts";
import { Button } from "./button.tsx";
import { Stack } from "./layout.tsx";
import { Money } from "./money.tsx";
import { Panel } from "./panel.tsx";
import { StateTag } from "./state-tag.tsx";
import { useLocale, useWords } from "./words-context.tsx";

type RecordedFinding = {
  readonly id: string;
  readonly ruleCode: string;
  readonly level: string;
  readonly state: string;
  readonly facts: SentenceFacts;
  readonly objection: Objection | null;
  /** How a person closed it. */
  readonly answer: { readonly reason: string; readonly resolution: string; readonly note: string | null } | null;
};

type StoredPoint = {
  readonly kind: "check_in" | "check_out";
  readonly at: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM: number;
  readonly isBlurred: boolean;
};

export type RecordedVisit = {
  readonly visitNo: string;
  readonly plannedStart: string;
  readonly clock: string;
  readonly name: string;
  readonly minutes: number | null;
  readonly deliveryState: string;
  readonly approvalState: string;
  readonly strength: string | null;
  readonly pay: VisitPay;
  readonly points: readonly StoredPoint[];
  readonly blurredOn: PlainDate;
  readonly findings: readonly RecordedFinding[];
};

function Answer({ objection, answer }: { objection: Objection; answer: RecordedFinding["answer"] }) {
  const words = useWords(workerRecordWords);
  const locale = useLocale();
  const date = (on: PlainDate) => staffDateText(on, locale);
  const { state, answeredOn, answerBy } = objection;
  return (
    <>
      <p>{words.said(objection.note, date(objection.saidOn))}</p>
      <p>{words.objection[state](date(answeredOn ?? answerBy))}</p>
      {answer !== null && state === "answered" && (
        <p>{words.answer(reasonWord(answer.reason, locale), resolutionWord(answer.resolution, locale))}</p>
      )}
      {answer?.note != null && state === "answered" && <p>{answer.note}</p>}
    </>
  );
}

function Contest({ finding }: { finding: RecordedFinding }) {
  const words = useWords(workerRecordWords);
  const { contest } = useWords(workerWords);
  if (finding.objection !== null) return <Answer objection={finding.objection} answer={finding.answer} />;
  if (finding.state !== "open") return null;
  return (
    <details>
      <summary className={buttonClass({ kind: "quiet" })}>{contest}</summary>
      <Form method="post">
        <input type="hidden" name="findingId" value={finding.id} />
        <p>{words.contest_why}</p>
        {/* A reason is the second tap and sends (user experience reference 6.5). */}
        <Stack>
          {words.contest_reasons.map((value) => (
            <Button key={value} kind="secondary" wide name="note" value={value}>
              {value}
            </Button>
          ))}
        </Stack>
      </Form>
    </details>
  );
}

function Finding({ finding }: { finding: RecordedFinding }) {
  const locale = useLocale();
  return (
    <div>
      <p>
        <StateTag kind="level" code={finding.level} /> {ruleSentence(finding.ruleCode, finding.facts, locale)}{" "}
        <StateTag kind="finding" code={finding.state} />
      </p>
      <Contest finding={finding} />
    </div>
  );
}

function Pay({ pay }: { pay: VisitPay }) {
  const words = useWords(workerRecordWords);
  const locale = useLocale();
  return (
    <>
      <h3>{words.pay_title}</h3>
      <p>
        {pay.amountFen !== null && (
          <>
            <Money fen={pay.amountFen} />{" "}
          </>
        )}
        {words.pay[pay.step]}
      </p>
      {pay.code !== null && <p>{words.pay_why(payReason(pay.code, locale))}</p>}
    </>
  );
}

/** About ten metres, which is as exact as a phone is; a blurred point has two digits left. */
const DIGITS = { exact: 4, blurred: 2 };

function Points({ points, blurredOn }: Pick<RecordedVisit, "points" | "blurredOn">) {
  const words = useWords(workerRecordWords);
  const locale = useLocale();
  const textOf = (point: StoredPoint) => {
    const digits = point.isBlurred ? DIGITS.blurred : DIGITS.exact;
    return words.point(point.latitude.toFixed(digits), point.longitude.toFixed(digits), point.accuracyM);
  };
  if (points.length === 0) return null;
  return (
    <details>
      <summary className={buttonClass({ kind: "quiet" })}>{words.points(points.length)}</summary>
      <ul>
        {points.map((point) => (
          <li key={`${point.kind}${point.at}`}>
            {words.point_kind[point.kind]} {staffTimeText(instant(point.at), locale)}
            <br />
            {textOf(point)}
            {point.isBlurred && (
              <>
                <br />
                {words.point_blurred}
              </>
            )}
          </li>
        ))}
      </ul>
      {points.some((point) => !point.isBlurred) && <p>{words.points_until(staffDateText(blurredOn, locale))}</p>}
    </details>
  );
}

export function WorkerRecordVisit({ visit }: { visit: RecordedVisit }) {
  const words = useWords(workerRecordWords);
  const locale = useLocale();
  return (
    <Panel
      title={`${staffTimeText(instant(visit.plannedStart), locale)} ${visit.name}`}
      note={visit.minutes === null ? visit.clock : `${visit.clock} · ${words.minutes(visit.minutes)}`}
    >
      <p>
        <StateTag kind="delivery" code={visit.deliveryState} /> <StateTag kind="approval" code={visit.approvalState} />{" "}
        {visit.strength !== null && <StateTag kind="strength" code={visit.strength} />}
      </p>
      {visit.findings.length === 0 && <p>{words.clean}</p>}
      {visit.findings.map((finding) => (
        <Finding key={finding.id} finding={finding} />
      ))}
      <Pay pay={visit.pay} />
      <Points points={visit.points} blurredOn={visit.blurredOn} />
    </Panel>
  );
}
