import type { HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AlarmStrip } from "#app/components/alarm-strip.tsx";
import { CallHead, CallScriptLines, CallerSearch, CheckPanel, PossibleCallers } from "#app/components/call-desk.tsx";
import { CallFile } from "#app/components/call-file.tsx";
import { BookPanel, DonePanel, EndPanel, TicketPanel } from "#app/components/call-work.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Split } from "#app/components/layout.tsx";
import { LiveDesk } from "#app/components/live-desk.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { CALL_PURPOSES } from "#app/domain/centre/call.ts";
import { callWords } from "#app/messages/calls.ts";
import { callStateWord, careReasonWord } from "#app/messages/centre-codes.ts";
import { showCall } from "#app/usecases/centre/show-call.server.ts";
import { callNoOf, takeCallForm, type FoundCallers } from "#app/web/centre-call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(callWords, ({ words, params }) => words.title(Number(params["callNo"] ?? 0)));

/** A number is kept by no cache, not even the browser's own. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export const loader = guarded({ action: "centre.read" }, async ({ request, params, context, services }) => {
  const asked = new URL(request.url).searchParams.get("kind");
  const shown = await showCall(context, services.crypto, callNoOf(params["callNo"]));
  const usual = shown.purpose ?? (shown.direction === "out" ? "outbound_care" : "consult");
  return { ...shown, kind: CALL_PURPOSES.find((one) => one === asked) ?? usual, requestKey: context.newId() };
});

export const action = guarded({ action: "centre.sit" }, async (given) => takeCallForm(given));

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

function Work({ call, found }: { call: Shown; found: FoundCallers | null }) {
  const { file } = call;
  const rows = found?.found ?? call.possible;
  return (
    <>
      {call.check !== null && <CheckPanel check={call.check} />}
      {(file === null || found !== null) && <PossibleCallers rows={rows} mayOpen />}
      {file === null && <CallerSearch typed={found?.typed ?? null} />}
      <TicketPanel
        kind={call.kind}
        requestKey={call.requestKey}
        hasFile={file !== null}
        streets={call.streets}
        visits={file === null ? [] : [...file.behind, ...file.ahead]}
      />
    </>
  );
}

function Beside({ call }: { call: Shown }) {
  const words = useWords(callWords);
  return (
    <>
      {call.file === null && call.direction === "in" && (
        <Panel title={words.greeting_title}>
          <CallScriptLines kind="greeting" facts={{ seat: String(call.seatNo ?? "") }} />
        </Panel>
      )}
      {call.file !== null && <CallFile file={call.file} />}
      <DonePanel done={call.done} />
    </>
  );
}

export default function Call() {
  const call = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(callWords);
  const locale = useLocale();
  const problems = useRefusalProblems(answer);
  const found = answer !== undefined && "found" in answer ? answer : null;
  return (
    <>
      <PageHeader
        title={words.title(call.callNo)}
        status={
          call.careReason === null
            ? callStateWord(call.state, locale)
            : words.care_for(careReasonWord(call.careReason, locale))
        }
        trail={[{ to: "/office/centre", label: words.back }]}
      />
      <ErrorSummary problems={problems} />
      <AlarmStrip alarms={call.alarms} />
      <CallHead call={call} />
      <LiveDesk
        streamUrl="/office/centre/stream"
        version={call.version}
        waiting={0}
        to={`/office/centre/calls/${call.callNo}`}
      />
      {!call.isMine && <Notice>{call.state === "ended" ? words.ended : words.not_mine}</Notice>}
      <Split
        main={
          call.isMine ? (
            <>
              <Work call={call} found={found} />
            </>
          ) : (
            <DonePanel done={call.done} />
          )
        }
        side={
          call.isMine ? (
            <>
              <BookPanel call={call} />
              <EndPanel purpose={call.purpose} results={call.results} />
              <Beside call={call} />
            </>
          ) : null
        }
      />
    </>
  );
}
