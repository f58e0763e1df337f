/**
 * What proves a visit beside position and digits: the code inside the elder's door and the two photographs. On a phone that keeps data both
 * are taken on the phone itself and are on its disk before the page says so; elsewhere they are pages of their own that the server answers.
 */
import { PHOTO_ENDS, type PhotoEnd } from "#app/domain/verification/visit-photos.ts";
import { isPhotoWaiting } from "#app/domain/photos/kept-photos.ts";
import { doorCodeSaid, isCalled, type ShownVisit } from "#app/domain/visits/phone-visit.ts";
import { proofWords } from "#app/messages/proofs.ts";
import { DoorCodeStep } from "./door-code-step.tsx";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { usePhone, usePhoneCamera, usePhoneState } from "./phone-context.tsx";
import { PhotoStep } from "./photo-step.tsx";
import { ProofLinks } from "./proof-links.tsx";
import { useWords } from "./words-context.tsx";

const TONES = { right: "success", waits: "info", wrong: "warning" } as const;

/** What is already there, by the server's word and the phone's. */
function Proved({ visit }: { visit: ShownVisit }) {
  const words = useWords(proofWords);
  const { photos: kept } = usePhoneState();
  const code = doorCodeSaid(visit);
  const sentence = { right: words.code_right, waits: words.code_waits, wrong: words.code_wrong };
  const countOf = (end: PhotoEnd) => (visit.recorded.photos ?? []).filter((one) => one.end === end).length;
  const taken = PHOTO_ENDS.filter((end) => countOf(end) > 0);
  const waiting = kept.filter((photo) => isCalled(visit, photo.visitNo) && isPhotoWaiting(photo)).length;
  return (
    <>
      {code !== null && <Notice tone={TONES[code]}>{sentence[code]}</Notice>}
      {taken.length > 0 && (
        <Notice tone="success" title={taken.map((end) => words.taken[end](countOf(end))).join(" · ")}>
          {waiting > 0 && words.photo_waits(waiting)}
        </Notice>
      )}
    </>
  );
}

/** The photograph of the end is offered only once the visit has begun. */
export function ProofSteps({ visit, eventId }: { readonly visit: ShownVisit; readonly eventId: string }) {
  const words = useWords(proofWords);
  const [phone, camera] = [usePhone(), usePhoneCamera()];
  const { visitNo } = visit;
  const isIn = visit.recorded.checkedInMs !== null;
  const proved = <Proved visit={visit} />;
  if (phone === null || camera === null)
    return (
      <ProofLinks visitNo={visitNo} isIn={isIn}>
        {proved}
      </ProofLinks>
    );
  const step = { visitNo, phone, camera };
  return (
    <Panel title={words.title} note={words.note}>
      <Stack>
        {proved}
        <DoorCodeStep {...step} eventId={eventId} isKnown={doorCodeSaid(visit) === "right"} />
        {PHOTO_ENDS.filter((end) => isIn || end === "photo_start").map((end) => (
          <PhotoStep key={end} {...step} end={end} />
        ))}
        <p>{words.photo_rule}</p>
      </Stack>
    </Panel>
  );
}
