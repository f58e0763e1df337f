import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { DoorSteps } from "#app/components/door-steps.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { DOOR_STEPS } from "#app/domain/visits/door-steps.ts";
import { dayWords } from "#app/messages/day.ts";
import { showDoor } from "#app/usecases/screens/show-door.server.ts";
import { showWorkerVisit } from "#app/usecases/screens/show-worker.server.ts";
import { recordVisitEvents } from "#app/usecases/visits/record-visit-events.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("door_step"), eventId: z.uuid(), step: z.enum(DOOR_STEPS) }),
  z.strictObject({ intent: z.literal("no_answer"), eventId: z.uuid() }),
]);

export const meta = pageTitle(dayWords, ({ words }) => words.door_title);

export const loader = guarded({ action: "worker.today" }, async ({ params, context, services }) => {
  const visitNo = params["visitNo"] ?? "";
  const { atMs, visits, eventId } = await showWorkerVisit(context, services.crypto, visitNo);
  const [visit] = visits;
  const { name = "", phone = null, family = [] } = visit ?? {};
  return { atMs, name, phone, family, eventId, ...(await showDoor(context, visitNo)) };
});

export const action = guarded({ action: "worker.record" }, async ({ request, params, context, actor }) => {
  const visitNo = params["visitNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const workerId = actor.kind === "staff" ? (actor.workerId ?? "") : "";
  const body = value.intent === "door_step" ? { kind: "door_step", step: value.step } : { kind: "no_answer" };
  const { answers } = await recordVisitEvents(context, {
    visitNo,
    sender: { workerId, deviceId: `web-${workerId}` },
    events: [{ eventId: value.eventId, deviceMs: null, body }],
  });
  if (answers.some((one) => one.reason === "not-your-visit")) throw new Response("404", { status: 404 });
  throw redirect(`/worker/visits/${encodeURIComponent(visitNo)}/door`);
});

export default function Door() {
  const { atMs, name, visitNo, ...shown } = useLoaderData<typeof loader>();
  const words = useWords(dayWords);
  return (
    <WorkerShell title={`${words.door_title} · ${name}`} atMs={atMs} backTo={`/worker/visits/${visitNo}`}>
      <DoorSteps shown={shown} />
    </WorkerShell>
  );
}
