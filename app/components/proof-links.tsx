/**
 * The ways to what proves a visit beside position and digits: the code inside the elder's door and the two photographs. For pages without
 * script and browsers that keep nothing; a phone takes both itself (proof-steps.tsx).
 */
import { doorCodeWords } from "#app/messages/door-code.ts";
import { visitPhotoWords } from "#app/messages/visit-photo.ts";
import type { ReactNode } from "react";
import { LinkButton } from "./link-button.tsx";
import { Stack } from "./layout.tsx";
import { Panel } from "./panel.tsx";
import { useWords } from "./words-context.tsx";

type ProofLinksProps = {
  readonly visitNo: string;
  readonly isIn: boolean;
  /** What is already proved. */
  readonly children: ReactNode;
};

/** The photograph of the end is offered only once the visit has begun. */
export function ProofLinks({ visitNo, isIn, children }: ProofLinksProps) {
  const door = useWords(doorCodeWords);
  const photo = useWords(visitPhotoWords);
  const page = `/worker/visits/${encodeURIComponent(visitNo)}`;
  return (
    <Panel title={photo.proofs} note={photo.proofs_note}>
      <Stack>
        {children}
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
