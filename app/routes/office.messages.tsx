import { useLoaderData } from "@remix-run/react";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack } from "#app/components/layout.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { SentMessages } from "#app/components/sent-messages.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { sentMessageWords } from "#app/messages/sent-messages.ts";
import { listSentMessages } from "#app/usecases/messages/list-messages.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(sentMessageWords, ({ words }) => words.title);

export const loader = guarded({ action: "message.read" }, async ({ request, context, services }) => {
  const elderNo = (new URL(request.url).searchParams.get("elder") ?? "").trim().slice(0, 20);
  return { elderNo, rows: await listSentMessages(context, services.crypto, elderNo === "" ? {} : { elderNo }) };
});

export default function Messages() {
  const { elderNo, rows } = useLoaderData<typeof loader>();
  const words = useWords(sentMessageWords);
  return (
    <>
      <PageHeader title={words.title} status={words.status} />
      <Stack>
        <FilterBar hits={rows.length}>
          <Field kind="text" name="elder" label={words.number} defaultValue={elderNo} width="short" />
        </FilterBar>
        <Panel title={words.title}>
          <SentMessages rows={rows} />
        </Panel>
      </Stack>
    </>
  );
}
