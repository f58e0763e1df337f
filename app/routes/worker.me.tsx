import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OutboxPanel } from "#app/components/outbox-panel.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { usePhoneState } from "#app/components/phone-context.tsx";
import { AppCodePanel } from "#app/components/phone-door.tsx";
import { PhoneLook } from "#app/components/phone-look.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";
import { phoneLookHeader, phoneLookOf, phoneLookSchema } from "#app/web/phone-look.server.ts";

export const meta = pageTitle(workerPhoneWords, ({ words }) => words.me_title);

export const loader = guarded({ action: "worker.today" }, async ({ request, context, actor }) => ({
  atMs: isShell(request) ? null : (context.now as number),
  name: isShell(request) || actor.kind !== "staff" ? null : actor.displayName,
  look: await phoneLookOf(request),
}));

export const clientLoader = fromPhone<typeof loader>({ asksAlways: true });

export const action = guarded({ action: "worker.today" }, async ({ request }) => {
  const { value } = await readForm(request, phoneLookSchema);
  throw redirect("/worker/me", value === null ? {} : { headers: { "Set-Cookie": await phoneLookHeader(value) } });
});

export default function Me() {
  const loaded = useLoaderData<typeof loader>();
  const phone = usePhoneState();
  const words = useWords(workerPhoneWords);
  return (
    <WorkerShell title={loaded?.name ?? phone.day?.worker.name ?? words.me_title} atMs={loaded?.atMs ?? null}>
      <OutboxPanel />
      <AppCodePanel />
      <Panel title={words.install_title}>
        <p>{phone.isInstalled ? words.installed : words.install_note}</p>
      </Panel>
      {loaded !== null && loaded.atMs !== null && <PhoneLook look={loaded.look} />}
    </WorkerShell>
  );
}
