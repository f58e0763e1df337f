import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
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
import { isRefusal } from "#app/domain/refusal.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { differenceWord } from "#app/messages/settlement.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { showClaims } from "#app/usecases/claims/show-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

const form = z.strictObject({ intent: z.enum(["prepare", "submit"]) });

type RefusedStep = { readonly code: string; readonly facts: SentenceFacts };

export const meta = pageTitle(moneyWords, ({ words }) => words.claims_title);

export const loader = guarded({ action: "claim.prepare" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { total } = await showSettlement(context, month, null);
  return {
    month,
    ...(await showClaims(context, month)),
    left: total.differences.filter((one) => one.to === "delivered" || one.to === "verified" || one.to === "claimed"),
  };
});

export const action = guarded({ action: "claim.prepare" }, async ({ request, context }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  if (value === null) return { problem: { code: "nothing-to-claim", facts: { month } } };
  try {
    if (value.intent === "prepare") await prepareClaims(context, month);
    else await submitClaims(context, month);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts } };
  }
  return redirect(`/provider/claims?month=${month}`);
});

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
      {found.state === "open" && (
        <Panel title={words.prepare} note={words.prepare_note}>
          <Form method="post" action={`?month=${found.month}`}>
            <Row>
              <SubmitButton name="intent" value="prepare" kind="secondary">
                {words.prepare}
              </SubmitButton>
              {found.claims.some((one) => one.state === "open") && (
                <SubmitButton name="intent" value="submit">
                  {words.submit}
                </SubmitButton>
              )}
            </Row>
          </Form>
        </Panel>
      )}
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
            { key: "fen", header: words.asked, kind: "number", cell: (row) => <Money fen={row.amountFen} /> },
          ]}
        />
      </Panel>
    </>
  );
}
