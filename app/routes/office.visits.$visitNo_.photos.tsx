import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { LookForm, PhotoList, SeenPhotos } from "#app/components/visit-photos.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { isoText } from "#app/domain/time/instant.ts";
import { visitPhotoWords } from "#app/messages/visit-photo.ts";
import { lookAtPhotos, showPhotoList } from "#app/usecases/photos/look-at-photos.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(visitPhotoWords, ({ words, params }) => `${words.panel} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "photo.reveal" }, async ({ params, context }) =>
  showPhotoList(context, params["visitNo"] ?? ""),
);

const form = z.strictObject({ reason: z.string().max(40).default("") });

export const action = guarded({ action: "photo.reveal" }, async ({ request, params, context, services, actor }) => {
  const { value } = await readForm(request, form);
  const visitNo = params["visitNo"] ?? "";
  try {
    const photos = await lookAtPhotos(context, services.blobs, { visitNo, reason: value?.reason ?? "" });
    const viewer = actor.kind === "staff" ? actor.displayName : "";
    return { seen: { photos, viewer, at: isoText(context.now) }, refused: null };
  } catch (thrown) {
    if (!isRefusal(thrown, "photo-reason-missing")) throw thrown;
    return { seen: null, refused: thrown.code };
  }
});

export default function VisitPhotos() {
  const { visitNo, photos } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(visitPhotoWords);
  const visitTo = `/office/visits/${visitNo}`;
  const seen = answer?.seen ?? null;
  return (
    <>
      <PageHeader title={words.panel} status={visitNo} trail={[{ to: visitTo, label: visitNo }]} />
      <Stack>
        {seen === null ? (
          <LookForm
            visitTo={visitTo}
            refused={answer?.refused ?? null}
            mayLook={photos.some((photo) => photo.state === "arrived")}
          />
        ) : (
          <SeenPhotos visitTo={visitTo} {...seen} />
        )}
        <Panel title={words.title} flush={photos.length > 0}>
          <PhotoList photos={photos} />
        </Panel>
      </Stack>
    </>
  );
}
