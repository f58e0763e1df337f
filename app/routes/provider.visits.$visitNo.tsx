import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { DefinitionList } from "#app/components/definition-list.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { Money } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PlannedActualBar } from "#app/components/planned-actual-bar.tsx";
import { StaffingForm } from "#app/components/staffing-form.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { WaitingCorrections } from "#app/components/visit-corrections.tsx";
import { VisitFindings } from "#app/components/visit-findings.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { closingPartyOf } from "#app/domain/access/closing-party.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import { conflictReason } from "#app/messages/planning.ts";
import { providerVisitWords } from "#app/messages/provider-visits.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import { showProviderVisit } from "#app/usecases/screens/show-provider-visits.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { assignWorkers } from "#app/usecases/visits/assign-worker.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { listed } from "#app/messages/punctuation.ts";
import { remarkWord } from "#app/messages/visit-remarks.ts";

export const meta = pageTitle(providerVisitWords, ({ words, params }) => `${words.title} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "visit.assign" }, async ({ params, actor, context }) => {
  const visitNo = params["visitNo"] ?? "";
  const visit = await showProviderVisit(context, visitNo);
  const shown = await showVisit(context, visitNo, closingPartyOf(actor));
  const { findings, approvalState, planned, actual, waitingCorrections } = shown;
  return { ...visit, findings, approvalState, planned, actual, waitingCorrections };
});

export const action = guarded({ action: "visit.assign" }, async ({ request, params, context, locale }) => {
  const visitNo = params["visitNo"] ?? "";
  const workerNos = (await request.formData()).getAll("worker").map(String).slice(0, 10);
  try {
    await assignWorkers(context, { visitNo, workerNos });
    throw redirect(`/provider/visits/${visitNo}?saved=yes`);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    const codes = String(thrown.facts["why"] ?? "").split(" ");
    const why = codes.map((code) => conflictReason(code, locale));
    return { problem: refusalSentence(thrown.code, { ...thrown.facts, why }, locale) };
  }
});

export default function ProviderVisit() {
  const visit = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [asked] = useSearchParams();
  const words = useWords(providerVisitWords);
  const correctionText = useWords(correctionWords);
  const evidenceWords = useWords(visitEvidenceWords);
  const locale = useLocale();
  const street = locale === "en" ? visit.streetEn : visit.streetZh;
  return (
    <>
      <PageHeader
        title={visit.elderName}
        marks={
          <>
            <StateTag kind="delivery" code={visit.deliveryState} />
            <StateTag kind="approval" code={visit.approvalState} />
          </>
        }
        status={
          <>
            <TimeText at={visit.start} />
            {visit.cancelReason !== null && ` · ${reasonWord(visit.cancelReason, locale)}`}
          </>
        }
        trail={[{ to: "/provider/visits", label: words.title }]}
        actions={<LinkButton to={`/provider/visits/${visit.visitNo}/corrections`}>{correctionText.link}</LinkButton>}
      />
      {refused && (
        <Notice tone="danger" announced>
          {refused.problem}
        </Notice>
      )}
      {!refused && asked.get("saved") === "yes" && (
        <Notice tone="success" announced>
          {words.saved}
        </Notice>
      )}
      {!refused && asked.get("closed") === "yes" && (
        <Notice tone="success" announced>
          {evidenceWords.closed_done}
        </Notice>
      )}
      <WaitingCorrections count={visit.waitingCorrections} to={`/provider/visits/${visit.visitNo}/corrections`} />
      <Panel title={words.plan}>
        <DefinitionList
          columns={2}
          items={[
            { term: words.number, value: visit.visitNo },
            { term: words.time, value: <TimeText at={visit.start} /> },
            { term: words.minutes, value: visit.minutes },
            { term: words.place, value: [street, visit.community].filter(Boolean).join(" · ") },
            {
              term: words.services,
              value: listed(
                visit.services.map((one) => (locale === "en" ? one.en : one.zh)),
                locale,
              ),
              note: <Money fen={visit.plannedFen} />,
            },
            ...(visit.remarks.length === 0
              ? []
              : [
                  {
                    term: words.remarks,
                    value: listed(
                      visit.remarks.map((remark) => remarkWord(remark, locale)),
                      locale,
                    ),
                  },
                ]),
            { term: words.assigned, value: visit.workers.join(" · ") || words.nobody },
          ]}
        />
        {visit.actual !== null && <PlannedActualBar planned={visit.planned} actual={visit.actual} />}
      </Panel>
      {visit.findings.length > 0 && (
        <Panel title={evidenceWords.findings} flush>
          <VisitFindings findings={visit.findings} visitAddress={`/provider/visits/${visit.visitNo}`} />
        </Panel>
      )}
      {mayDeliver(visit.deliveryState as DeliveryState, "cancel") && (
        <Panel title={visit.workersNeeded === 2 ? words.choose_two : words.choose_one}>
          {visit.workersNeeded === null ? (
            <p>{words.closed}</p>
          ) : (
            <StaffingForm candidates={visit.candidates} assigned={visit.assigned} workersNeeded={visit.workersNeeded} />
          )}
        </Panel>
      )}
    </>
  );
}
