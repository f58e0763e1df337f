import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Button } from "#app/components/button.tsx";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { Row, Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { groupedDoorToken } from "#app/domain/visits/door-token.ts";
import { doorCodeWords } from "#app/messages/door-code.ts";
import { doorDisplayWords } from "#app/messages/door-display.ts";
import { elderFileWords } from "#app/messages/elder-file.ts";
import { endDisplay, pairDoorDisplay, showDoorDisplay } from "#app/usecases/elders/door-display.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(doorDisplayWords, ({ words, params }) => `${words.title} ${params["elderNo"] ?? ""}`);

export const loader = guarded({ action: "elder.print-door-code" }, async ({ request, params, context }) => ({
  month: chosenMonth(request, context.now),
  isEnded: new URL(request.url).searchParams.get("ended") === "yes",
  screenAt: new URL("/door", request.url).href,
  ...(await showDoorDisplay(context, params["elderNo"] ?? "")),
}));

const form = z.strictObject({ intent: z.enum(["pair", "end"]) });

export const action = guarded({ action: "elder.print-door-code" }, async ({ request, params, context, services }) => {
  const elderNo = params["elderNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  if (value.intent === "pair") return { token: await pairDoorDisplay(context, services.crypto, elderNo) };
  await endDisplay(context, elderNo);
  throw redirect(`/office/elders/${elderNo}/door-display?month=${chosenMonth(request, context.now)}&ended=yes`);
});

type Display = Awaited<ReturnType<typeof showDoorDisplay>>["display"];

function State({ display }: { display: Display }) {
  const words = useWords(doorDisplayWords);
  if (display === null) return <p>{words.none}</p>;
  const { issuedAt, issuedBy, shownAt } = display;
  return (
    <DefinitionList
      items={[
        { term: words.paired, value: <TimeText at={issuedAt} /> },
        { term: words.paired_by, value: issuedBy },
        { term: words.shown, value: shownAt === null ? words.never_shown : <TimeText at={shownAt} /> },
      ]}
    />
  );
}

export default function DoorDisplay() {
  const { month, isEnded, screenAt, elderNo, name, display } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(doorDisplayWords);
  const code = useWords(doorCodeWords);
  const fileWords = useWords(elderFileWords);
  return (
    <>
      <PageHeader
        title={words.title}
        status={`${name} ${elderNo}`}
        trail={[
          { to: `/office?month=${month}`, label: fileWords.roster },
          { to: `/office/elders/${elderNo}?month=${month}`, label: `${name} ${elderNo}` },
          { to: `/office/elders/${elderNo}/door-code?month=${month}`, label: code.term },
        ]}
      />
      <p>{words.lead}</p>
      {isEnded && answer === undefined && (
        <Notice tone="success" announced>
          {words.ended}
        </Notice>
      )}
      {answer !== undefined && (
        <Notice tone="success" title={words.token} announced>
          <p data-part="pairing-token">{groupedDoorToken(answer.token)}</p>
          <p>{words.token_note(screenAt)}</p>
        </Notice>
      )}
      <Panel title={words.title} note={words.pair_note}>
        <Stack>
          <State display={display} />
          <Row>
            <Form method="post">
              <Button kind="primary" name="intent" value="pair">
                {display === null ? words.pair : words.pair_again}
              </Button>
            </Form>
            {display !== null && (
              <Form method="post">
                <Button kind="danger" name="intent" value="end">
                  {words.end}
                </Button>
              </Form>
            )}
          </Row>
        </Stack>
      </Panel>
    </>
  );
}
