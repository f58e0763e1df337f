import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { EndedHelpList, LiveHelpList } from "#app/components/help-desk.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { helpDeskWords } from "#app/messages/help-desk.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { showHelpDesk } from "#app/usecases/help/show-help-desk.server.ts";
import { tendHelp } from "#app/usecases/help/tend-help.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.strictObject({
  helpNo: z.string().max(20),
  move: z.enum(["take", "arrive", "close"]),
  outcome: z.string().max(20).optional(),
  note: z.string().max(200).optional(),
});

export const meta = pageTitle(helpDeskWords, ({ words }) => words.title);

export const loader = guarded({ action: "help.read" }, async ({ context }) => showHelpDesk(context));

export const action = guarded({ action: "help.tend" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  const { helpNo, move, outcome = "", note = "" } = value;
  try {
    await tendHelp(context, move === "close" ? { helpNo, move, outcome, note } : { helpNo, move });
    return redirect("/office/help");
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function OfficeHelp() {
  const { live, ended, version } = useLoaderData<typeof loader>();
  const words = useWords(helpDeskWords);
  const problems = useRefusalProblems(useActionData<typeof action>());
  const waiting = live.filter(({ state }) => state === "open").length;
  return (
    <>
      <PageHeader title={words.title} status={words.status(waiting, live.length - waiting)} />
      <ErrorSummary problems={problems} />
      <Stack>
        <LiveDesk
          streamUrl="/office/help/stream"
          version={version}
          waiting={waiting}
          arrived={words.arrived}
          to="/office/help"
        />
        <LiveHelpList calls={live} />
        <EndedHelpList calls={ended} />
      </Stack>
    </>
  );
}
