import { useActionData, useLoaderData } from "@remix-run/react";
import { KeptAsideClaims } from "#app/components/kept-aside-claims.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { dayWords } from "#app/messages/day.ts";
import { keptAsideWords } from "#app/messages/kept-aside.ts";
import { listKeptAsideClaims } from "#app/usecases/visits/attach-claim.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { attachedOf, takeAttachment } from "#app/web/kept-aside-forms.server.ts";

export const meta = pageTitle(keptAsideWords, ({ words }) => words.title);

export const loader = guarded({ action: "provider.day" }, async ({ request, context }) => ({
  claims: await listKeptAsideClaims(context),
  done: attachedOf(request),
}));

export const action = guarded({ action: "provider.day" }, async (given) =>
  takeAttachment(given, "/provider/kept-aside"),
);

export default function ProviderKeptAside() {
  const { claims, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const words = useWords(dayWords);
  const back = { to: "/provider/today", label: words.back_today };
  return <KeptAsideClaims claims={claims} back={back} done={done} problem={refused?.problem ?? null} />;
}
