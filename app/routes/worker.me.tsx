import { redirect } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { ChoiceField } from "#app/components/choice-field.tsx";
import { OutboxPanel } from "#app/components/outbox-panel.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { usePhoneState } from "#app/components/phone-context.tsx";
import { AppCodePanel } from "#app/components/phone-door.tsx";
import { WorkerShell } from "#app/components/worker-shell.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { workerPhoneWords } from "#app/messages/worker-phone.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { fromPhone } from "#app/web/offline/current-phone.ts";
import { isShell } from "#app/web/offline/kept-pages.ts";
import { workerLookHeader, workerLookOf, workerLookSchema } from "#app/web/worker-look.server.ts";

export const meta = pageTitle(workerPhoneWords, ({ words }) => words.me_title);

export const loader = guarded({ action: "worker.today" }, async ({ request, context, actor }) => ({
  atMs: isShell(request) ? null : (context.now as number),
  name: isShell(request) || actor.kind !== "staff" ? null : actor.displayName,
  look: await workerLookOf(request),
}));

export const clientLoader = fromPhone<typeof loader>({ asksAlways: true });

export const action = guarded({ action: "worker.today" }, async ({ request }) => {
  const { value } = await readForm(request, workerLookSchema);
  throw redirect("/worker/me", value === null ? {} : { headers: { "Set-Cookie": await workerLookHeader(value) } });
});

/** A plain document form: the whole page is drawn anew in the look that was chosen. */
function Look({ look }: { look: { readonly step: number; readonly contrast: string } }) {
  const words = useWords(workerPhoneWords);
  return (
    <Panel title={words.look_title}>
      <Form method="post" reloadDocument>
        <ChoiceField
          kind="radio"
          name="step"
          label={words.text_size}
          chosen={[String(look.step)]}
          choices={words.text_steps.map((label, index) => ({ value: String(index + 1), label }))}
        />
        <ChoiceField
          kind="radio"
          name="contrast"
          label={words.contrast}
          chosen={[look.contrast]}
          choices={[
            { value: "normal", label: words.contrast_normal },
            { value: "high", label: words.contrast_high },
          ]}
        />
        <Button kind="secondary" wide>
          {words.look_save}
        </Button>
      </Form>
    </Panel>
  );
}

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
      {loaded !== null && loaded.atMs !== null && <Look look={loaded.look} />}
    </WorkerShell>
  );
}
