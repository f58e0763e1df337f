/**
 * One step of a visit. On a phone that keeps data it is written to the disk and the page says 已存好 only then; without that it is a plain
 * form which the server answers. Where the step has a place, the position is asked for and waited for briefly: a missing one is noted with
 * its cause and stops nobody.
 */
import { Form } from "@remix-run/react";
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import type { Tap } from "#app/domain/visits/phone-state.ts";
import type { WorkerFields, WorkerIntent } from "#app/domain/visits/worker-form.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { workerVisitWords } from "#app/messages/worker-visit.ts";
import { Button } from "./button.tsx";
import { usePhone } from "./phone-context.tsx";
import { readPosition } from "./position.ts";
import { useWords } from "./words-context.tsx";

type StepFormProps = {
  readonly visitNo: string;
  readonly intent: WorkerIntent;
  /** Made by the server: a second press of the same plain form is the same event. "" where no server made the page. */
  readonly eventId: string;
  readonly wantsPosition?: boolean;
  readonly children: ReactNode;
};

type Phase = "idle" | "locating" | "saving" | "saved" | "failed";

const PLACE_FIELDS = ["latitude", "longitude", "accuracy", "age", "failure"] as const;

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

/** Waits for the position until it is there, has failed, took too long, or the person does not want to wait. */
function usePosition() {
  const skip = useRef<() => void>(() => undefined);
  const locate = async (): Promise<WorkerFields> => {
    const skipped = new Promise<WorkerFields>((resolve) => {
      skip.current = () => resolve({ failure: "timeout" });
    });
    return Promise.race([readPosition(), skipped]);
  };
  return { locate, skip: () => skip.current() };
}

export function StepForm({ visitNo, intent, eventId, wantsPosition = false, children }: StepFormProps) {
  const phone = usePhone();
  const words = useWords(workerPhoneWords);
  const { locating } = useWords(workerVisitWords);
  const [phase, setPhase] = useState<Phase>("idle");
  const { locate, skip } = usePosition();
  const passes = useRef(false);

  const goToServer = (form: HTMLFormElement, place: WorkerFields, tap: Tap) => {
    for (const name of PLACE_FIELDS) put(form, name, place[name] ?? "");
    put(form, "deviceMs", String(tap.deviceMs));
    passes.current = true;
    setPhase("idle");
    form.requestSubmit();
  };

  const take = async (form: HTMLFormElement) => {
    const tap = { deviceMs: Date.now(), monotonicMs: performance.now() };
    setPhase(wantsPosition ? "locating" : "saving");
    const fields = fieldsOf(form);
    const place = wantsPosition ? await locate() : {};
    setPhase("saving");
    try {
      if (phone !== null && (await phone.record(visitNo, intent, { ...fields, ...place }, tap))) {
        form.reset();
        setPhase("saved");
      } else goToServer(form, place, tap);
    } catch (thrown) {
      console.error(thrown);
      setPhase("failed");
    }
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    if (passes.current) {
      passes.current = false;
      return;
    }
    if (phone === null && !wantsPosition) return;
    event.preventDefault();
    if (phase !== "locating" && phase !== "saving") void take(event.currentTarget);
  };

  const said = { idle: "", locating, saving: words.saving, saved: words.saved, failed: words.not_saved }[phase];
  return (
    <Form method="post" onSubmit={onSubmit} autoComplete="off">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="eventId" value={eventId} />
      {wantsPosition &&
        [...PLACE_FIELDS, "deviceMs"].map((name) => <input key={name} type="hidden" name={name} defaultValue="" />)}
      {children}
      <p role={phase === "failed" ? "alert" : "status"}>{said}</p>
      {phase === "locating" && (
        <Button kind="secondary" type="button" onClick={skip} wide>
          {words.skip_position}
        </Button>
      )}
    </Form>
  );
}
