import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { paymentNotice, sentNotice } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";
import { invoiceTitle } from "#app/domain/payments/invoice-request.ts";
import type { FamilyContext } from "#app/usecases/family/family-context.server.ts";
import { askForInvoice, showInvoiceRequest, type InvoiceWish } from "#app/usecases/payments/ask-for-invoice.server.ts";
import { cancelPayment } from "#app/usecases/payments/cancel-payment.server.ts";
import { checkPayment } from "#app/usecases/payments/check-payment.server.ts";
import { decideRefund, requestRefund } from "#app/usecases/payments/decide-refund.server.ts";
import { listFamilyBills, showFamilyPayment, showReceipt } from "#app/usecases/payments/family-bills.server.ts";
import { startPayment, type PaymentWish } from "#app/usecases/payments/start-payment.server.ts";
import { stepTicket } from "#app/usecases/tickets/step-ticket.server.ts";
import { fen } from "#app/domain/money/fen.ts";
import type { Database } from "#db/connection.server.ts";
import { familyOf, linkTo, signedIn } from "../family/family-people.ts";
import { query, run, type TestElder } from "../kiosk/kiosk-district.ts";
import { openPayingDistrict, type OwnVisit, type PayingDistrict } from "./paying-district.ts";

let database: Database;
let district: PayingDistrict;

beforeAll(async () => {
  ({ database, district } = await openPayingDistrict(8));
});
afterAll(async () => {
  district.server.close();
  await database.close();
});

type Person = { readonly visit: OwnVisit; readonly linkId: string; readonly memberId: string };
let people = 0;

async function person(scopes: readonly ("schedule" | "pay")[]): Promise<Person> {
  const visit = district.visits.shift();
  if (!visit) throw new Error("no visit left");
  people += 1;
  const phone = `1390000100${people}`;
  const linkId = await linkTo(district.context(), { id: visit.elderId } as TestElder, { phone, scopes });
  return { visit, linkId, memberId: (await signedIn(district.context(), phone)).memberId };
}

const family = ({ linkId, memberId }: Person, minutes = 0): Promise<FamilyContext> =>
  familyOf(district.context(plusMinutes(district.clock.now, minutes)), { linkId, memberId, scope: "pay" });

const JSAPI = { method: "jsapi", openId: "open-1" } as const;
const H5 = { method: "h5", clientAddress: "127.0.0.1" } as const;

async function start(who: Person, way: PaymentWish["way"]) {
  const { context, elderId } = await family(who);
  const wish = { visitNo: who.visit.visitNo, elderId, payerLinkId: who.linkId, way };
  return startPayment(context, district.paymentChannel.gateway, wish);
}

const stateOf = async (orderNo: string) =>
  (
    await query<{ state: string }>(district.context(), `select state from payment_order where order_no = '${orderNo}'`)
  )[0]?.state;

