/**
 * Photographs of a visit as the workbench names them: which end, when, whether the picture has arrived, what it looks like. They show an
 * elder's home, so the pictures themselves are opened on their own page, for a reason that is logged.
 */
import { Link } from "@remix-run/react";
import { auditWords } from "#app/messages/audit.ts";
import { Tag } from "./tag.tsx";
import { TimeText } from "./time-text.tsx";
import { useWords } from "./words-context.tsx";

export type AuditPhoto = {
  /** SHA-256 of the picture's bytes. */
  readonly digest: string;
  readonly end: "photo_start" | "photo_end";
  readonly capturedAt: string;
  readonly state: "arrived" | "on_the_way" | "lapsed";
  /** The visit of the earlier photograph that it looks like most. */
  readonly likeVisitNo: string | null;
};

const DIGEST_SHOWN = 12;

export function AuditPhotos({ visitNo, photos }: { visitNo: string; photos: readonly AuditPhoto[] }) {
  const words = useWords(auditWords);
  if (photos.length === 0) return <p>{words.photos_none}</p>;
  return (
    <>
      <ul>
        {photos.map((photo) => (
          <li key={photo.digest}>
            {words[photo.end]} · <TimeText at={photo.capturedAt} form="clock" /> · {words.photo_state[photo.state]} ·{" "}
            <code>{photo.digest.slice(0, DIGEST_SHOWN)}…</code>{" "}
            {photo.likeVisitNo !== null && (
              <Tag tone="danger" icon="triangle-alert">
                {words.photo_like(photo.likeVisitNo)}
              </Tag>
            )}
          </li>
        ))}
      </ul>
      {photos.some((photo) => photo.state === "arrived") && (
        <p>
          <Link to={`/office/visits/${visitNo}/photos`}>{words.photo_look}</Link>
        </p>
      )}
    </>
  );
}
