/** Through what this process takes payments: the merchant's account at WeChat Pay, or in a demonstration one at the simulator. */
import type { Instant } from "#app/domain/time/instant.ts";
import { wechatPayGateway } from "./gateway.server.ts";
import { readMerchant, type Merchant, type MerchantSettings } from "./merchant.server.ts";
import type { PaymentGateway } from "./payment-gateway.ts";
import { merchantOf } from "./simulator/simulated-account.server.ts";
import type { RunningSimulator } from "./simulator/start-simulator.server.ts";

export type Payments = {
  readonly merchant: Merchant;
  readonly gateway: PaymentGateway;
  /** Scans the code in place of a person; null where real people pay. */
  readonly payAsPerson: ((orderNo: string) => Promise<boolean>) | null;
};

const WECHAT_ORIGIN = "https://api.mch.weixin.qq.com";

export type PaymentsPlace = {
  /** Where the channel sends notifications. */
  readonly notifyUrl: string;
  readonly now: () => Instant;
};

/** Throws Error that names the setting that is wrong. */
export function realPayments(settings: MerchantSettings, place: PaymentsPlace): Payments {
  const merchant = readMerchant(settings, place.now());
  return { merchant, gateway: wechatPayGateway(merchant, { origin: WECHAT_ORIGIN, ...place }), payAsPerson: null };
}

export function simulatedPayments(simulator: Omit<RunningSimulator, "stop">, place: PaymentsPlace): Payments {
  const merchant = merchantOf(simulator.account);
  const pay = async (orderNo: string) => {
    const address = `${simulator.origin}/simulator/pay?${new URLSearchParams({ order: orderNo }).toString()}`;
    return (await fetch(address, { method: "POST", signal: AbortSignal.timeout(5_000) })).ok;
  };
  return { merchant, gateway: wechatPayGateway(merchant, { origin: simulator.origin, ...place }), payAsPerson: pay };
}
