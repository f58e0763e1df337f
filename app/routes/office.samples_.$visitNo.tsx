import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { AuditEvidence } from "#app/components/audit-evidence.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Panel } from "#app/components/panel.tsx";
import { ReviewForm, ReviewVerdicts } from "#app/components/review-form.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { parseYuan } from "#app/domain/money/yuan-text.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { reviewWords } from "#app/messages/sample-reviews.ts";
import { sampleWord, sampleWords } from "#app/messages/samples.ts";
import { recordEvidenceShown } from "#app/usecases/claims/audit-evidence.server.ts";
import { reviewLine } from "#app/usecases/sampling/review-line.server.ts";
import { showReview } from "#app/usecases/sampling/show-review.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { chosenMonth } from "#app/web/month-choice.ts";

const form = z.strictObject({
  digest: z.string().length(64),
  verdict: z.enum(["right", "wrong", "unjudgeable"]),
  reason: z.string().max(60).optional(),
  wrongYuan: z.string().max(20).optional(),
  note: z.string().max(500).optional(),
});

const textOrNull = (text: string | undefined) => (text === undefined || text.trim() === "" ? null : text.trim());

export const meta = pageTitle(reviewWords, ({ words, params }) => words.title(params["visitNo"] ?? ""));

/** Who may judge has the evidence written down as shown by opening the page. */
export const loader = guarded({ action: "sample.read" }, async ({ request, params, context, actor }) => {
  const found = await showReview(context, chosenMonth(request, context.now), params["visitNo"] ?? "");
  const mayReview = can(actor, "sample.review") && found.turn !== null;
  if (mayReview) await recordEvidenceShown(context, found.item.visitNo, found.item.digest);
  return { ...found, mayReview };
});

export const action = guarded({ action: "sample.review" }, async ({ request, params, context }) => {
  const month = chosenMonth(request, context.now);
  const { value } = await readForm(request, form);
  if (value === null) return { problem: { code: "review-reason-unknown", facts: {} as SentenceFacts } };
  const amount = textOrNull(value.wrongYuan);
  try {
    await reviewLine(context, {
      ...{ month, visitNo: params["visitNo"] ?? "", verdict: value.verdict },
      wrongFen: value.verdict === "wrong" && amount !== null ? parseYuan(amount) : null,
      reason: value.verdict === "right" ? null : textOrNull(value.reason),
      note: textOrNull(value.note),
    });
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
  return redirect(`/office/samples?month=${month}`);
});

export default function Review() {
  const found = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as
    { problem: { readonly code: string; readonly facts: SentenceFacts } } | undefined;
  const words = useWords(reviewWords);
  const samples = useWords(sampleWords);
  const locale = useLocale();
  const { item } = found;
  const problem = refused?.problem;
  const drawn = found.position === null ? words.replaces(found.replaces ?? "") : words.drawn_as(found.position);
  const why = found.reasons.map((reason) => sampleWord(reason, locale)).join(locale === "en" ? ", " : "、");
  return (
    <>
      <PageHeader
        title={words.title(item.visitNo)}
        status={[drawn, why, sampleWord(found.group, locale)].filter((part) => part !== "").join(" · ")}
        trail={[{ to: `/office/samples?month=${found.month}`, label: samples.title }]}
      />
      <ErrorSummary
        problems={problem ? [{ fieldId: null, message: refusalSentence(problem.code, problem.facts, locale) }] : []}
      />
      <Stack>
        <Panel title={samples.visit}>
          <AuditEvidence item={item} />
        </Panel>
        {found.verdicts !== null && <ReviewVerdicts verdicts={found.verdicts} />}
        {found.turn !== null && found.mayReview ? (
          <ReviewForm turn={found.turn} atStakeFen={found.atStakeFen} digest={item.digest} choices={found.choices} />
        ) : (
          found.barred !== null &&
          found.verdicts === null && <Notice tone="info">{refusalSentence(found.barred, {}, locale)}</Notice>
        )}
      </Stack>
    </>
  );
}
