import { redirect, type HeadersFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Button } from "#app/components/button.tsx";
import { DoorScreen } from "#app/components/door-screen.tsx";
import { EntryFrame } from "#app/components/entry-frame.tsx";
import { Field } from "#app/components/field.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { normaliseDoorToken } from "#app/domain/visits/door-token.ts";
import { doorDisplayWords } from "#app/messages/door-display.ts";
import { showRotatingCode } from "#app/usecases/elders/door-display.server.ts";
import { nextDoorCode } from "#app/web/door-code-feed.ts";
import { displayHeader, displayTokenOf } from "#app/web/door-display.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(doorDisplayWords, ({ words }) => words.screen_title);

/** The screen at an elder's door: the code of this minute, or the question which screen it is. */
export const loader = guarded({ action: "public.show-door-code" }, async ({ request, context, services }) => ({
  shown: await showRotatingCode(context, services.crypto, await displayTokenOf(request)),
}));

export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

const form = z.strictObject({ token: z.string().max(60) });

export const action = guarded({ action: "public.show-door-code" }, async ({ request, context, services }) => {
  const { value } = await readForm(request, form);
  const token = normaliseDoorToken(value?.token ?? "");
  if ((await showRotatingCode(context, services.crypto, token)) === null) return { isRefused: true };
  throw redirect("/door", { headers: { "Set-Cookie": await displayHeader(token) } });
});

const startOver = () => location.reload();

export default function Door() {
  const { shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(doorDisplayWords);
  if (shown !== null) return <DoorScreen first={shown} next={nextDoorCode} onEnded={startOver} />;
  return (
    <EntryFrame title={words.connect_title} lead={words.connect_lead} card>
      {answer?.isRefused && (
        <Notice tone="danger" announced>
          {words.refused}
        </Notice>
      )}
      <Form method="post" autoComplete="off">
        <Stack>
          <Field kind="text" name="token" label={words.token} maxLength={60} required width="full" />
          <Button kind="primary" wide>
            {words.connect}
          </Button>
        </Stack>
      </Form>
    </EntryFrame>
  );
}
