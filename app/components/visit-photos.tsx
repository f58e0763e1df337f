/** The photographs of a visit: what is known of them, the form that asks why somebody looks, and the pictures for a minute. */
import { Form, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { PHOTO_LOOK_REASONS, PHOTO_SHOWN_SECONDS } from "#app/domain/photos/photo-look.ts";
import { staffTimeText } from "#app/domain/time/staff-time-text.ts";
import { instant } from "#app/domain/time/instant.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { photoLookReasonWord, visitPhotoWords } from "#app/messages/visit-photo.ts";
import { ChoiceField } from "./choice-field.tsx";
import { DataTable } from "./data-table.tsx";
import { FormActions } from "./form-section.tsx";
import { LinkButton } from "./link-button.tsx";
import { Panel } from "./panel.tsx";
import { useSecondsLeft } from "./seconds-left.ts";
import { SubmitButton } from "./submit-button.tsx";
import { TimeText } from "./time-text.tsx";
import styles from "./visit-photos.module.css";
import { useLocale, useWords } from "./words-context.tsx";

export type ShownPhoto = {
  readonly end: "photo_start" | "photo_end";
  readonly capturedAt: string;
  readonly state: "arrived" | "on_the_way" | "lapsed";
  readonly likeVisitNo: string | null;
};

function useEndWord() {
  const words = useWords(visitPhotoWords);
  return (end: ShownPhoto["end"]) => (end === "photo_start" ? words.start : words.end);
}

export function PhotoList({ photos }: { photos: readonly ShownPhoto[] }) {
  const words = useWords(visitPhotoWords);
  const endWord = useEndWord();
  return (
    <DataTable
      caption={words.panel}
      captionHidden
      rows={photos}
      rowKey={(row) => `${row.end} ${row.capturedAt}`}
      empty={<p>{words.none}</p>}
      columns={[
        { key: "end", header: words.panel, kind: "nowrap", cell: (row) => endWord(row.end) },
        { key: "at", header: words.taken_at, kind: "nowrap", cell: (row) => <TimeText at={row.capturedAt} /> },
        {
          key: "state",
          header: words.state,
          cell: (row) =>
            row.likeVisitNo === null ? words[row.state] : `${words[row.state]} · ${words.like(row.likeVisitNo)}`,
        },
      ]}
    />
  );
}

type LookProps = { readonly visitTo: string; readonly refused: string | null; readonly mayLook: boolean };

export function LookForm({ visitTo, refused, mayLook }: LookProps) {
  const words = useWords(visitPhotoWords);
  const locale = useLocale();
  return (
    <Panel title={words.look_title} note={words.look_rule}>
      {mayLook ? (
        <Form method="post">
          <ChoiceField
            kind="radio"
            name="reason"
            label={words.look_reason}
            choices={PHOTO_LOOK_REASONS.map((value) => ({ value, label: photoLookReasonWord(value, locale) }))}
            inColumn
            error={refused === null ? undefined : refusalSentence(refused, {}, locale)}
          />
          <FormActions>
            <LinkButton to={visitTo}>{words.back}</LinkButton>
            <SubmitButton icon="eye">{words.show}</SubmitButton>
          </FormActions>
        </Form>
      ) : (
        <p>{words.not_here}</p>
      )}
    </Panel>
  );
}

export type SeenPhotoProps = ShownPhoto & { readonly picture: string | null; readonly likePicture: string | null };

type FigureProps = { readonly picture: string | null; readonly caption: string; readonly mark: string };

function Figure({ picture, caption, mark }: FigureProps) {
  const words = useWords(visitPhotoWords);
  return (
    <figure className={styles.figure}>
      {picture === null ? (
        <p className={styles.missing}>{words.not_here}</p>
      ) : (
        <>
          <img className={styles.picture} src={picture} alt={caption} />
          <span className={styles.mark} aria-hidden="true">
            {mark}
          </span>
        </>
      )}
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}

type SeenProps = {
  readonly photos: readonly SeenPhotoProps[];
  readonly visitTo: string;
  readonly viewer: string;
  readonly at: string;
};

/** Gone after a minute: by the page's clock, or where scripts do not run by going back to the visit. */
export function SeenPhotos({ photos, visitTo, viewer, at }: SeenProps) {
  const words = useWords(visitPhotoWords);
  const locale = useLocale();
  const endWord = useEndWord();
  const navigate = useNavigate();
  const left = useSecondsLeft(PHOTO_SHOWN_SECONDS);
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) void navigate(visitTo, { replace: true });
  }, [isOver, visitTo, navigate]);
  const time = staffTimeText(instant(at), locale);
  const mark = `${viewer} ${time}`;
  return (
    <Panel title={words.panel} note={words.shown(viewer, time)}>
      <noscript>
        <meta httpEquiv="refresh" content={`${PHOTO_SHOWN_SECONDS};url=${visitTo}`} />
      </noscript>
      {!isOver &&
        photos.map((photo) => (
          <div key={`${photo.end} ${photo.capturedAt}`} className={styles.pair} data-part="photo">
            <Figure
              picture={photo.picture}
              caption={`${endWord(photo.end)} · ${staffTimeText(instant(photo.capturedAt), locale)}`}
              mark={mark}
            />
            {photo.likeVisitNo !== null && (
              <Figure picture={photo.likePicture} caption={words.like(photo.likeVisitNo)} mark={mark} />
            )}
          </div>
        ))}
      <FormActions>
        <LinkButton to={visitTo} kind="primary">
          {words.hide_now}
        </LinkButton>
        <span>{words.hides(left ?? PHOTO_SHOWN_SECONDS)}</span>
      </FormActions>
    </Panel>
  );
}
