/** One photograph of a visit, taken on the phone: made small there, written to its disk with the event that announces it, and sent later. */
import { useState } from "react";
import type { PhonePort } from "#app/domain/visits/phone-state.ts";
import type { PhotoEnd } from "#app/domain/verification/visit-photos.ts";
import { proofWords } from "#app/messages/proofs.ts";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { FileButton } from "./file-control.tsx";
import type { PhoneCamera } from "./phone-context.tsx";
import { useWords } from "./words-context.tsx";

type PhotoStepProps = {
  readonly visitNo: string;
  readonly end: PhotoEnd;
  readonly phone: PhonePort;
  readonly camera: PhoneCamera;
};

type Phase = "idle" | "shrinking" | "saved" | "no_picture" | "not_saved";

export function PhotoStep({ visitNo, end, phone, camera }: PhotoStepProps) {
  const words = useWords(proofWords);
  const { saved } = useWords(workerPhoneWords);
  const [phase, setPhase] = useState<Phase>("idle");

  const keep = async (file: File): Promise<Phase> => {
    // The press is when it was taken: making it small takes a second or two on a cheap phone.
    const tap = { deviceMs: Date.now(), monotonicMs: performance.now() };
    const photo = await camera.shrinkPhoto(file).catch(() => null);
    if (photo === null) return "no_picture";
    try {
      await phone.recordPhoto(visitNo, end, photo, tap);
      return "saved";
    } catch (thrown) {
      console.error(thrown);
      return "not_saved";
    }
  };

  const onPick = (file: File) => {
    setPhase("shrinking");
    void keep(file).then(setPhase);
  };

  const said = { ...words, idle: "", saved }[phase];
  return (
    <div>
      <FileButton accept="image/*" capture="environment" icon="camera" kind="secondary" wide onPick={onPick}>
        {words.take[end]}
      </FileButton>
      <p role={phase === "no_picture" || phase === "not_saved" ? "alert" : "status"}>{said}</p>
    </div>
  );
}