describe("a member of the family", () => {
  it("sees who pays what before anything is paid, pays inside WeChat, and has a receipt", async () => {
    const who = await person(["pay"]);
    const visitNo = who.visit.visitNo;
    const [bill] = await listFamilyBills(district.context(), who.memberId);
    expect(bill).toMatchObject({ toPay: [{ visitNo }], paid: [] });
    const split = await showFamilyPayment(await family(who), visitNo);
    expect(split).toMatchObject({ stage: "split", subsidyFen: 0n, otherFundFen: 0n, isPayable: true });
    expect(split.ownFen).toBe(split.priceFen);

    const started = await start(who, JSAPI);
    expect(started.invitation.method).toBe("jsapi");
    const waiting = await showFamilyPayment(await family(who), visitNo);
    expect(waiting).toMatchObject({ stage: "waiting", orderNo: started.orderNo });
    const { context, elderId } = await family(who);
    await checkPayment(context, district.paymentChannel, { orderNo: started.orderNo, elderId });
    expect((await showFamilyPayment(await family(who), visitNo)).stage).toBe("waiting");
    await expect(showReceipt(district.context(), who.memberId, started.orderNo)).rejects.toMatchObject({
      code: "not-found",
    });

    // The notification is lost: whoever waits has the channel asked.
    district.channel.pay(started.orderNo, district.clock.now);
    await checkPayment(context, district.paymentChannel, { orderNo: started.orderNo, elderId });
    expect((await showFamilyPayment(await family(who), visitNo)).stage).toBe("paid");
    expect(await showReceipt(district.context(), who.memberId, started.orderNo)).toMatchObject({
      receiptNo: started.orderNo.replace("BS", "SJ"),
      visitNo,
      amountFen: split.ownFen,
      keptFen: split.ownFen,
      byFamily: true,
      refunds: [],
    });
    const [after] = await listFamilyBills(district.context(), who.memberId);
    expect(after).toMatchObject({ toPay: [], paid: [{ orderNo: started.orderNo, state: "paid" }] });
    const told = await query(
      district.context(),
      `select link_id::text as link from message_cause where subject = '${started.orderNo}'`,
    );
    expect(told).toEqual([{ link: who.linkId }]);
  });

  it("sees what went back on the receipt", async () => {
    const who = await person(["pay"]);
    const { orderNo, amountFen } = await start(who, H5);
    const placed = district.channel.pay(orderNo, district.clock.now);
    await district.arrive(sentNotice(district.account, paymentNotice(district.account, placed), district.clock.now));
    const wish = { orderNo, amountFen: fen(1_000), reason: "complaint_upheld" } as const;
    const refundNo = await requestRefund(district.context(), wish);
    await decideRefund(district.context(district.clock.now, "user:second"), refundNo, "approve");
    expect(await showReceipt(district.context(), who.memberId, orderNo)).toMatchObject({
      keptFen: amountFen,
      refunds: [{ refundNo, amountFen: 1_000n, state: "approved", at: null }],
    });
  });

  it("without the elder's word for it sees no bill, pays nothing and reads no receipt", async () => {
    const who = await person(["schedule"]);
    expect(await listFamilyBills(district.context(), who.memberId)).toEqual([]);
    await expect(family(who)).rejects.toMatchObject({ code: "family-not-shared" });
    const payer = await person(["pay"]);
    const { orderNo } = await start(payer, JSAPI);
    district.channel.pay(orderNo, district.clock.now);
    await checkPayment((await family(payer)).context, district.paymentChannel, {
      orderNo,
      elderId: payer.visit.elderId,
    });
    await expect(showReceipt(district.context(), who.memberId, orderNo)).rejects.toMatchObject({ code: "not-found" });
    await expect(showFamilyPayment(await family(payer), who.visit.visitNo)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("whose link the elder ends while the page stands open pays nothing any more", async () => {
    const who = await person(["pay"]);
    const open = await family(who);
    await run(
      district.context(),
      `update family_link set revoked_at = now(), revoked_by = 'elder:test' where id = '${who.linkId}'`,
    );
    const wish = { visitNo: who.visit.visitNo, elderId: open.elderId, payerLinkId: who.linkId, way: H5 };
    const paying = startPayment(open.context, district.paymentChannel.gateway, wish);
    await expect(paying).rejects.toMatchObject({ code: "not-found" });
    expect(await query(district.context(), `select 1 from payment_order where visit_id = '${who.visit.id}'`)).toEqual(
      [],
    );
  });

  it("ends a code that stands at a kiosk by paying on the phone, so that nobody pays twice", async () => {
    const who = await person(["pay"]);
    const gateway = district.paymentChannel.gateway;
    const { visitNo, elderId } = who.visit;
    const kiosk = await startPayment(district.context(), gateway, { visitNo, elderId, way: { method: "native" } });
    expect((await showFamilyPayment(await family(who), visitNo)).stage).toBe("split");
    const phone = await start(who, H5);
    expect(phone.orderNo).not.toBe(kiosk.orderNo);
    expect(await stateOf(kiosk.orderNo)).toBe("closed");
    expect(() => district.channel.pay(kiosk.orderNo, district.clock.now)).toThrow("ORDER_CLOSED");
  });

  it("calls a payment off at WeChat first, and is told when somebody has paid meanwhile", async () => {
    const who = await person(["pay"]);
    const gateway = district.paymentChannel.gateway;
    const first = await start(who, JSAPI);
    const { context, elderId } = await family(who);
    await cancelPayment(context, gateway, { orderNo: first.orderNo, elderId });
    expect(await stateOf(first.orderNo)).toBe("closed");
    const second = await start(who, JSAPI);
    expect(second.orderNo).not.toBe(first.orderNo);
    district.channel.pay(second.orderNo, district.clock.now);
    const late = cancelPayment(context, gateway, { orderNo: second.orderNo, elderId });
    await expect(late).rejects.toMatchObject({ code: "paid-already" });
    await expect(
      cancelPayment(context, gateway, { orderNo: second.orderNo, elderId: district.context().newId() }),
    ).rejects.toMatchObject({ code: "not-found" });
  });

  it("asks the provider for an invoice once, and is told when it has answered", async () => {
    const who = await person(["pay"]);
    const started = await start(who, JSAPI);
    const { orderNo } = started;
    const title = invoiceTitle({ kind: "person", title: "王丽", taxNumber: "" });
    const wording: InvoiceWish["wording"] = ({ visitNo, yuan }) => `开发票 ${yuan} 元 ${visitNo}`;
    const wish = { memberId: who.memberId, orderNo, title, wording };
    const at = () => district.context();
    await expect(askForInvoice(at(), wish)).rejects.toMatchObject({ code: "not-found" });
    district.channel.pay(orderNo, district.clock.now);
    await checkPayment((await family(who)).context, district.paymentChannel, { orderNo, elderId: who.visit.elderId });
    expect(await showInvoiceRequest(at(), who.memberId, orderNo)).toBeNull();
    await Promise.all([askForInvoice(at(), wish), askForInvoice(at(), wish)]);
    const tickets = await query<{ ticketNo: string; desk: string; seen: boolean; provider: boolean; summary: string }>(
      at(),
      `select t.ticket_no as "ticketNo", t.desk, t.seen_by_provider as seen, t.provider_id = v.provider_id as provider, t.summary
         from ticket t join visit v on v.id = t.visit_id where t.kind = 'invoice' and t.elder_id = '${who.visit.elderId}'`,
    );
    const yuan = (Number(started.amountFen) / 100).toFixed(2);
    expect(tickets).toMatchObject([
      { desk: "provider", seen: true, provider: true, summary: `开发票 ${yuan} 元 ${who.visit.visitNo}` },
    ]);
    const desk = district.context(district.clock.now, "user:provider");
    await stepTicket(desk, { ticketNo: tickets[0]?.ticketNo ?? "", step: "start", note: "" });
    await stepTicket(desk, { ticketNo: tickets[0]?.ticketNo ?? "", step: "answer", note: "已开，发到您的邮箱" });
    expect(await showInvoiceRequest(at(), who.memberId, orderNo)).toMatchObject({ answer: "已开，发到您的邮箱" });
    expect(
      await query(
        at(),
        `select link_id::text as link, facts ->> 'path' as path from message_cause where kind = 'invoice_answered'`,
      ),
    ).toEqual([{ link: who.linkId, path: `/family/pay/${orderNo}` }]);
  });
});
