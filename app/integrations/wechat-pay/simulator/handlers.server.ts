/**
 * The API of WeChat Pay v3 as far as the product uses it, written once: a test has msw intercept with these handlers, the
 * demonstration serves the same ones from a process of its own.
 */
import { createHash, randomBytes, X509Certificate } from "node:crypto";
import { gzipSync } from "node:zlib";
import { http, HttpResponse, type RequestHandler } from "msw";
import * as z from "zod";
import type { Instant } from "#app/domain/time/instant.ts";
import { sealResource } from "../sealed-resource.server.ts";
import { ChannelRefusal, type Channel, type PlacedOrder } from "./channel.ts";
import { isSignedByMerchant, refundBody, signedMessage, tradeBody } from "./signed-messages.server.ts";
import type { SimulatedAccount } from "./simulated-account.server.ts";
import { writeFundBill, writeTradeBill } from "./write-bills.ts";

/** What goes wrong with one request; "after" means that the effect stays. */
export type Fault = "none" | "error-before" | "error-after" | "cut-off-after" | "silent-after" | "unsigned-answer";

/** Longer than anybody waits for an answer. */
const SILENT_MS = 15_000;

const silence = () => new Promise<void>((resolve) => void setTimeout(resolve, SILENT_MS).unref());

export type SimulatedChannel = {
  readonly account: SimulatedAccount;
  readonly channel: Channel;
  readonly now: () => Instant;
  /** Asked once a request. */
  readonly nextFault: (path: string) => Fault;
  /** Called after each effect, so that a served simulator keeps its state. */
  readonly changed: () => void;
  /** PEM by serial: the platform certificates that can be downloaded; none where the merchant has a public key. */
  readonly certificates?: () => ReadonlyMap<string, string>;
};

const orderForm = z.object({
  appid: z.string(),
  mchid: z.string(),
  description: z.string().min(1).max(127),
  out_trade_no: z.string().regex(/^[0-9A-Za-z_\-|*]{6,32}$/),
  notify_url: z.string().url(),
  time_expire: z.string(),
  amount: z.object({ total: z.number().int().positive(), currency: z.literal("CNY") }),
  payer: z.object({ openid: z.string().min(1) }).optional(),
});

const refundForm = z.object({
  out_trade_no: z.string(),
  out_refund_no: z.string().regex(/^[0-9A-Za-z_\-|*@]{1,64}$/),
  notify_url: z.string().url(),
  amount: z.object({ refund: z.number().int().positive(), total: z.number().int(), currency: z.literal("CNY") }),
});

type Asked = { readonly parameter: (name: string) => string; readonly query: URLSearchParams; readonly body: unknown };
type Effect = (asked: Asked) => { readonly status: number; readonly body: string };

const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) });

function parsed<T>(form: z.ZodType<T>, body: unknown): T {
  const read = form.safeParse(body);
  if (!read.success) throw new ChannelRefusal(400, "PARAM_ERROR");
  return read.data;
}

function refusalAnswer(refusal: ChannelRefusal) {
  return HttpResponse.json({ code: refusal.code, message: refusal.code }, { status: refusal.status });
}

/** One endpoint: the merchant's signature, a fault perhaps, the effect, a signed answer. */
function endpoint(simulated: SimulatedChannel, effect: Effect) {
  return async ({ request, params }: { request: Request; params: Record<string, unknown> }): Promise<Response> => {
    const url = new URL(request.url);
    const text = await request.clone().text();
    const authorization = request.headers.get("authorization") ?? "";
    const signed = { method: request.method, target: `${url.pathname}${url.search}`, body: text, authorization };
    if (!isSignedByMerchant(simulated.account, signed)) return refusalAnswer(new ChannelRefusal(401, "SIGN_ERROR"));
    const fault = simulated.nextFault(url.pathname);
    if (fault === "error-before") return refusalAnswer(new ChannelRefusal(500, "SYSTEM_ERROR"));
    try {
      const { status, body } = effect({
        parameter: (name) => String(params[name] ?? ""),
        query: url.searchParams,
        body: text === "" ? null : (JSON.parse(text) as unknown),
      });
      simulated.changed();
      if (fault === "error-after") return refusalAnswer(new ChannelRefusal(500, "SYSTEM_ERROR"));
      if (fault === "silent-after") await silence();
      if (fault === "cut-off-after" || fault === "silent-after") return HttpResponse.error();
      const message = signedMessage(simulated.account, body, simulated.now());
      const headers = fault === "unsigned-answer" ? { "Content-Type": "application/json" } : message.headers;
      return new HttpResponse(status === 204 ? null : body, { status, headers });
    } catch (thrown) {
      if (thrown instanceof ChannelRefusal) return refusalAnswer(thrown);
      throw thrown;
    }
  };
}

function startEndpoint(
  simulated: SimulatedChannel,
  tradeType: PlacedOrder["tradeType"],
  answer: (order: PlacedOrder) => Record<string, string>,
): Effect {
  return ({ body }) => {
    const asked = parsed(orderForm, body);
    const { account, channel } = simulated;
    if (asked.appid !== account.appId || asked.mchid !== account.merchantId)
      throw new ChannelRefusal(400, "APPID_MCHID_NOT_MATCH");
    if (tradeType === "JSAPI" && !asked.payer) throw new ChannelRefusal(400, "PARAM_ERROR");
    const order = channel.place({
      orderNo: asked.out_trade_no,
      description: asked.description,
      totalFen: asked.amount.total,
      tradeType,
      notifyUrl: asked.notify_url,
      expiresAt: Date.parse(asked.time_expire),
    });
    return json(answer(order));
  };
}

