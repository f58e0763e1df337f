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
  /** WeChat's own page on which a person pays; null where real people see the real one. */
  readonly cashier: Cashier | null;
};

export type CashierOrder = { readonly orderNo: string; readonly description: string; readonly totalFen: number };

/** The ticket is what our page hands to WeChat, as the parameters of an address. */
export type Cashier = {
  /** Null when WeChat would show nothing: a wrong signature, or no such order. */
  look(ticket: URLSearchParams): Promise<CashierOrder | null>;
  pay(ticket: URLSearchParams): Promise<boolean>;
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
  return {
    merchant,
    gateway: wechatPayGateway(merchant, { origin: WECHAT_ORIGIN, ...place }),
    payAsPerson: null,
    cashier: null,
  };
}

export function simulatedPayments(simulator: Omit<RunningSimulator, "stop">, place: PaymentsPlace): Payments {
  const merchant = merchantOf(simulator.account);
  const pay = async (orderNo: string) => {
    const address = `${simulator.origin}/simulator/pay?${new URLSearchParams({ order: orderNo }).toString()}`;
    return (await fetch(address, { method: "POST", signal: AbortSignal.timeout(5_000) })).ok;
  };
  const gateway = wechatPayGateway(merchant, { origin: simulator.origin, ...place });
  return { merchant, gateway, payAsPerson: pay, cashier: simulatedCashier(simulator.origin) };
}

function simulatedCashier(origin: string): Cashier {
  const ask = (ticket: URLSearchParams, step: string) => {
    const address = new URL("/simulator/cashier", origin);
    address.search = new URLSearchParams([...ticket, ["step", step]]).toString();
    return fetch(address, { method: "POST", signal: AbortSignal.timeout(5_000) });
  };
  return {
    look: async (ticket) => {
      const answer = await ask(ticket, "look");
      return answer.ok ? ((await answer.json()) as CashierOrder) : null;
    },
    pay: async (ticket) => (await ask(ticket, "pay")).ok,
  };
}
