import { Link, useLoaderData } from "@remix-run/react";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { TraceAgreement, TraceBooks, TracePayment, TraceSettlement } from "#app/components/trace-books.tsx";
import { TraceClaim, TracePlan, TraceVisit } from "#app/components/trace-sources.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { moneyWords } from "#app/messages/money.ts";
import { traceWords } from "#app/messages/trace.ts";
import { traceVisit } from "#app/usecases/reconciliation/trace-visit.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(traceWords, ({ words, params }) => words.title(params["visitNo"] ?? ""));

export const loader = guarded({ action: "settlement.read" }, async ({ actor, params, context }) => ({
  ...(await traceVisit(context, params["visitNo"] ?? "")),
  mayOpen: { visit: can(actor, "visit.read"), elder: can(actor, "elder.read"), claim: can(actor, "claim.read") },
}));

export default function Trace() {
  const trace = useLoaderData<typeof loader>();
  const words = useWords(traceWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  const { settled, books, mayOpen } = trace;
  return (
    <>
      <PageHeader
        title={words.title(trace.visitNo)}
        status={
          <>
            {mayOpen.elder ? <Link to={`/office/elders/${trace.elderNo}`}>{trace.elderName}</Link> : trace.elderName}
            {` · ${trace.provider} · ${locale === "en" ? trace.streetEn : trace.streetZh} · ${trace.month}`}
          </>
        }
        trail={[{ to: `/office/settlement?month=${trace.month}`, label: money.settlement_title }]}
        actions={mayOpen.visit && <LinkButton to={`/office/visits/${trace.visitNo}`}>{words.open_visit}</LinkButton>}
      />
      <Stack>
        {trace.checks.length > 0 && <TraceAgreement checks={trace.checks} />}
        <TracePayment books={books} leftOut={trace.leftOut} partFen={settled?.approvedFen ?? null} />
        {books !== null && <TraceBooks books={books} />}
        {settled !== null && <TraceSettlement settled={settled} runNo={books?.runNo ?? null} />}
        <TraceClaim claim={trace.claim} mayOpen={mayOpen.claim} />
        <TraceVisit visit={trace.visit} />
        <TracePlan plan={trace.plan} />
      </Stack>
    </>
  );
}
