import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { FollowUpList } from "#app/components/follow-up-list.tsx";
import { Stack } from "#app/components/layout.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { closingPartyOf } from "#app/domain/access/closing-party.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import { followUpWord } from "#app/messages/call-answers.ts";
import { followUpWords } from "#app/messages/follow-ups.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { correctNumber } from "#app/usecases/call-backs/correct-number.server.ts";
import { endFollowUp } from "#app/usecases/call-backs/end-follow-up.server.ts";
import { showFollowUps } from "#app/usecases/call-backs/show-follow-ups.server.ts";
import { textIn } from "#app/web/call-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(followUpWords, ({ words }) => words.follow_title);

export const loader = guarded({ action: "call-back.read" }, async ({ request, context, actor }) => {
  const asked = new URL(request.url).searchParams;
  return {
    ...(await showFollowUps(context, { open: !asked.has("closed"), kind: asked.get("kind") })),
    mayEnd: can(actor, "follow-up.end"),
    isDistrict: closingPartyOf(actor) === "district",
    said: asked.get("said"),
  };
});

export const action = guarded({ action: "follow-up.end" }, async ({ request, context, services, actor }) => {
  const form = await request.formData();
  const [ticketNo, phone, note] = [textIn(form, "ticket"), textIn(form, "phone").trim(), textIn(form, "note")];
  const died = textIn(form, "diedOn");
  try {
    if (phone !== "") {
      await correctNumber(context, services.crypto, { ticketNo, phone, note });
      return redirect("/office/follow-ups?said=closed");
    }
    const end = { ticketNo, outcome: textIn(form, "outcome"), note, diedOn: isPlainDate(died) ? died : null };
    const state = await endFollowUp(context, { ...end, isDistrict: closingPartyOf(actor) === "district" });
    return redirect(`/office/follow-ups?said=${state}`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function FollowUps() {
  const { rows, counts, open, kind, mayEnd, isDistrict, said } = useLoaderData<typeof loader>();
  const words = useWords(followUpWords);
  const locale = useLocale();
  const problems = useRefusalProblems(useActionData<typeof action>());
  const sum = (of: "open" | "late") => counts.reduce((total, one) => total + one[of], 0);
  return (
    <>
      <PageHeader title={words.follow_title} status={words.follow_status(sum("open"), sum("late"))} />
      <ErrorSummary problems={problems} />
      <Stack>
        {said !== null && (
          <Notice tone="success" announced>
            {said === "proposed" ? words.proposed_done : words.closed_done}
          </Notice>
        )}
        <Tabs
          tabs={[
            { to: "/office/follow-ups", label: words.follow_open, current: open && kind === null, count: sum("open") },
            ...counts.map((one) => ({
              to: `/office/follow-ups?kind=${one.kind}`,
              label: followUpWord(one.kind, locale),
              current: kind === one.kind,
              count: one.open,
            })),
            { to: "/office/follow-ups?closed", label: words.follow_closed, current: !open },
          ]}
        />
        <FollowUpList rows={rows} mayEnd={mayEnd} isDistrict={isDistrict} />
      </Stack>
    </>
  );
}
