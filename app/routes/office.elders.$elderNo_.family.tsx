import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { WitnessedLinkForm } from "#app/components/witnessed-link-form.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { witnessedLinkWords } from "#app/messages/witnessed-link.ts";
import { showWitnessed } from "#app/usecases/family/record-witnessed-link.server.ts";
import { guarded, type Guarded } from "#app/web/guard.server.ts";
import { recordWitnessed } from "#app/web/witnessed-link-form.server.ts";

export const meta = pageTitle(witnessedLinkWords, ({ words, params }) => `${words.title} ${params["elderNo"] ?? ""}`);

const placeOf = ({ params }: Pick<Guarded, "params">) =>
  ({ channel: "office", elderNo: params["elderNo"] ?? "" }) as const;

export const loader = guarded({ action: "elder.link-family" }, async (given) => ({
  isSaved: new URL(given.request.url).searchParams.has("saved"),
  ...(await showWitnessed(given.context, given.services.crypto, placeOf(given))),
}));

export const action = guarded({ action: "elder.link-family" }, async (given) => {
  const place = placeOf(given);
  const refused = await recordWitnessed(given, place);
  if (refused !== null) return { refused };
  throw redirect(`/office/elders/${encodeURIComponent(place.elderNo)}/family?saved=1`);
});

export default function LinkFamily() {
  const { name, ...shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { elderNo = "" } = useParams();
  const words = useWords(witnessedLinkWords);
  return (
    <>
      <PageHeader
        title={words.title}
        status={`${name} ${elderNo}`}
        trail={[{ to: `/office/elders/${elderNo}`, label: `${name} ${elderNo}` }]}
      />
      <WitnessedLinkForm {...shown} refused={answer?.refused ?? null} />
    </>
  );
}
