import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { UploadStep } from "#app/components/upload-step.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { FORM_PHOTO_BYTES_MOST } from "#app/domain/photos/photo-limits.ts";
import { DOOR_TEXT_MOST } from "#app/domain/visits/door-token.ts";
import { doorCodeWords } from "#app/messages/door-code.ts";
import { showVisitStep } from "#app/usecases/screens/show-visit-step.server.ts";
import { recordDoorCode } from "#app/usecases/visits/record-door-code.server.ts";
import { eventSenderOf } from "#app/web/event-sender.ts";
import { guarded } from "#app/web/guard.server.ts";
import { readUpload } from "#app/web/upload.server.ts";

export const meta = pageTitle(doorCodeWords, ({ words }) => words.scan_title);

export const loader = guarded({ action: "worker.today" }, async ({ request, params, context }) => ({
  read: new URL(request.url).searchParams.get("read"),
  ...(await showVisitStep(context, params["visitNo"] ?? "")),
}));

export const action = guarded({ action: "worker.record" }, async ({ request, params, context, services, actor }) => {
  const visitNo = params["visitNo"] ?? "";
  const form = await readUpload(request, "picture", FORM_PHOTO_BYTES_MOST);
  if (form === "too-large") return { problem: "scan_too_large" as const };
  if (form === "unreadable") return { problem: "scan_nothing" as const };
  const verdict = await recordDoorCode(context, services.crypto, {
    visitNo,
    sender: eventSenderOf(actor),
    eventId: form.fields.get("eventId") ?? "",
    text: form.fields.get("code") ?? "",
    picture: form.file?.bytes ?? null,
  });
  if (verdict === null) throw new Response("404", { status: 404 });
  if (verdict === "nothing" || verdict === "unread") return { problem: `scan_${verdict}` as const };
  throw redirect(`/worker/visits/${encodeURIComponent(visitNo)}/scan?read=${verdict === "right" ? "right" : "wrong"}`);
});

export default function DoorCode() {
  const { read, ...step } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(doorCodeWords);
  return (
    <UploadStep
      {...step}
      title={words.scan_title}
      note={words.scan_note}
      send={words.scan_send}
      icon="scan-qr-code"
      answers={
        <>
          {answer === undefined && (read === "right" || read === "wrong") && (
            <Notice tone={read === "right" ? "success" : "warning"} announced>
              {read === "right" ? words.scan_done : words.scan_wrong}
            </Notice>
          )}
          {answer !== undefined && (
            <Notice tone="danger" announced>
              {words[answer.problem]}
            </Notice>
          )}
        </>
      }
    >
      <Field
        kind="file"
        name="picture"
        label={words.scan_photo}
        help={words.scan_photo_help}
        accept="image/*"
        capture="environment"
        width="full"
      />
      <Field
        kind="text"
        name="code"
        label={words.scan_typed}
        help={words.scan_typed_help}
        autoComplete="off"
        maxLength={DOOR_TEXT_MOST}
        width="full"
      />
    </UploadStep>
  );
}
