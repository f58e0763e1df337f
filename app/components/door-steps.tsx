/**
 * The steps at a door that nobody opens. Pressing a telephone link calls and writes the step down; the button beside it writes it down
 * without calling. Danger stands on top and needs no step before it. Each step is kept on the phone like any other of the visit.
 */
import type { MouseEvent } from "react";
import type { DoorAttempt } from "#app/domain/visits/door-protocol.ts";
import { DOOR_STEPS, type DoorStep } from "#app/domain/visits/door-steps.ts";
import { doorOf, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import { dayWords } from "#app/messages/day.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { buttonClass } from "./button-style.ts";
import { Button } from "./button.tsx";
import styles from "./door-steps.module.css";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";
import { StepForm } from "./step-form.tsx";
import { TimeText } from "./time-text.tsx";
import { useWords } from "./words-context.tsx";

type Called = { readonly phone: string; readonly label: string };

/** Null for a step that is no call; empty where nobody's number is on file. */
function callsOf(step: DoorStep, { phone, family }: ShownVisit): readonly Called[] | null {
  if (step === "call_elder") return phone === null ? [] : [{ phone, label: phone }];
  if (step === "call_family") return family.map(({ name, phone }) => ({ phone, label: `${name} ${phone}` }));
  if (step === "call_hotline") return [{ phone: "87112345", label: "871-12345" }];
  if (step === "call_120") return [{ phone: "120", label: "120" }];
  return null;
}

/** The link dials, and its form writes down that it was pressed. */
function writeDown(event: MouseEvent<HTMLAnchorElement>): void {
  event.currentTarget.closest("form")?.requestSubmit();
}

type DoorProps = { readonly visit: ShownVisit; readonly nowMs: number; readonly eventId: string };

function Step({ step, attempt, visit, eventId }: DoorProps & { step: DoorStep; attempt: DoorAttempt }) {
  const words = useWords(dayWords);
  const at = attempt.stepsAt.get(step) ?? null;
  const calls = callsOf(step, visit);
  return (
    <li className={styles.step}>
      <p className={styles.name}>
        {words.door_steps[step]}
        {at !== null && (
          <span className={styles.done}>
            <Icon name="circle-check" /> <TimeText at={at} form="clock" />
          </span>
        )}
      </p>
      {step === "wait" ? (
        <p>{attempt.waitLeft > 0 ? words.door_wait_left(attempt.waitLeft) : words.door_wait_over}</p>
      ) : (
        <StepForm visitNo={visit.visitNo} intent="door_step" eventId={eventId}>
          <input type="hidden" name="step" value={step} />
          {calls?.length === 0 && <p>{words.door_no_phone}</p>}
          <div className={styles.buttons}>
            {calls?.map(({ phone, label }) => (
              <a
                key={phone}
                href={`tel:${phone}`}
                className={buttonClass({ kind: step === "call_120" ? "danger" : "secondary" })}
                onClick={writeDown}
              >
                <Icon name="phone-call" />
                <span>{label}</span>
              </a>
            ))}
            {at === null && <Button kind="secondary">{calls === null ? words.door_do : words.door_called}</Button>}
          </div>
        </StepForm>
      )}
    </li>
  );
}

function Reported({ attempt }: { attempt: DoorAttempt }) {
  const words = useWords(dayWords);
  const more = useWords(workerVisitWords);
  return (
    <>
      <Notice tone={attempt.attended ? "success" : "warning"}>
        {attempt.attended ? words.door_attended(attempt.waitedMinutes) : words.door_not_attended(attempt.waitedMinutes)}
      </Notice>
      <Notice tone="info">{more.no_answer_reported}</Notice>
    </>
  );
}

const EMERGENCY = ["110", "120"];

/** A care worker who is in danger leaves first and reports then: nothing asks for a reason here. */
export function UnsafeStep({ visit, eventId }: Omit<DoorProps, "nowMs">) {
  const words = useWords(dayWords);
  const saidMs = visit.recorded.unsafeMs ?? null;
  if (saidMs !== null)
    return (
      <Notice tone="warning">
        <TimeText at={saidMs} form="clock" /> {words.unsafe_told}
      </Notice>
    );
  return (
    <details>
      <summary className={buttonClass({ kind: "secondary", wide: true })}>{words.unsafe_title}</summary>
      <p>{words.unsafe_lead}</p>
      <div className={styles.buttons}>
        {EMERGENCY.map((phone) => (
          <a key={phone} href={`tel:${phone}`} className={buttonClass({ kind: "secondary" })}>
            <Icon name="phone-call" />
            <span>{phone}</span>
          </a>
        ))}
      </div>
      <StepForm visitNo={visit.visitNo} intent="unsafe" eventId={eventId}>
        <div className={styles.report}>
          <Button kind="danger" wide>
            {words.unsafe_report}
          </Button>
        </div>
      </StepForm>
    </details>
  );
}

/** Folded away until it is needed, and open from its first step on. */
export function DoorSteps(props: DoorProps) {
  const { visit, nowMs, eventId } = props;
  const words = useWords(dayWords);
  const more = useWords(workerVisitWords);
  const attempt = doorOf(visit, nowMs);
  if (visit.recorded.noAnswer) return <Reported attempt={attempt} />;
  const early = attempt.waitLeft > 0;
  const ordered = DOOR_STEPS.filter((step) => step !== "call_120");
  return (
    <details open={attempt.beganAt !== null}>
      <summary className={buttonClass({ kind: "secondary", wide: true })}>{more.no_answer_title}</summary>
      <p>{words.door_lead}</p>
      <ul className={styles.steps}>
        <Step {...props} step="call_120" attempt={attempt} />
      </ul>
      <ol className={styles.steps}>
        {ordered.map((step) => (
          <Step key={step} {...props} step={step} attempt={attempt} />
        ))}
      </ol>
      <StepForm visitNo={visit.visitNo} intent="no_answer" eventId={eventId}>
        <div className={styles.report}>
          {early && <p>{words.door_finish_early}</p>}
          <Button kind={early ? "secondary" : "primary"} wide>
            {words.door_finish}
          </Button>
        </div>
      </StepForm>
    </details>
  );
}
