import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { guarded } from "#app/web/guard.server.ts";
import { answerPaymentNotice } from "#app/web/payment-notice.server.ts";

/** Signed callbacks of WeChat Pay. No parser stands before Remix, so the body is the bytes that were signed. */
export const action = guarded({ action: "public.notify" }, async ({ request, context, services }) =>
  answerPaymentNotice(request, { ...context, scope: WHOLE_DISTRICT }, services),
);
