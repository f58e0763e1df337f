/**
 * The steps at a door that nobody opens. Pressing a telephone link calls and writes the step down; without client JavaScript the button
 * beside it writes it down. Danger stands on top and needs no step before it.
 */
import { useFetcher } from "@remix-run/react";
import { dayWords } from "#app/messages/day.ts";
import { buttonClass } from "./button-style.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Row, Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { TimeText } from "./time-text.tsx";
import { useWords } from "./words-context.tsx";

export type DoorShown = {
  readonly eventId: string;
  readonly steps: readonly { readonly step: string; readonly at: string | null }[];
  readonly reported: boolean;
  readonly attended: boolean;
  readonly waitedMinutes: number;
  readonly waitLeft: number;
  readonly phone: string | null;
  readonly family: readonly { readonly name: string; readonly phone: string }[];
};

type Call = { readonly phone: string; readonly label: string };

function callsOf(step: string, shown: DoorShown): readonly Call[] | null {
  if (step === "call_elder") return shown.phone === null ? [] : [{ phone: shown.phone, label: shown.phone }];
  if (step === "call_family") return shown.family.map(({ name, phone }) => ({ phone, label: `${name} ${phone}` }));
  if (step === "call_hotline") return [{ phone: "87112345", label: "871-12345" }];
  if (step === "call_120") return [{ phone: "120", label: "120" }];
  return null;
}

function Step({ step, at, shown }: { step: string; at: string | null; shown: DoorShown }) {
  const words = useWords(dayWords);
  const fetcher = useFetcher();
  const calls = callsOf(step, shown);
  const fields = { intent: "door_step", step, eventId: shown.eventId };
  return (
    <li>
      <Stack>
        <p>
          <strong>{words.door_steps[step]}</strong>{" "}
          {at !== null && (
            <>
              <Icon name="circle-check" /> <TimeText at={at} form="clock" />
            </>
          )}
          {step === "wait" && (shown.waitLeft > 0 ? words.door_wait_left(shown.waitLeft) : words.door_wait_over)}
        </p>
        {calls?.length === 0 && <p>{words.door_no_phone}</p>}
        <Row>
          {calls?.map(({ phone, label }) => (
            <a
              key={phone}
              href={`tel:${phone}`}
              className={buttonClass({ kind: "secondary" })}
              onClick={() => fetcher.submit(fields, { method: "post" })}
            >
              <Icon name="phone-call" />
              <span>{label}</span>
            </a>
          ))}
          {at === null && step !== "wait" && (
            <fetcher.Form method="post">
              {Object.entries(fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Button kind="secondary">{calls === null ? words.door_do : words.door_called}</Button>
            </fetcher.Form>
          )}
        </Row>
      </Stack>
    </li>
  );
}

export function DoorSteps({ shown }: { shown: DoorShown }) {
  const words = useWords(dayWords);
  const fetcher = useFetcher();
  if (shown.reported)
    return (
      <>
        <Notice tone={shown.attended ? "success" : "warning"}>
          {shown.attended ? words.door_attended(shown.waitedMinutes) : words.door_not_attended(shown.waitedMinutes)}
        </Notice>
        <Notice>{words.door_reported}</Notice>
      </>
    );
  const [danger, ordered] = [
    shown.steps.filter(({ step }) => step === "call_120"),
    shown.steps.filter(({ step }) => step !== "call_120"),
  ];
  return (
    <>
      <Panel title={words.door_title} note={words.door_lead}>
        <ul>
          {danger.map((one) => (
            <Step key={one.step} {...one} shown={shown} />
          ))}
        </ul>
        <ol>
          {ordered.map((one) => (
            <Step key={one.step} {...one} shown={shown} />
          ))}
        </ol>
      </Panel>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="no_answer" />
        <input type="hidden" name="eventId" value={shown.eventId} />
        {shown.waitLeft > 0 && <p>{words.door_finish_early}</p>}
        <Button kind={shown.waitLeft > 0 ? "secondary" : "primary"} wide>
          {words.door_finish}
        </Button>
      </fetcher.Form>
    </>
  );
}
