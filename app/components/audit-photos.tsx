/** Photographs of a visit. Without an address of its picture a photograph is only named, with the time at which it was taken. */
import { auditWords } from "#app/messages/audit.ts";
import { TimeText } from "./time-text.tsx";
import { useWords } from "./words-context.tsx";

export type AuditPhoto = {
  /** SHA-256 of the picture's bytes. */
  readonly digest: string;
  readonly taken: "photo_start" | "photo_end";
  readonly at: string;
  /** Address of the picture; null while it has not arrived. */
  readonly src: string | null;
};

export function AuditPhotos({ photos }: { photos: readonly AuditPhoto[] }) {
  const words = useWords(auditWords);
  if (photos.length === 0) return <p>{words.photos_none}</p>;
  return (
    <ul>
      {photos.map((photo) => (
        <li key={photo.digest}>
          {photo.src !== null && <img src={photo.src} alt={words[photo.taken]} width={160} />}
          <span>
            {words[photo.taken]} · <TimeText at={photo.at} form="clock" />
          </span>
        </li>
      ))}
    </ul>
  );
}
