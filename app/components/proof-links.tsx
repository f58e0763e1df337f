/**
 * The ways to what proves a visit beside position and digits: the code inside the elder's door and the two photographs. Both pages need
 * the server, so without a network the panel says that they can wait.
 */
import { doorCodeWords } from "#app/messages/door-code.ts";
import { visitPhotoWords } from "#app/messages/visit-photo.ts";
import { LinkButton } from "./link-button.tsx";
import { Stack } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { usePhoneState } from "./phone-context.tsx";
import { useWords } from "./words-context.tsx";

type ProofLinksProps = {
  readonly visitNo: string;
  readonly isIn: boolean;
};

/** The photograph of the end is offered only once the visit has begun. */
export function ProofLinks({ visitNo, isIn }: ProofLinksProps) {
  const door = useWords(doorCodeWords);
  const photo = useWords(visitPhotoWords);
  const { isOnline } = usePhoneState();
  const page = `/worker/visits/${encodeURIComponent(visitNo)}`;
  if (!isOnline)
    return (
      <Panel title={photo.proofs}>
        <p>{photo.proofs_wait}</p>
      </Panel>
    );
  return (
    <Panel title={photo.proofs} note={photo.proofs_note}>
      <Stack>
        <LinkButton to={`${page}/scan`} kind="secondary" icon="scan-qr-code">
          {door.scan_title}
        </LinkButton>
        <LinkButton to={`${page}/photo?end=photo_start`} kind="secondary" icon="camera">
          {photo.add(photo.start)}
        </LinkButton>
        {isIn && (
          <LinkButton to={`${page}/photo?end=photo_end`} kind="secondary" icon="camera">
            {photo.add(photo.end)}
          </LinkButton>
        )}
      </Stack>
    </Panel>
  );
}
