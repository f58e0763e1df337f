import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { CloseChecks, ClosePanel } from "#app/components/close-panel.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { OwnSuspense } from "#app/components/own-suspense.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { SettlementFiles } from "#app/components/settlement-files.tsx";
import { PaymentList, ProviderList, SettlementChain } from "#app/components/settlement-lists.tsx";
import { TieOutTable } from "#app/components/tie-out-table.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { lastDateOf } from "#app/domain/time/plain-month.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { showSuspense } from "#app/usecases/payments/suspend-lines.server.ts";
import { approveClose, withdrawClose } from "#app/usecases/reconciliation/approve-close.server.ts";
import { openClose } from "#app/usecases/reconciliation/open-close.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("open"),
    override: z.string().max(200).optional(),
    bank: z.enum(["simulated", "awaited"]).optional(),
  }),
  z.strictObject({ intent: z.literal("approve") }),
  z.strictObject({ intent: z.literal("finish") }),
  z.strictObject({ intent: z.literal("withdraw"), reason: z.string().max(200) }),
]);

type RefusedStep = { readonly code: string; readonly facts: SentenceFacts };

export const meta = pageTitle(moneyWords, ({ words }) => words.settlement_title);

export const loader = guarded({ action: "settlement.read" }, async ({ request, context, actor, services }) => {
  const month = chosenMonth(request, context.now);
  const provider = new URL(request.url).searchParams.get("provider");
  return {
    ...(await showSettlement(context, month, provider)),
    providerCode: provider,
    // One provider's or one street's page holds nothing of the district's own account.
    suspense:
      provider === null && context.scope.streets === "all" ? await showSuspense(context, lastDateOf(month)) : [],
    mayClose: can(actor, "settlement.close"),
    choosesBank: services.environment.demo,
    mayPack: can(actor, "audit-pack.read"),
  };
});

export const action = guarded({ action: "settlement.close" }, async ({ request, context, services }) => {
  const month = chosenMonth(request, context.now);
  const back = `/office/settlement?month=${month}`;
  const { value } = await readForm(request, form);
  if (value === null) return { problem: { code: "close-not-open", facts: { month } } };
  try {
    if (value.intent === "open")
      await openClose(context, {
        month,
        bank: services.environment.demo && value.bank !== "awaited" ? "simulated" : "awaited",
        override: value.override?.trim() ? value.override.trim() : null,
      });
    else if (value.intent === "withdraw") await withdrawClose(context, month, value.reason);
    else {
      const given = value.intent === "approve" ? await approveClose(context, month) : null;
      if (given !== null && given.given.length < given.needed) return redirect(back);
      const jobId = await startJob(context, { kind: "close-month", subject: month, input: { month } });
      return redirect(`/jobs/${jobId}?${new URLSearchParams({ back }).toString()}`);
    }
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts } };
  }
  return redirect(back);
});

export default function Settlement() {
  const found = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as { problem: RefusedStep } | undefined;
  const words = useWords(moneyWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  const problems =
    problem === null ? [] : [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }];
  const simulated = found.close.simulated === null ? null : words.simulated;
  const marks = [found.month, found.provider, simulated].filter((one) => one !== null);
  return (
    <>
      <PageHeader
        title={words.settlement_title}
        status={marks.join(" · ")}
        {...(found.provider !== null && {
          trail: [{ to: `/office/settlement?month=${found.month}`, label: words.settlement_title }],
        })}
        actions={
          <>
            <LinkButton to={`/office/payments?month=${found.month}`}>{words.payments}</LinkButton>
            <LinkButton to="/office/budget">{words.budget}</LinkButton>
            <LinkButton to="/office/clawbacks">{words.clawbacks}</LinkButton>
            <LinkButton to="/office/appeals">{words.appeals}</LinkButton>
          </>
        }
      />
      <MonthSwitch month={found.month} />
      <ErrorSummary problems={problems} />
      <SettlementChain settlement={found.total} chosen={{ month: found.month, provider: found.providerCode }} />
      {found.provider === null && found.tieOut !== null && <TieOutTable month={found.month} tieOut={found.tieOut} />}
      <OwnSuspense lines={found.suspense} />
      <SettlementFiles
        month={found.month}
        providerCode={found.providerCode}
        pack={!found.mayPack || found.close.state !== "closed" ? "none" : found.close.hasPack ? "kept" : "not-kept"}
      />
      <ClosePanel
        month={found.month}
        close={found.close}
        mayClose={found.mayClose}
        needsOverride={found.needsOverride}
        choosesBank={found.choosesBank}
      />
      <CloseChecks checks={found.close.checks} />
      {found.provider === null && <ProviderList providers={found.providers} month={found.month} />}
      {found.payments.length > 0 && <PaymentList payments={found.payments} simulated={found.close.simulated} />}
    </>
  );
}
