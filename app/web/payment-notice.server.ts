/** A notification of the payment channel at the HTTP edge: raw bytes and five headers in, one of the answers that the channel knows out. */
import { NOTICE_BYTES_MOST, openNotice } from "#app/integrations/wechat-pay/notice.server.ts";
import { signedHeaders } from "#app/integrations/wechat-pay/message-signature.server.ts";
import { settlePaymentNotice } from "#app/usecases/payments/settle-payment-notice.server.ts";
import type { Context } from "#db/transaction.ts";
import { readRawBody } from "./raw-body.server.ts";
import type { Services } from "./services.server.ts";

const fail = (status: number, message: string) => Response.json({ code: "FAIL", message }, { status });

/** Counted by outcome since the start; a probe of the channel is no alarm. */
export const noticeCounts = new Map<string, number>();

function count(outcome: string): void {
  noticeCounts.set(outcome, (noticeCounts.get(outcome) ?? 0) + 1);
}

/** Of the five seconds within which the channel wants its answer, what a look for its keys may take; the look goes on beside. */
const KEYS_WAIT_MS = 2_000;

/** Waits for a look at the channel's keys, and not for a channel that does not answer: what is signed with a known key is believed meanwhile. */
async function briefly(look: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, KEYS_WAIT_MS)));
  await Promise.race([look.catch(() => undefined), enough]);
  clearTimeout(timer);
}

/**
 * 204 when it is settled or was before; 401 when it is not believed; 400 when what it says is not ours; 503 when it came before our order, so that the
 * channel sends it again. What follows a payment happens later, in jobs.
 */
export async function answerPaymentNotice(
  request: Request,
  context: Context,
  { payments, clock }: Pick<Services, "payments" | "clock">,
): Promise<Response> {
  if (payments === null) return fail(404, "no-merchant");
  const rawBody = await readRawBody(request, NOTICE_BYTES_MOST);
  // Due by the clock, never because of what a message says.
  await briefly(payments.gateway.prepare());
  const headers = signedHeaders((name) => request.headers.get(name));
  const opened = openNotice({ headers, rawBody }, payments.merchant, clock());
  if (!opened.ok) {
    count(opened.fault);
    return fail(401, opened.fault);
  }
  const kept = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? ""]));
  const answer = await settlePaymentNotice({ ...context, actor: "system:wechat-pay" }, payments.merchant, {
    notice: opened.notice,
    headers: kept,
    rawBody,
  });
  count(answer.outcome);
  if (answer.kind === "accepted") return new Response(null, { status: 204 });
  return answer.kind === "later" ? fail(503, answer.outcome) : fail(400, answer.outcome);
}
