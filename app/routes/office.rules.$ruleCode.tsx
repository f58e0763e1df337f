import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { Split } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { AskForMode, RuleFacts, RuleModeChanges, RuleParameters } from "#app/components/rule-page.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { RULE_MODES } from "#app/domain/policy/policy-version.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { isPlainDate, plainDate } from "#app/domain/time/plain-date.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { ruleScreenWords } from "#app/messages/rule-screens.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import { showRule } from "#app/usecases/screens/show-rules.server.ts";
import { decideRuleMode, requestRuleMode } from "#app/usecases/visits/change-rule-mode.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.union([
  z.strictObject({ changeId: z.uuid(), decision: z.enum(["approved", "refused"]) }),
  z.strictObject({
    mode: z.enum(RULE_MODES),
    from: z.string().refine(isPlainDate).transform(plainDate),
    reason: z.string().trim().max(200),
  }),
]);

export const meta = pageTitle(ruleScreenWords, ({ params, locale }) => ruleTitle(params["ruleCode"] ?? "", locale));

export const loader = guarded({ action: "rule.read" }, async ({ params, request, context, actor }) => ({
  ...(await showRule(context, params["ruleCode"] ?? "")),
  mayChange: can(actor, "rule.change"),
  saved: new URL(request.url).searchParams.has("saved"),
}));

export const action = guarded({ action: "rule.change" }, async ({ request, params, context, locale }) => {
  const ruleCode = params["ruleCode"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  try {
    if ("decision" in value) await decideRuleMode(context, { ...value, ruleCode });
    else await requestRuleMode(context, { ruleCode, mode: value.mode, from: value.from }, value.reason);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: refusalSentence(thrown.code, thrown.facts, locale) };
  }
  throw redirect(`/office/rules/${ruleCode}?saved=1`);
});

export default function Rule() {
  const { mayChange, saved, ...rule } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(ruleScreenWords);
  const locale = useLocale();
  return (
    <>
      <PageHeader
        title={ruleTitle(rule.code, locale)}
        status={words.status(rule.policyId)}
        trail={[{ to: "/office/rules", label: words.back }]}
      />
      {refused && (
        <Notice tone="danger" announced>
          {refused.problem}
        </Notice>
      )}
      {saved && !refused && (
        <Notice tone="success" announced>
          {words.saved}
        </Notice>
      )}
      <Split
        main={
          <>
            <RuleFacts rule={rule} />
            <RuleParameters rule={rule} />
            <RuleModeChanges rule={rule} mayChange={mayChange} />
          </>
        }
        side={mayChange ? <AskForMode rule={rule} /> : null}
      />
    </>
  );
}
