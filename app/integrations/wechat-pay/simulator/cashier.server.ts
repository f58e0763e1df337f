/**
 * The page of WeChat on which a person pays, for a demonstration: it takes what a page of ours would hand to WeChat (the parameters of
 * WeixinJSBridge with our signature, or the number of an H5 address), shows the order that these stand for, and lets the person pay.
 */
import { createPublicKey, createVerify } from "node:crypto";
import { ChannelRefusal, type Channel, type PlacedOrder } from "./channel.ts";
import type { SimulatedAccount } from "./simulated-account.server.ts";

const PREPAY = "prepay_id=";

/** What WeChat checks before it shows a person an amount: app, signature over the four texts, and an order of this way of paying. */
function orderOf(account: SimulatedAccount, channel: Channel, ticket: URLSearchParams): PlacedOrder {
  const part = (name: string) => ticket.get(name) ?? "";
  const isBridge = ticket.has("paySign");
  if (isBridge) {
    const signed = `${part("appId")}\n${part("timeStamp")}\n${part("nonceStr")}\n${part("package")}\n`;
    const key = createPublicKey(account.merchantKeyPem);
    const holds = createVerify("RSA-SHA256").update(signed).verify(key, part("paySign"), "base64");
    if (!holds || part("appId") !== account.appId || part("signType") !== "RSA")
      throw new ChannelRefusal(401, "SIGN_ERROR");
  }
  const prepayId = isBridge ? part("package").replace(PREPAY, "") : part("prepay_id");
  const wanted = isBridge ? "JSAPI" : "MWEB";
  const order = channel.state.orders.find((one) => one.prepayId === prepayId && one.tradeType === wanted);
  if (order === undefined) throw new ChannelRefusal(404, "ORDER_NOT_EXIST");
  return order;
}

/**
 * @param pay makes the payment and tells of it
 * @returns the order that the ticket stands for, as the person sees it
 */
export function cashierAnswer(
  { account, channel }: { readonly account: SimulatedAccount; readonly channel: Channel },
  ticket: URLSearchParams,
  pay: (orderNo: string) => Response,
): Response {
  try {
    const { orderNo, description, totalFen, state } = orderOf(account, channel, ticket);
    if (ticket.get("step") === "pay") return pay(orderNo);
    return Response.json({ orderNo, description, totalFen, state });
  } catch (thrown) {
    if (thrown instanceof ChannelRefusal) return Response.json({ code: thrown.code }, { status: thrown.status });
    throw thrown;
  }
}
