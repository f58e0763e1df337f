import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { LinkButton } from "#app/components/link-button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PlannedActualBar } from "#app/components/planned-actual-bar.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { TimeText } from "#app/components/time-text.tsx";
import { WaitingCorrections } from "#app/components/visit-corrections.tsx";
import { VisitEvents, VisitEvidence, VisitFigures } from "#app/components/visit-evidence.tsx";
import { UnscheduledSaid } from "#app/components/unscheduled-said.tsx";
import { VisitFindings } from "#app/components/visit-findings.tsx";
import { useMoveText, WhyPanel } from "#app/components/why-panel.tsx";
import { PhotoList } from "#app/components/visit-photos.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { closingPartyOf } from "#app/domain/access/closing-party.ts";
import { can } from "#app/domain/access/permission.ts";
import { mayDeliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { correctionWords } from "#app/messages/corrections.ts";
import { officeWords } from "#app/messages/office.ts";
import { reasonWord } from "#app/messages/reasons.ts";
import { screenWords } from "#app/messages/screens.ts";
import { visitChangeWords } from "#app/messages/visit-change.ts";
import { visitEvidenceWords } from "#app/messages/visit-evidence.ts";
import { explainVisit } from "#app/usecases/screens/explain-visit.server.ts";
import { visitPhotoWords } from "#app/messages/visit-photo.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { showUnscheduled } from "#app/usecases/visits/justify-unscheduled.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(screenWords, ({ words, params }) => `${words.visits} ${params["visitNo"] ?? ""}`);

export const loader = guarded({ action: "visit.read" }, async ({ actor, params, context }) => ({
  ...(await showVisit(context, params["visitNo"] ?? "", closingPartyOf(actor))),
  why: await explainVisit(context, params["visitNo"] ?? ""),
  unscheduled: await showUnscheduled(context, params["visitNo"] ?? ""),
  mayChange: can(actor, "visit.change"),
  maySeePhotos: can(actor, "photo.reveal"),
}));

export default function Visit() {
  const visit = useLoaderData<typeof loader>();
  const [asked] = useSearchParams();
  const locale = useLocale();
  const words = useWords(screenWords);
  const officeText = useWords(officeWords);
  const correctionText = useWords(correctionWords);
  const evidenceWords = useWords(visitEvidenceWords);
  const changeWords = useWords(visitChangeWords);
  const moveText = useMoveText();
  const photoWords = useWords(visitPhotoWords);
  const decided = asked.get("corrected");
  return (
    <>
      <PageHeader
        title={visit.visitNo}
        marks={
          <>
            <StateTag kind="delivery" code={visit.deliveryState} />
            <StateTag kind="approval" code={visit.approvalState} />
          </>
        }
        status={
          <>
            <TimeText at={visit.plannedStart} />
            {visit.cancelReason !== null && ` · ${reasonWord(visit.cancelReason, locale)}`}
          </>
        }
        trail={[{ to: "/office/visits", label: words.visits_title }]}
        actions={
          <>
            <LinkButton to={`/office/visits/${visit.visitNo}/corrections`}>{correctionText.title}</LinkButton>
            {visit.mayChange && mayDeliver(visit.deliveryState as DeliveryState, "cancel") && (
              <LinkButton to={`/office/visits/${visit.visitNo}/change`} icon="calendar-range">
                {changeWords.link}
              </LinkButton>
            )}
            {visit.mayChange && mayDeliver(visit.deliveryState as DeliveryState, "restore") && (
              <LinkButton to={`/office/visits/${visit.visitNo}/change`} icon="calendar-check">
                {changeWords.restore_link}
              </LinkButton>
            )}
          </>
        }
      />
      {asked.get("closed") === "yes" && (
        <Notice tone="success" announced>
          {evidenceWords.closed_done}
        </Notice>
      )}
      {(decided === "approved" || decided === "refused") && (
        <Notice tone="success" announced>
          {correctionText.done[decided]}
        </Notice>
      )}
      <WaitingCorrections count={visit.waitingCorrections} to={`/office/visits/${visit.visitNo}/corrections`} />
      <Panel title={words.delivery} note={visit.provider}>
        <p>
          <Link to={`/office/elders/${visit.elderNo}`}>{visit.elderName}</Link>
        </p>
        <PlannedActualBar planned={visit.planned} actual={visit.actual} />
        <VisitFigures evidence={visit.evidence} />
      </Panel>
      <WhyPanel reason={visit.why.reason} moved={moveText(visit.why.movedFrom, visit.why.moveReason)} />
      {visit.unscheduled !== null && <UnscheduledSaid said={visit.unscheduled} />}
      <Panel title={words.findings} flush>
        <VisitFindings findings={visit.findings} visitAddress={`/office/visits/${visit.visitNo}`} />
      </Panel>
      <Panel title={officeText.visit_expected_seen} note={officeText.visit_read_first}>
        <VisitEvidence evidence={visit.evidence} />
      </Panel>
      <Panel
        title={photoWords.panel}
        flush={visit.photos.length > 0}
        action={
          visit.maySeePhotos &&
          visit.photos.some((photo) => photo.state === "arrived") && (
            <LinkButton to={`/office/visits/${visit.visitNo}/photos`} size="small" icon="eye">
              {photoWords.look}
            </LinkButton>
          )
        }
      >
        <PhotoList photos={visit.photos} />
      </Panel>
      <Panel title={words.events}>
        <VisitEvents events={visit.events} />
      </Panel>
    </>
  );
}
