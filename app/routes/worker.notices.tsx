import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { LinkButton } from "#app/components/link-button.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { WorkerNotices } from "#app/components/worker-notices.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { dayWords } from "#app/messages/day.ts";
import { showWorkerNotices } from "#app/usecases/screens/show-day.server.ts";
import { acknowledge } from "#app/usecases/visits/acknowledge-notice.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({ noticeId: z.uuid() });

export const meta = pageTitle(dayWords, ({ words }) => words.notices_title);

export const loader = guarded({ action: "worker.today" }, async ({ context }) => ({
  atMs: Number(context.now),
  notices: await showWorkerNotices(context),
}));

export const action = guarded({ action: "worker.record" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  await acknowledge(context, value.noticeId, "worker");
  throw redirect("/worker/notices");
});

export default function Notices() {
  const { atMs, notices } = useLoaderData<typeof loader>();
  const words = useWords(dayWords);
  return (
    <WorkerShell title={words.notices_title} atMs={atMs} backTo="/worker">
      {notices.length === 0 && <p>{words.notices_none}</p>}
      <WorkerNotices notices={notices} />
      <LinkButton to="/worker/unscheduled" icon="plus">
        {words.unscheduled_link}
      </LinkButton>
    </WorkerShell>
  );
}
