/** The channel as a test sees it: the simulator's handlers behind msw, a clock that stands, faults by list. */
import { setupServer } from "msw/node";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import { wechatPayGateway, type GatewayOptions } from "#app/integrations/wechat-pay/gateway.server.ts";
import { Channel } from "#app/integrations/wechat-pay/simulator/channel.ts";
import {
  wechatPayHandlers,
  type Fault,
  type SimulatedChannel,
} from "#app/integrations/wechat-pay/simulator/handlers.server.ts";
import { merchantOf, newSimulatedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";

export const WECHAT_ORIGIN = "https://api.mch.weixin.qq.com";
export const NOTIFY_URL = "https://bedside.example.cn/notify/wechat-pay";

export function simulatedWechat(begin = instant("2026-11-16T09:40:00+08:00")) {
  const account = newSimulatedAccount();
  const faults: Fault[] = [];
  const clock = { now: begin as Instant };
  const simulated: SimulatedChannel = {
    account,
    channel: new Channel(),
    now: () => clock.now,
    nextFault: () => faults.shift() ?? "none",
    changed: () => undefined,
  };
  const server = setupServer(...wechatPayHandlers(simulated, WECHAT_ORIGIN));
  const slept: number[] = [];
  const gateway = (options: Partial<GatewayOptions> = {}, merchant = merchantOf(account)) =>
    wechatPayGateway(merchant, {
      origin: WECHAT_ORIGIN,
      notifyUrl: NOTIFY_URL,
      now: () => clock.now,
      sleep: async (ms) => {
        slept.push(ms);
      },
      ...options,
    });
  return { account, simulated, channel: simulated.channel, clock, faults, gateway, server, slept };
}
