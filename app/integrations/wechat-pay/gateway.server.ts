/**
 * WeChat Pay v3 for one merchant, and the only file that imports wechatpay-node-v3. The library signs requests and knows the endpoints.
 * What it lacks is added here and beside: time-outs, repeats with the same numbers, the check of answers, public-key mode, strong
 * nonces, errors with a cause (docs/decisions: check what the payment library does not).
 */
import { createHash, randomBytes } from "node:crypto";
import WxPay from "wechatpay-node-v3";
import { fenAsNumber } from "#app/domain/money/fen.ts";
import { DISTRICT_ZONE, isoText, localTimeOf, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { billAnswer, formed, h5Answer, jsapiAnswer, nativeAnswer, refundOf, tradeOf } from "./answers.ts";
import { GatewayError, isGatewayError } from "./gateway-error.ts";
import { keptFresh, type CertificatesAnswer } from "./keep-keys-fresh.server.ts";
import type { Merchant } from "./merchant.server.ts";
import type { JsapiCall, OrderRequest, PaymentGateway, RefundRequest } from "./payment-gateway.ts";
import { CERTIFICATES_PATH, LIBRARY_ORIGIN, libraryTransport, type LibraryAnswer } from "./transport.server.ts";
import { unpackedBill } from "./unpack-bill.server.ts";

export type GatewayOptions = {
  readonly origin: string;
  /** Where notifications are sent. */
  readonly notifyUrl: string;
  readonly now: () => Instant;
  readonly timeoutMs?: number;
  /** How long to wait before the second, third, … try; its length bounds the tries. */
  readonly pausesMs?: readonly number[];
  readonly sleep?: (ms: number) => Promise<void>;
  readonly nonce?: () => string;
};

const TIMEOUT_MS = 5_000;
const PAUSES_MS = [200, 1_000];
/** Codes by which the channel says that a number is not known to it. */
const UNKNOWN_NUMBER = ["ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"];
const NO_BILL = ["NO_STATEMENT_EXIST"];

/** The library with its chance and its clock replaced; its requests are then the same for the same arguments. */
class SigningLibrary extends WxPay {
  readonly #now: () => Instant;
  readonly #nonce: () => string;

  constructor(merchant: Merchant, now: () => Instant, nonce: () => string) {
    // The library insists on a certificate even when it is told the serial, and does not read it then.
    super({
      appid: merchant.appId,
      mchid: merchant.merchantId,
      serial_no: merchant.serial,
      publicKey: Buffer.from("unused"),
      privateKey: Buffer.from(merchant.privateKeyPem),
    });
    this.#now = now;
    this.#nonce = nonce;
  }

  override buildAuthorization(method: string, url: string, params?: Record<string, unknown>): string {
    const [nonce, timestamp] = [this.#nonce(), String(Math.floor(this.#now() / 1_000))];
    const { pathname, search } = new URL(url);
    return this.getAuthorization(
      nonce,
      timestamp,
      this.getSignature(method, nonce, timestamp, `${pathname}${search}`, params),
    );
  }

  /** Headers of a request that the library has no method for. */
  signedGet(url: string): Record<string, string> {
    return this.getHeaders(this.buildAuthorization("GET", url));
  }

  jsapiCall(prepay: string): JsapiCall {
    const [timeStamp, nonceStr] = [String(Math.floor(this.#now() / 1_000)), this.#nonce()];
    const paySign = this.sign(`${this.appid}\n${timeStamp}\n${nonceStr}\n${prepay}\n`);
    return { appId: this.appid, timeStamp, nonceStr, package: prepay, signType: "RSA", paySign };
  }
}

const strongNonce = () => randomBytes(16).toString("hex");

/** 2026-11-16T09:40:00+08:00, as the channel's examples write times. */
function channelTime(at: Instant): string {
  const { date } = localTimeOf(at, DISTRICT_ZONE);
  return `${date}T${isoText(plusMinutes(at, 8 * 60)).slice(11, 19)}+08:00`;
}

type Tries = Required<Pick<GatewayOptions, "pausesMs" | "sleep">>;

/** Asks again while asking again may help; every number in the request is ours, so a repeat has no second effect. */
async function repeated(ask: () => Promise<LibraryAnswer>, { pausesMs, sleep }: Tries): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await ask()).data;
    } catch (thrown) {
      const pauseMs = pausesMs[attempt];
      if (!isGatewayError(thrown) || !thrown.mayRetry || pauseMs === undefined) throw thrown;
      await sleep(pauseMs);
    }
  }
}

/** Null when the channel does not know the number, or has nothing under that date. */
async function known<T>(codes: readonly string[], ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (thrown) {
    if (isGatewayError(thrown, ...codes) && thrown.kind === "refused") return null;
    throw thrown;
  }
}

export function wechatPayGateway(merchant: Merchant, options: GatewayOptions): PaymentGateway {
  const library = new SigningLibrary(merchant, options.now, options.nonce ?? strongNonce);
  const transport = libraryTransport({
    origin: options.origin,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    platformKeys: merchant.platformKeys,
    askedSerial: () => merchant.certificates?.newest(options.now()) ?? merchant.askedSerial,
    now: options.now,
  });
  library.createHttp(transport);
  const tries: Tries = {
    pausesMs: options.pausesMs ?? PAUSES_MS,
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  };
  const freshKeys = keptFresh(merchant, options.now, async () => {
    const url = `${LIBRARY_ORIGIN}${CERTIFICATES_PATH}`;
    return (await repeated(() => transport.get(url, library.signedGet(url)), tries)) as CertificatesAnswer;
  });
  const ask = async (call: () => Promise<unknown>) => {
    await freshKeys();
    return repeated(() => call() as Promise<LibraryAnswer>, tries);
  };
  return {
    prepare: freshKeys,
    ...orderCalls(library, ask, options.notifyUrl),
    ...refundCalls(library, ask, options.notifyUrl),
    ...billCalls(library, ask),
  };
}

type Ask = (call: () => Promise<unknown>) => Promise<unknown>;

function orderCalls(library: SigningLibrary, ask: Ask, notifyUrl: string) {
  const common = (order: OrderRequest) => ({
    description: order.description,
    out_trade_no: order.orderNo,
    notify_url: notifyUrl,
    time_expire: channelTime(order.expiresAt),
    amount: { total: fenAsNumber(order.amountFen), currency: "CNY" },
  });
  return {
    startNative: async (order: OrderRequest) => {
      const answer = await ask(() => library.transactions_native(common(order)));
      return { codeUrl: formed(nativeAnswer, answer).code_url };
    },
    startJsapi: async (order: OrderRequest, openId: string) => {
      const answer = await ask(() => library.transactions_jsapi({ ...common(order), payer: { openid: openId } }));
      return library.jsapiCall(formed(jsapiAnswer, answer).package);
    },
    startH5: async (order: OrderRequest, clientAddress: string) => {
      const scene = { payer_client_ip: clientAddress, h5_info: { type: "Wap", app_name: "Bedside" } };
      const answer = await ask(() =>
        library.transactions_h5({ ...common(order), scene_info: scene } as Parameters<WxPay["transactions_h5"]>[0]),
      );
      return { h5Url: formed(h5Answer, answer).h5_url };
    },
    findTrade: (orderNo: string) =>
      known(UNKNOWN_NUMBER, async () => tradeOf(await ask(() => library.query({ out_trade_no: orderNo })))),
    close: async (orderNo: string) => {
      await ask(() => library.close(orderNo));
    },
  };
}

function refundCalls(library: SigningLibrary, ask: Ask, notifyUrl: string) {
  return {
    refund: async (request: RefundRequest) => {
      const answer = await ask(() =>
        library.refunds({
          out_trade_no: request.orderNo,
          out_refund_no: request.refundNo,
          reason: request.reason,
          notify_url: notifyUrl,
          amount: {
            refund: fenAsNumber(request.refundFen),
            total: fenAsNumber(request.totalFen),
            currency: "CNY",
          },
        }),
      );
      return refundOf(answer);
    },
    findRefund: (refundNo: string) =>
      known(UNKNOWN_NUMBER, async () => refundOf(await ask(() => library.find_refunds(refundNo)))),
  };
}

/** Packed or not: a channel that knows no packing sends the bill as it is. */
function billOf(bytes: Uint8Array): Uint8Array {
  try {
    return unpackedBill(bytes);
  } catch (cause) {
    throw new GatewayError("untrusted-answer", "bill-packing-broken", null, { cause });
  }
}

/** Packed, a busy day's bill comes within the time of one request. */
const PACKED = { tar_type: "GZIP" };

function billCalls(library: SigningLibrary, ask: Ask) {
  const fetched = (apply: () => Promise<unknown>) =>
    known(NO_BILL, async () => {
      const bill = formed(billAnswer, await ask(apply));
      const bytes = await ask(() => library.downloadBill(bill.download_url));
      if (!(bytes instanceof Uint8Array)) throw new GatewayError("untrusted-answer", "bill-without-bytes");
      const plain = billOf(bytes);
      if (createHash("sha1").update(plain).digest("hex") !== bill.hash_value.toLowerCase())
        throw new GatewayError("untrusted-answer", "bill-digest-wrong");
      return plain;
    });
  return {
    tradeBill: (on: PlainDate) => fetched(() => library.tradebill({ bill_date: on, bill_type: "ALL", ...PACKED })),
    fundFlowBill: (on: PlainDate) =>
      fetched(() => library.fundflowbill({ bill_date: on, account_type: "BASIC", ...PACKED })),
  };
}
