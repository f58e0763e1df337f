/** Elders who booked visits that they pay themselves, and the channel behind msw: what the tests of payments stand on. */
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { Notice } from "#app/integrations/wechat-pay/notice.server.ts";
import { openNotice } from "#app/integrations/wechat-pay/notice.server.ts";
import { signedHeaders } from "#app/integrations/wechat-pay/message-signature.server.ts";
import { merchantOf } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import type { SignedMessage } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { settlePaymentNotice, type NoticeAnswer } from "#app/usecases/payments/settle-payment-notice.server.ts";
import { insertVisits } from "#db/repositories/visits.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { simulatedWechat } from "#tests/integrations/wechat-pay/simulated-wechat.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { ownVisitRow } from "#tests/support/own-visit.ts";
import { loadSmallDistrict } from "#tests/support/small-district.ts";
import { query } from "../kiosk/kiosk-district.ts";

export const PAY_DAY = instant("2026-11-16T09:40:00+08:00");

export type OwnVisit = { readonly id: string; readonly visitNo: string; readonly elderId: string };

type ElderRow = { readonly id: string; readonly elderNo: string; readonly streetId: number };

/** Visits of kind "private", one each for the first elders, of growing prices. */
export async function ownVisits(context: Context, count: number): Promise<OwnVisit[]> {
  const elders = await query<ElderRow>(
    context,
    `select id, elder_no as "elderNo", street_id as "streetId" from elder order by elder_no limit ${count}`,
  );
  const [provider] = await query<{ id: string }>(context, "select id from provider order by name limit 1");
  const start = plusMinutes(context.now, 3 * 1_440);
  const rows = elders.map((elder, index) =>
    ownVisitRow({
      ...{ id: context.newId(), elder, providerId: provider?.id ?? "", sequence: 5, start },
      plannedFen: BigInt(3_500 + index),
    }),
  );
  await inTransaction(context, (unit) => insertVisits(unit, rows, []));
  return rows.map(({ id, visitNo, elderId }) => ({ id, visitNo, elderId }));
}

async function payingDistrict(database: Database, elders: number) {
  await loadSmallDistrict(database, elders);
  const wechat = simulatedWechat(PAY_DAY);
  const merchant = merchantOf(wechat.account);
  const context = (now: Instant = wechat.clock.now, actor = "system:test") => testContext(database, { now, actor });
  const visits = await ownVisits(context(), elders);
  const channel = { gateway: wechat.gateway(), merchant };
  /** What the route does with a message: believe it, then settle it. */
  const arrive = async (message: SignedMessage): Promise<NoticeAnswer | { kind: "unbelieved"; outcome: string }> => {
    const opened = openMessage(message, merchant, wechat.clock.now);
    if (!opened.ok) return { kind: "unbelieved", outcome: opened.fault };
    return settleMessage(context(), merchant, opened.notice, message);
  };
  return { ...wechat, merchant, context, visits, paymentChannel: channel, arrive };
}

export type PayingDistrict = Awaited<ReturnType<typeof payingDistrict>>;

/** A database of its own whose calls to the channel are answered; the file closes both. */
export async function openPayingDistrict(elders: number): Promise<{ database: Database; district: PayingDistrict }> {
  const database = await testDatabase();
  const district = await payingDistrict(database, elders);
  district.server.listen({ onUnhandledRequest: "bypass" });
  return { database, district };
}

export function openMessage(message: SignedMessage, merchant: ReturnType<typeof merchantOf>, now: Instant) {
  const lower = new Map(Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return openNotice(
    { headers: signedHeaders((name) => lower.get(name) ?? null), rawBody: Buffer.from(message.body) },
    merchant,
    now,
  );
}

export function settleMessage(
  context: Context,
  merchant: ReturnType<typeof merchantOf>,
  notice: Notice,
  message: SignedMessage,
): Promise<NoticeAnswer> {
  return settlePaymentNotice(context, merchant, {
    notice,
    headers: message.headers,
    rawBody: Buffer.from(message.body),
  });
}

/** Debits minus credits of people's own money, by account. */
export async function ownBooks(context: Context): Promise<Record<string, number>> {
  const rows = await query<{ code: string; net: string }>(
    context,
    `select a.code, (sum(b.debit_fen) - sum(b.credit_fen))::text as net from account a
       join account_balance b on b.account_id = a.id where a.fund = 'self_paid' group by a.code`,
  );
  return Object.fromEntries(rows.map(({ code, net }) => [code, Number(net)]));
}
