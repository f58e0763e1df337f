/**
 * The code inside the elder's door, read on the phone itself: through the camera, from a picture, or typed. Whatever was read is kept at
 * once and judged by the server when it arrives. Who cannot scan says why in one press; nothing waits for it.
 */
import { useEffect, useRef, useState, type FormEvent } from "react";
import type { DoorCodeKind } from "#app/domain/visits/visit-events.ts";
import type { PhonePort } from "#app/domain/visits/phone-state.ts";
import { DOOR_TEXT_MOST } from "#app/domain/visits/door-token.ts";
import { proofWords } from "#app/messages/proofs.ts";
import { Button } from "./button.tsx";
import styles from "./door-code-step.module.css";
import { Field } from "./field.tsx";
import { FileButton } from "./file-control.tsx";
import { Stack } from "./layout.tsx";
import type { PhoneCamera } from "./phone-context.tsx";
import { StepForm } from "./step-form.tsx";
import { useWords } from "./words-context.tsx";

/** `watching`: the camera is on. `touching`: a tag is waited for. */
type Phase =
  | "closed"
  | "watching"
  | "touching"
  | "no_tags"
  | "tag_empty"
  | "no_camera"
  | "unread"
  | "nothing_typed"
  | "not_saved"
  | "code_saved";

const ALARMS: readonly Phase[] = ["no_tags", "tag_empty", "unread", "nothing_typed", "not_saved"];

type DoorCodeStepProps = {
  readonly visitNo: string;
  readonly eventId: string;
  readonly phone: PhonePort;
  readonly camera: PhoneCamera;
  /** A right code was read already: the step stays, and stands back. */
  readonly isKnown: boolean;
};

type Keeping = ReturnType<typeof useKeeping>;

/** Keeps what was read, and says how it went. */
function useKeeping(visitNo: string, phone: PhonePort) {
  const [phase, setPhase] = useState<Phase>("closed");
  const keep = async (text: string | null, ifNothing: Phase, kind: DoorCodeKind = "door_code") => {
    const tap = { deviceMs: Date.now(), monotonicMs: performance.now() };
    try {
      setPhase(text !== null && (await phone.recordDoorCode(visitNo, text, tap, kind)) ? "code_saved" : ifNothing);
    } catch (thrown) {
      console.error(thrown);
      setPhase("not_saved");
    }
  };
  return { phase, setPhase, keep };
}

function Watch({ camera, onEnd }: { camera: PhoneCamera; onEnd: (text: string | null, isUsable: boolean) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const words = useWords(proofWords);
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    const stop = new AbortController();
    if (video.current !== null)
      camera.watchForCode(video.current, stop.signal).then(
        (text) => {
          if (!stop.signal.aborted) end.current(text, true);
        },
        () => {
          // A camera that refuses late says nothing over what the person has done meanwhile.
          if (!stop.signal.aborted) end.current(null, false);
        },
      );
    return () => stop.abort();
  }, [camera]);
  return <video ref={video} className={styles.view} muted playsInline aria-label={words.scanning} />;
}

/** Waits for a tag from the press on, because a browser asks for leave to read tags only then. */
function TagButton({ camera, keep, setPhase }: { camera: PhoneCamera } & Pick<Keeping, "keep" | "setPhase">) {
  const words = useWords(proofWords);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const onClick = () => {
    stop.current?.abort();
    const own = new AbortController();
    stop.current = own;
    setPhase("touching");
    camera.watchForTag(own.signal).then(
      (text) => {
        if (!own.signal.aborted) void keep(text, "tag_empty", "nfc_tap");
      },
      () => {
        if (!own.signal.aborted) setPhase("no_tags");
      },
    );
  };
  return (
    <Button kind="secondary" type="button" wide icon="smartphone" onClick={onClick}>
      {words.touch_tag}
    </Button>
  );
}

/** Why there is no code: a remark beside the visit, in one press. */
function NoCode({ visitNo, eventId }: Pick<DoorCodeStepProps, "visitNo" | "eventId">) {
  const words = useWords(proofWords);
  return (
    <div>
      <p>{words.no_code}</p>
      <div className={styles.reasons}>
        {words.no_code_reasons.map((text, index) => (
          <StepForm key={text} visitNo={visitNo} intent="note" eventId={eventId}>
            <input type="hidden" name="text" value={text} />
            <Button kind="secondary">{words.no_code_words[index]}</Button>
          </StepForm>
        ))}
      </div>
    </div>
  );
}

export function DoorCodeStep({ visitNo, eventId, phone, camera, isKnown }: DoorCodeStepProps) {
  const words = useWords(proofWords);
  const { phase, setPhase, keep } = useKeeping(visitNo, phone);
  const isOpen = phase !== "closed" && phase !== "code_saved";

  const onTyped = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("doorCode");
    void keep(typeof typed === "string" ? typed : null, "nothing_typed");
  };
  const onPicture = (file: File) => void camera.readCodeOnPicture(file).then((text) => keep(text, "unread"));

  const said = { ...words, closed: "", watching: words.scanning, touching: words.touching }[phase];
  return (
    <div>
      {!isOpen && (
        <Button kind="secondary" type="button" wide icon="scan-qr-code" onClick={() => setPhase("watching")}>
          {isKnown ? words.scan_again : words.scan}
        </Button>
      )}
      <p role={ALARMS.includes(phase) ? "alert" : "status"}>{said}</p>
      {isOpen && (
        <Stack>
          {phase === "watching" && (
            <Watch
              camera={camera}
              onEnd={(text, isUsable) => (isUsable ? void keep(text, "unread") : setPhase("no_camera"))}
            />
          )}
          {camera.canReadTags() && <TagButton camera={camera} keep={keep} setPhase={setPhase} />}
          <FileButton accept="image/*" capture="environment" icon="camera" kind="secondary" wide onPick={onPicture}>
            {words.read_picture}
          </FileButton>
          <form onSubmit={onTyped} autoComplete="off">
            <Stack>
              <Field kind="text" name="doorCode" label={words.typed} maxLength={DOOR_TEXT_MOST} width="full" />
              <Button kind="secondary" wide>
                {words.typed_send}
              </Button>
            </Stack>
          </form>
          <NoCode visitNo={visitNo} eventId={eventId} />
          <Button kind="quiet" type="button" wide onClick={() => setPhase("closed")}>
            {words.stop}
          </Button>
        </Stack>
      )}
    </div>
  );
}
