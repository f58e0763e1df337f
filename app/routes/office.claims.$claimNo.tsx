import { redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ClaimSteps } from "#app/components/claim-steps.tsx";
import { ClaimLines } from "#app/components/claim-lines.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { UploadRows } from "#app/components/upload-rows.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/permission.ts";
import { parseYuan } from "#app/domain/money/yuan-text.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { RefusedDecision } from "#app/components/line-decision.tsx";
import { claimFileWords } from "#app/messages/claim-files.ts";
import { moneyWords } from "#app/messages/money.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { passClaim, returnClaim } from "#app/usecases/claims/decide-claims.server.ts";
import { decideLine } from "#app/usecases/claims/decide-line.server.ts";
import { showClaim } from "#app/usecases/claims/show-claims.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

const form = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("pass") }),
  z.strictObject({ intent: z.literal("return"), reason: z.string().max(200) }),
  z.strictObject({
    intent: z.literal("line"),
    lineId: z.uuid(),
    decision: z.enum(["approve", "cut", "hold", "refuse"]),
    amount: z.string().max(20),
    reason: z.string().max(60),
    note: z.string().max(200),
  }),
]);

type Refused = {
  readonly problem?: { readonly code: string; readonly facts: SentenceFacts };
  readonly line?: RefusedDecision;
};

function chosenOf({ decision, amount, reason, note }: RefusedDecision["chosen"]): RefusedDecision["chosen"] {
  return { decision, amount, reason, note };
}

export const meta = pageTitle(moneyWords, ({ words, params }) => `${words.claims_title} ${params["claimNo"] ?? ""}`);

export const loader = guarded({ action: "claim.read" }, async ({ request, params, context, actor }) => {
  const claim = await showClaim(context, params["claimNo"] ?? "");
  const all = new URL(request.url).searchParams.get("all") === "1";
  const mayDecide = can(actor, "claim.decide") && claim.state === "submitted" && !claim.isPreparer;
  const open = claim.lines.filter((line) => line.decision !== "approve");
  const lines = all || open.length === 0 ? claim.lines : open;
  return { ...claim, all, mayDecide, count: claim.lines.length, lines };
});

export const action = guarded({ action: "claim.decide" }, async ({ request, params, context }) => {
  const claimNo = params["claimNo"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) return { problem: { code: "preview-changed", facts: {} } };
  try {
    if (value.intent === "pass") await passClaim(context, claimNo);
    else if (value.intent === "return") await returnClaim(context, claimNo, value.reason);
    else {
      const { lineId, decision, reason, note, amount } = value;
      await decideLine(context, {
        ...{ claimNo, lineId, decision, reason },
        adjustedFen: parseYuan(amount),
        note: note.trim() === "" ? null : note.trim(),
      });
    }
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    const problem = { code: thrown.code, facts: thrown.facts };
    return value.intent === "line"
      ? { line: { ...problem, lineId: value.lineId, chosen: chosenOf(value) } }
      : { problem };
  }
  return redirect(new URL(request.url).pathname.replace(/\.data$/, ""));
});

export default function Claim() {
  const claim = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as Refused | undefined;
  const words = useWords(moneyWords);
  const files = useWords(claimFileWords);
  const locale = useLocale();
  const problems = [refused?.problem].flatMap((problem) =>
    problem === undefined ? [] : [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }],
  );
  const street = locale === "en" ? claim.summary?.streetEn : claim.summary?.streetZh;
  return (
    <>
      <PageHeader
        title={claim.claimNo}
        marks={<StateTag kind="claim" code={claim.state} />}
        status={`${claim.summary?.provider ?? ""} · ${street ?? ""} · ${claim.month}`}
        trail={[{ to: `/office/claims?month=${claim.month}`, label: words.claims_title }]}
      />
      <ErrorSummary problems={problems} />
      {claim.mayDecide && <ClaimSteps claimNo={claim.claimNo} undecided={claim.summary?.undecided ?? 0} />}
      <p>
        {words.open_lines(claim.lines.length, claim.count)}{" "}
        {(claim.all || claim.lines.length < claim.count) && (
          <Link to={claim.all ? "?" : "?all=1"}>{claim.all ? words.show_open : words.show_all}</Link>
        )}
      </p>
      <ClaimLines
        lines={claim.lines}
        reasons={claim.mayDecide ? claim.reasons : null}
        month={claim.month}
        refused={refused?.line ?? null}
      />
      {claim.beside.length > 0 && (
        <Panel title={files.beside_title} note={files.beside_note} flush>
          <UploadRows rows={claim.beside} caption={files.beside_title} />
        </Panel>
      )}
    </>
  );
}
