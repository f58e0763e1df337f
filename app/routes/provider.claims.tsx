import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ClaimFilesPanel } from "#app/components/claim-files-panel.tsx";
import { ClaimList } from "#app/components/claim-list.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Row } from "#app/components/layout.tsx";
import { Money } from "#app/components/money.tsx";
import { MonthSwitch } from "#app/components/month-switch.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { lookAgain } from "#app/usecases/claims/look-again.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { showClaims } from "#app/usecases/claims/show-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

const form = z.strictObject({ intent: z.enum(["prepare", "submit", "look"]) });

type RefusedStep = { readonly code: string; readonly facts: SentenceFacts };

export const meta = pageTitle(moneyWords, ({ words }) => words.claims_title);

export const loader = guarded({ action: "claim.prepare" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { total } = await showSettlement(context, month, null);
  const isReady = (one: (typeof total.differences)[number]) => one.to === "claimed" && one.code === "unclaimed";
  return {
    month,
    ...(await showClaims(context, month)),
    ready: total.differences.find(isReady) ?? null,
    // What happened without a plan is more than planned, not something left out; whether it is paid stands with its finding.
    left: total.differences.filter(
      (one) => ["delivered", "verified", "claimed"].includes(one.to) && one.count > 0 && !isReady(one),
    ),
  };
});

export const action = guarded({ action: "claim.prepare" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  if (value === null) return { problem: { code: "nothing-to-claim", facts: { month } } };
  try {
    if (value.intent === "prepare") await prepareClaims(context, month);
    else if (value.intent === "look") await lookAgain(context, month);
    else await submitClaims(context, month);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts } };
  }
  return redirect(`/provider/claims?month=${month}`);
});

type Found = ReturnType<typeof useLoaderData<typeof loader>>;

/** Preparing and submitting, as far as there is something to prepare or to submit. */
function Steps({ found }: { found: Found }) {
  const words = useWords(moneyWords);
  const { ready } = found;
  const mayAdd = ready !== null && ready.count > 0;
  const maySubmit = found.claims.some((one) => one.state === "open");
  if (!mayAdd && !maySubmit) return null;
  return (
    <Panel title={words.prepare} note={words.prepare_note}>
      <p>
        {mayAdd
          ? words.ready_to_claim(ready.count, staffYuanText(fen(ready.amountFen)))
          : `${words.nothing_ready} ${words.submit_note}`}
      </p>
      <Form method="post" action={`?month=${found.month}`}>
        <Row>
          {mayAdd && (
            <SubmitButton name="intent" value="prepare" kind={maySubmit ? "secondary" : "primary"}>
              {maySubmit ? words.prepare_more : words.prepare}
            </SubmitButton>
          )}
          {maySubmit && (
            <SubmitButton name="intent" value="submit">
              {words.submit}
            </SubmitButton>
          )}
        </Row>
      </Form>
    </Panel>
  );
}

export default function ProviderClaims() {
  const found = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as { problem: RefusedStep } | undefined;
  const words = useWords(moneyWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  const problems =
    problem === null ? [] : [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }];
  return (
    <>
      <PageHeader title={words.claims_title} status={words.provider_status} />
      <MonthSwitch month={found.month} />
      <ErrorSummary problems={problems} />
      {found.state === "open" && <Steps found={found} />}
      {found.state === "open" && <ClaimFilesPanel month={found.month} />}
      <Panel title={words.claims_title} flush>
        <ClaimList claims={found.claims} total={found.total} reader="provider" />
      </Panel>
      <Panel title={words.not_included} flush>
        <DataTable
          caption={words.not_included}
          captionHidden
          rows={found.left}
          rowKey={(row) => `${row.to} ${row.code}`}
          empty={words.none}
          columns={[
            { key: "code", header: words.reason, cell: (row) => differenceWord(row.code, locale) },
            { key: "count", header: words.count, kind: "number", cell: (row) => row.count },
            { key: "fen", header: words.amount, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
          ]}
        />
      </Panel>
    </>
  );
}
