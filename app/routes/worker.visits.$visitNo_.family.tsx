import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { pageTitle } from "#app/components/page-title.ts";
import { WitnessedLinkForm } from "#app/components/witnessed-link-form.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useWords } from "#app/components/words-context.tsx";
import type { Actor } from "#app/domain/access/actor.ts";
import { witnessedLinkWords } from "#app/messages/witnessed-link.ts";
import { showWitnessed } from "#app/usecases/family/record-witnessed-link.server.ts";
import { guarded, type Guarded } from "#app/web/guard.server.ts";
import { recordWitnessed } from "#app/web/witnessed-link-form.server.ts";

export const meta = pageTitle(witnessedLinkWords, ({ words }) => words.title);

function workerIdOf(actor: Actor): string {
  if (actor.kind !== "staff" || actor.workerId === null) throw new Response("403", { status: 403 });
  return actor.workerId;
}

const placeOf = ({ params, actor }: Pick<Guarded, "params" | "actor">) =>
  ({ channel: "worker", visitNo: params["visitNo"] ?? "", workerId: workerIdOf(actor) }) as const;

export const loader = guarded({ action: "worker.today" }, async (given) => ({
  isSaved: new URL(given.request.url).searchParams.has("saved"),
  atMs: given.context.now,
  ...(await showWitnessed(given.context, given.services.crypto, placeOf(given))),
}));

export const action = guarded({ action: "worker.record" }, async (given) => {
  const place = placeOf(given);
  const refused = await recordWitnessed(given, place);
  if (refused !== null) return { refused };
  throw redirect(`/worker/visits/${encodeURIComponent(place.visitNo)}/family?saved=1`);
});

export default function LinkFamily() {
  const { name, atMs, ...shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { visitNo = "" } = useParams();
  const words = useWords(witnessedLinkWords);
  return (
    <WorkerShell title={`${words.title} ${name}`} atMs={atMs} backTo={`/worker/visits/${visitNo}`}>
      <WitnessedLinkForm {...shown} refused={answer?.refused ?? null} />
    </WorkerShell>
  );
}
