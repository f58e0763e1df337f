import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { DoorCodeCardPanel, DoorCodeForms, DoorCodeVersions } from "#app/components/door-code-page.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { isRefusal } from "#app/domain/refusal.ts";
import { doorCodeWords } from "#app/messages/door-code.ts";
import { doorDisplayWords } from "#app/messages/door-display.ts";
import { elderFileWords } from "#app/messages/elder-file.ts";
import { issueDoorCode, showDoorCodes, voidDoorCode } from "#app/usecases/elders/door-codes.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

export const meta = pageTitle(doorCodeWords, ({ words, params }) => `${words.title} ${params["elderNo"] ?? ""}`);

export const loader = guarded({ action: "elder.print-door-code" }, async ({ request, params, context }) => ({
  month: chosenMonth(request, context.now),
  isVoided: new URL(request.url).searchParams.get("voided") === "yes",
  requestId: context.newId(),
  ...(await showDoorCodes(context, params["elderNo"] ?? "")),
}));

const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("issue"), requestId: z.uuid(), reason: z.string().max(20).default("") }),
  z.strictObject({ intent: z.literal("void"), reason: z.string().max(20).default("") }),
]);

export const action = guarded({ action: "elder.print-door-code" }, async ({ request, params, context, services }) => {
  const elderNo = params["elderNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    if (value.intent === "issue")
      return { card: await issueDoorCode(context, services.crypto, { elderNo, ...value }), refused: null };
    await voidDoorCode(context, { elderNo, reason: value.reason });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { card: null, refused: { intent: value.intent, code: thrown.code } };
  }
  throw redirect(`/office/elders/${elderNo}/door-code?month=${chosenMonth(request, context.now)}&voided=yes`);
});

export default function DoorCode() {
  const { month, isVoided, requestId, elderNo, name, versions, overlapDays } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(doorCodeWords);
  const screen = useWords(doorDisplayWords);
  const fileWords = useWords(elderFileWords);
  const card = answer?.card ?? null;
  return (
    <Stack>
      <div className="no-print">
        <PageHeader
          title={words.term}
          status={`${name} ${elderNo}`}
          trail={[
            { to: `/office?month=${month}`, label: fileWords.roster },
            { to: `/office/elders/${elderNo}?month=${month}`, label: `${name} ${elderNo}` },
          ]}
        />
        <p>{words.lead}</p>
        <p>
          <Link to={`/office/elders/${elderNo}/door-display?month=${month}`}>{screen.title}</Link>
        </p>
        {isVoided && answer === undefined && (
          <Notice tone="success" announced>
            {words.voided}
          </Notice>
        )}
      </div>
      {card !== null && <DoorCodeCardPanel card={card} />}
      <div className="no-print">
        <Stack>
          {card === null && (
            <DoorCodeForms
              requestId={requestId}
              hasCode={versions.some((one) => one.state !== "void")}
              overlapDays={overlapDays}
              refused={answer?.refused ?? null}
            />
          )}
          <DoorCodeVersions versions={versions} />
        </Stack>
      </div>
    </Stack>
  );
}
