import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { VisitPinForm } from "#app/components/visit-pin-form.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { elderFileWords } from "#app/messages/elder-file.ts";
import { shellWords } from "#app/messages/shell.ts";
import { visitPinWords } from "#app/messages/visit-pin.ts";
import { setVisitPin, showVisitPin } from "#app/usecases/visits/set-visit-pin.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(visitPinWords, ({ words, params }) => `${words.title} ${params["elderNo"] ?? ""}`);

export const loader = guarded({ action: "elder.set-pin" }, async ({ request, params, context }) => ({
  month: chosenMonth(request, context.now),
  isDone: new URL(request.url).searchParams.get("set") === "yes",
  ...(await showVisitPin(context, params["elderNo"] ?? "")),
}));

const form = z.strictObject({ digits: z.string().max(20), repeated: z.string().max(20) });

export const action = guarded({ action: "elder.set-pin" }, async ({ request, params, context, services }) => {
  const elderNo = params["elderNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    await setVisitPin(context, services.crypto, { elderNo, ...value });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { refused: thrown.code };
  }
  throw redirect(`/office/elders/${elderNo}/visit-pin?month=${chosenMonth(request, context.now)}&set=yes`);
});

export default function SetVisitPin() {
  const { month, isDone, elderNo, name, pin } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(visitPinWords);
  const fileWords = useWords(elderFileWords);
  const shell = useWords(shellWords);
  const fileTo = `/office/elders/${elderNo}?month=${month}`;
  return (
    <>
      <PageHeader
        title={words.term}
        status={`${name} ${elderNo}`}
        trail={[
          { to: `/office?month=${month}`, label: fileWords.roster },
          { to: fileTo, label: `${name} ${elderNo}` },
        ]}
      />
      {isDone && answer === undefined && (
        <Notice tone="success" announced>
          {words.done}
        </Notice>
      )}
      <VisitPinForm
        key={pin?.setAt ?? ""}
        pin={pin}
        fileTo={fileTo}
        back={shell.back}
        refused={answer?.refused ?? null}
      />
    </>
  );
}
