import type { HeadersFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AlarmStrip } from "#app/components/alarm-strip.tsx";
import { CallHead, CallScriptLines, CallerSearch, CheckPanel, PossibleCallers } from "#app/components/call-desk.tsx";
import { CallFile } from "#app/components/call-file.tsx";
import { BookPanel, DonePanel, EndPanel, TicketPanel } from "#app/components/call-work.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Halves, Row, Stack } from "#app/components/layout.tsx";
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
import type { Locale } from "#app/messages/locale.ts";
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

/** At the left who it is: the check above the file, so that the file opens with the ring. */
function Who({ call, found }: { call: Shown; found: FoundCallers | null }) {
  const words = useWords(callWords);
  const { file } = call;
  return (
    <Stack>
      {file === null && call.direction === "in" && (
        <Panel title={words.greeting_title}>
          <CallScriptLines kind="greeting" facts={{ seat: String(call.seatNo ?? "") }} />
        </Panel>
      )}
      {call.check !== null && <CheckPanel check={call.check} />}
      {(file === null || found !== null) && <PossibleCallers rows={found?.found ?? call.possible} mayOpen />}
      {file === null && <CallerSearch typed={found?.typed ?? null} />}
      {file !== null && <CallFile file={file} />}
    </Stack>
  );
}

/** At the right what is done for the caller, and the end. */
function What({ call }: { call: Shown }) {
  const { file } = call;
  return (
    <Stack>
      <BookPanel call={call} />
      <TicketPanel
        kind={call.kind}
        requestKey={call.requestKey}
        hasFile={file !== null}
        streets={call.streets}
        visits={file === null ? [] : [...file.behind, ...file.ahead]}
      />
      <DonePanel done={call.done} />
      <EndPanel purpose={call.purpose} results={call.results} />
    </Stack>
  );
}

function statusOf(call: Shown, locale: Locale): string {
  return call.careReason === null
    ? callStateWord(call.state, locale)
    : callWords[locale].care_for(careReasonWord(call.careReason, locale));
}

export default function Call() {
  const call = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const words = useWords(callWords);
  const locale = useLocale();
  const problems = useRefusalProblems(answer);
  const found = answer !== undefined && "found" in answer ? answer : null;
  const here = `/office/centre/calls/${call.callNo}`;
  return (
    <>
      <PageHeader
        title={words.title(call.callNo)}
        status={statusOf(call, locale)}
        trail={[{ to: "/office/centre", label: words.back }]}
      />
      <ErrorSummary problems={problems} />
      <AlarmStrip alarms={call.alarms} />
      <Row>
        <CallHead call={call} />
        <LiveDesk streamUrl="/office/centre/stream" version={call.version} waiting={0} to={here} />
      </Row>
      {call.isMine ? (
        <Halves>
          <Who call={call} found={found} />
          <What call={call} />
        </Halves>
      ) : (
        <Stack>
          <Notice>{call.state === "ended" ? words.ended : words.not_mine}</Notice>
          <DonePanel done={call.done} />
        </Stack>
      )}
    </>
  );
}
