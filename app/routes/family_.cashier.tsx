import { redirect, type HeadersFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { EntryFrame } from "#app/components/entry-frame.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SubmitButton } from "#app/components/submit-button.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { fen } from "#app/domain/money/fen.ts";
import { elderYuanText } from "#app/domain/money/yuan-text.ts";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { guarded } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";

export const meta = pageTitle(familyPayWords, ({ words }) => words.cashier);
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

/** WeChat's own page, played: only a demonstration has it. */
export const loader = guarded({ action: "family.use" }, async ({ request, services }) => {
  const cashier = services.payments?.cashier ?? null;
  if (cashier === null) throw new Response("404", { status: 404 });
  const ticket = new URL(request.url).searchParams;
  return { order: await cashier.look(ticket), back: safeRedirectPath(ticket.get("back"), "/family/pay") };
});

export const action = guarded({ action: "family.use" }, async ({ request, services }) => {
  const cashier = services.payments?.cashier ?? null;
  if (cashier === null) throw new Response("404", { status: 404 });
  const ticket = new URL(request.url).searchParams;
  await cashier.pay(ticket);
  return redirect(safeRedirectPath(ticket.get("back"), "/family/pay"));
});

export default function Cashier() {
  const { order, back } = useLoaderData<typeof loader>();
  const words = useWords(familyPayWords);
  return (
    <EntryFrame title={words.cashier} lead={words.cashier_note} card>
      <Stack>
        {order === null ? (
          <Notice tone="danger">{words.cashier_refused}</Notice>
        ) : (
          <>
            <p>{order.description}</p>
            <Form method="post">
              <SubmitButton wide>{words.cashier_pay(elderYuanText(fen(order.totalFen)))}</SubmitButton>
            </Form>
          </>
        )}
        <LinkButton to={back} wide>
          {words.cashier_leave}
        </LinkButton>
      </Stack>
    </EntryFrame>
  );
}