const PACKED = ".gzip";

function billEndpoints(simulated: SimulatedChannel, origin: string): RequestHandler[] {
  const { account, channel } = simulated;
  const billOf = (kind: string, on: string) =>
    kind === "tradebill" ? writeTradeBill(channel, on, account) : writeFundBill(channel, on);
  const apply = (kind: "tradebill" | "fundflowbill"): Effect => {
    return ({ query }) => {
      const on = query.get("bill_date") ?? "";
      const bytes = billOf(kind, on);
      if (bytes === null) throw new ChannelRefusal(404, "NO_STATEMENT_EXIST");
      return json({
        hash_type: "SHA1",
        hash_value: createHash("sha1").update(bytes).digest("hex"),
        download_url: `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${kind}${on}${query.get("tar_type") === "GZIP" ? PACKED : ""}`,
      });
    };
  };
  return [
    http.get(`${origin}/v3/bill/tradebill`, endpoint(simulated, apply("tradebill"))),
    http.get(`${origin}/v3/bill/fundflowbill`, endpoint(simulated, apply("fundflowbill"))),
    http.get(`${origin}/v3/billdownload/file`, ({ request }) => {
      const token = new URL(request.url).searchParams.get("token") ?? "";
      const [, kind = "", on = ""] = /^(tradebill|fundflowbill)([\d-]*)/.exec(token) ?? ["", "", ""];
      const bytes = billOf(kind, on);
      if (bytes === null) return new HttpResponse(null, { status: 404 });
      return new HttpResponse(Buffer.from(token.endsWith(PACKED) ? gzipSync(bytes) : bytes));
    }),
  ];
}

function orderEndpoints(simulated: SimulatedChannel, origin: string): RequestHandler[] {
  const { account, channel } = simulated;
  const start = (tradeType: PlacedOrder["tradeType"], answer: (order: PlacedOrder) => Record<string, string>) =>
    endpoint(simulated, startEndpoint(simulated, tradeType, answer));
  const query: Effect = ({ parameter }) => json(tradeBody(account, channel.find(parameter("orderNo"))));
  const close: Effect = ({ parameter }) => {
    channel.close(parameter("orderNo"));
    return { status: 204, body: "" };
  };
  const path = `${origin}/v3/pay/transactions`;
  const native = start("NATIVE", ({ prepayId }) => ({ code_url: `weixin://wxpay/bizpayurl?pr=${prepayId}` }));
  const jsapi = start("JSAPI", ({ prepayId }) => ({ prepay_id: prepayId }));
  const h5 = start("MWEB", ({ prepayId }) => ({ h5_url: `${origin}/simulator/h5?prepay_id=${prepayId}` }));
  return [
    http.post(`${path}/native`, native),
    http.post(`${path}/jsapi`, jsapi),
    http.post(`${path}/h5`, h5),
    http.get(`${path}/out-trade-no/:orderNo`, endpoint(simulated, query)),
    http.post(`${path}/out-trade-no/:orderNo/close`, endpoint(simulated, close)),
  ];
}

function refundEndpoints(simulated: SimulatedChannel, origin: string): RequestHandler[] {
  const { channel, now } = simulated;
  const refund: Effect = ({ body }) => {
    const asked = parsed(refundForm, body);
    const placed = channel.refund(
      {
        orderNo: asked.out_trade_no,
        refundNo: asked.out_refund_no,
        refundFen: asked.amount.refund,
        notifyUrl: asked.notify_url,
        totalFen: asked.amount.total,
      },
      now(),
    );
    return json(refundBody(channel.find(asked.out_trade_no), placed));
  };
  const find: Effect = ({ parameter }) => {
    const found = channel.findRefund(parameter("refundNo"));
    return json(refundBody(channel.find(found.orderNo), found));
  };
  const path = `${origin}/v3/refund/domestic/refunds`;
  return [http.post(path, endpoint(simulated, refund)), http.get(`${path}/:refundNo`, endpoint(simulated, find))];
}

function certificateEndpoint(simulated: SimulatedChannel, origin: string): RequestHandler {
  const list: Effect = () => {
    const pems = [...(simulated.certificates?.() ?? [])];
    if (pems.length === 0) throw new ChannelRefusal(404, "RESOURCE_NOT_EXISTS");
    const data = pems.map(([serial, pem]) => {
      const nonce = randomBytes(6).toString("hex");
      const sealed = sealResource(pem, simulated.account.apiV3Key, { nonce, associatedData: "certificate" });
      const { algorithm, ciphertext, associatedData } = sealed;
      const sealing = { algorithm, nonce, associated_data: associatedData, ciphertext };
      const { validFrom, validTo } = new X509Certificate(pem);
      return {
        serial_no: serial,
        effective_time: new Date(validFrom).toISOString(),
        expire_time: new Date(validTo).toISOString(),
        encrypt_certificate: sealing,
      };
    });
    return json({ data });
  };
  return http.get(`${origin}/v3/certificates`, endpoint(simulated, list));
}

/** Handlers for one merchant at an origin such as https://api.mch.weixin.qq.com or http://127.0.0.1:4399. */
export function wechatPayHandlers(simulated: SimulatedChannel, origin: string): RequestHandler[] {
  return [
    ...orderEndpoints(simulated, origin),
    ...refundEndpoints(simulated, origin),
    ...billEndpoints(simulated, origin),
    certificateEndpoint(simulated, origin),
  ];
}
