import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { BudgetDocuments, BudgetForms, BudgetRows, FundTable } from "#app/components/budget-tables.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { parseSignedYuan, parseYuan } from "#app/domain/money/yuan-text.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { localDateOf, type Instant } from "#app/domain/time/instant.ts";
import { budgetWords } from "#app/messages/budget.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { addFund, enterBudget } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { showBudget } from "#app/usecases/reconciliation/show-budget.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("enter"),
    documentNo: z.string().trim().max(60),
    fund: z.string().max(20),
    amount: z.string().max(20),
    note: z.string().trim().max(200).optional(),
  }),
  z.strictObject({
    intent: z.literal("add"),
    code: z.string().trim().max(20),
    nameZh: z.string().trim().min(1).max(40),
    nameEn: z.string().trim().min(1).max(60),
    priority: z.coerce.number().int().min(1).max(99),
    cap: z.string().max(20).optional(),
  }),
]);

const choice = z.object({
  year: z.coerce.number().int().min(2020).max(2100).nullable().catch(null),
  fund: z.string().max(20).nullable().catch(null),
  of: z.enum(["committed", "spent"]).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(9999).catch(1),
});

function chosen(request: Request, now: Instant) {
  const search = new URL(request.url).searchParams;
  const asked = (name: string) => search.get(name);
  const found = choice.parse({ year: asked("year"), fund: asked("fund"), of: asked("of"), page: asked("page") ?? 1 });
  return { ...found, year: found.year ?? Number(localDateOf(now).slice(0, 4)) };
}

export const meta = pageTitle(budgetWords, ({ words }) => words.title);

export const loader = guarded({ action: "budget.read" }, async ({ request, context, actor }) => ({
  ...(await showBudget(context, chosen(request, context.now))),
  mayEnter: can(actor, "budget.enter"),
  done: new URL(request.url).searchParams.get("done"),
}));

export const action = guarded({ action: "budget.enter" }, async ({ request, context }) => {
  const { year } = chosen(request, context.now);
  const { value } = await readForm(request, form);
  try {
    if (value === null) throw new Refusal("budget-amount-missing");
    if (value.intent === "add") {
      const { intent: _intent, cap, ...fund } = value;
      await addFund(context, { ...fund, perVisitCapFen: cap?.trim() ? parseYuan(cap) : null });
    } else {
      const amountFen = parseSignedYuan(value.amount);
      if (amountFen === null) throw new Refusal("budget-amount-missing");
      await enterBudget(context, {
        documentNo: value.documentNo,
        fund: value.fund,
        year,
        amountFen,
        note: value.note ?? "",
      });
    }
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
  return redirect(`/office/budget?year=${year}&done=${value.intent}`);
});

export default function Budget() {
  const { year, funds, documents, behind, page, pageSize, mayEnter, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { readonly problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(budgetWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.status(year)}
        trail={[{ to: "/office/settlement", label: money.settlement_title }]}
        actions={
          <>
            <LinkButton to={`/office/budget?year=${year - 1}`}>{words.previous_year}</LinkButton>
            <LinkButton to={`/office/budget?year=${year + 1}`}>{words.next_year}</LinkButton>
          </>
        }
      />
      <ErrorSummary
        problems={
          problem === null ? [] : [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }]
        }
      />
      {problem === null && (done === "enter" || done === "add") && (
        <Notice tone="success" announced>
          {words[`done_${done}`]}
        </Notice>
      )}
      <Stack>
        <FundTable funds={funds} year={year} />
        {behind !== null && <BudgetRows behind={behind} funds={funds} page={page} pageSize={pageSize} />}
        <BudgetDocuments documents={documents} funds={funds} />
        {mayEnter && <BudgetForms key={`${documents.length} ${funds.length}`} funds={funds} />}
      </Stack>
    </>
  );
}
