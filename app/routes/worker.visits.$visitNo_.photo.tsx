import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { UploadStep } from "#app/components/upload-step.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { FORM_PHOTO_BYTES_MOST } from "#app/domain/photos/photo-limits.ts";
import type { PhotoEnd } from "#app/domain/verification/visit-photos.ts";
import { visitPhotoWords } from "#app/messages/visit-photo.ts";
import { recordPhoto, type PhotoOutcome } from "#app/usecases/photos/record-photo.server.ts";
import { showVisitStep } from "#app/usecases/screens/show-visit-step.server.ts";
import { eventSenderOf } from "#app/web/event-sender.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readUpload } from "#app/web/upload.server.ts";

export const meta = pageTitle(visitPhotoWords, ({ words }) => words.title);

/** Which end of the visit an address asks for; the start unless it says the end. */
const endOf = (request: Request): PhotoEnd =>
  new URL(request.url).searchParams.get("end") === "photo_end" ? "photo_end" : "photo_start";

export const loader = guarded({ action: "worker.today" }, async ({ request, params, context }) => {
  return { end: endOf(request), ...(await showVisitStep(context, params["visitNo"] ?? "")) };
});

const PROBLEMS: Readonly<Record<Exclude<PhotoOutcome, "kept" | "not-your-visit">, "unread" | "step_lost">> = {
  "no-picture": "unread",
  malformed: "step_lost",
};

export const action = guarded({ action: "worker.record" }, async ({ request, params, context, services, actor }) => {
  const visitNo = params["visitNo"] ?? "";
  const end = endOf(request);
  const read = await readUpload(request, "photo", FORM_PHOTO_BYTES_MOST);
  if (read === "too-large") return { problem: "too_large" as const };
  if (read === "unreadable") return { problem: "step_lost" as const };
  if (read.file === null || read.file.bytes.byteLength === 0) return { problem: "nothing" as const };
  const eventId = read.fields.get("eventId") ?? "";
  const given = { visitNo, sender: eventSenderOf(actor), eventId, end, bytes: read.file.bytes };
  const outcome = await recordPhoto(context, services, given);
  if (outcome === "not-your-visit") throw new Response("404", { status: 404 });
  if (outcome !== "kept") return { problem: PROBLEMS[outcome] };
  throw redirect(`/worker/visits/${encodeURIComponent(visitNo)}`);
});

export default function VisitPhoto() {
  const { end, ...step } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(visitPhotoWords);
  return (
    <UploadStep
      {...step}
      title={end === "photo_end" ? words.end : words.start}
      note={words.rule}
      send={words.send}
      icon="camera"
      answers={
        answer !== undefined && (
          <Notice tone="danger" announced>
            {words[answer.problem]}
          </Notice>
        )
      }
    >
      <Field
        kind="file"
        name="photo"
        label={words.take}
        help={words.take_help}
        accept="image/*"
        capture="environment"
        width="full"
      />
    </UploadStep>
  );
}
