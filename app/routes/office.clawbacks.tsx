import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ClawbackList } from "#app/components/clawback-list.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { clawbackWords } from "#app/messages/clawbacks.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { scanStops } from "#app/usecases/entitlement/scan-stops.server.ts";
import { decideClawback } from "#app/usecases/reconciliation/decide-clawback.server.ts";
import { showClawbacks } from "#app/usecases/reconciliation/show-clawbacks.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const decision = { id: z.string().max(40), note: z.string().max(300).optional() };
const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("accept"), ...decision }),
  z.strictObject({ intent: z.literal("reject"), ...decision }),
  z.strictObject({ intent: z.literal("scan") }),
]);

const COUNTS = ["cancelled", "past", "held", "proposed"] as const;

export const meta = pageTitle(clawbackWords, ({ words }) => words.title);

export const loader = guarded({ action: "clawback.read" }, async ({ request, context, actor }) => {
  const asked = new URL(request.url).searchParams.get("scanned");
  const counts = asked !== null && /^\d{1,6}(?:-\d{1,6}){3}$/.test(asked) ? asked.split("-").map(Number) : null;
  return { rows: await showClawbacks(context), mayDecide: can(actor, "clawback.decide"), counts };
});

export const action = guarded({ action: "clawback.decide" }, async ({ request, context }) => {
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    if (value.intent === "scan") {
      const effects = await scanStops(context);
      return redirect(`/office/clawbacks?scanned=${COUNTS.map((one) => effects[one]).join("-")}`);
    }
    await decideClawback(context, { id: value.id, decision: value.intent, note: value.note ?? null });
    return redirect("/office/clawbacks");
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
});

export default function Clawbacks() {
  const { rows, mayDecide, counts } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { readonly problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(clawbackWords);
  const money = useWords(moneyWords);
  const locale = useLocale();
  const problem = refused?.problem ?? null;
  const [cancelled = 0, past = 0, held = 0, proposed = 0] = counts ?? [];
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.waiting(rows.filter(({ state }) => state === "proposed").length)}
        trail={[{ to: "/office/settlement", label: money.settlement_title }]}
      />
      <ErrorSummary
        problems={
          problem === null ? [] : [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }]
        }
      />
      {counts !== null && <Notice tone="success" title={words.scanned(cancelled, past, held, proposed)} announced />}
      <p>{words.lead}</p>
      <ClawbackList rows={rows} mayDecide={mayDecide} />
    </>
  );
}
