/**
 * The simulator as a server of its own: the same handlers that tests intercept with, a state that outlives a restart, and notifications that repeat until they
 * are taken. `POST /simulator/pay` is the person who scans the code; nothing of it exists in production.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { getResponse, type RequestHandler } from "msw";
import type { Instant } from "#app/domain/time/instant.ts";
import { SIMULATED_PEOPLE } from "#app/integrations/identity/simulator/simulated-people.ts";
import { wechatSignInHandlers } from "#app/integrations/identity/simulator/wechat-sign-in-handlers.server.ts";
import { cashierAnswer } from "./cashier.server.ts";
import { Channel, ChannelRefusal, type ChannelState } from "./channel.ts";
import { faultPage } from "./fault-page.ts";
import { faultPlan, NO_FAULTS, readFaultSetting, type FaultPlan, type FaultSetting } from "./fault-plan.ts";
import { wechatPayHandlers, type Fault } from "./handlers.server.ts";
import { NoticePost } from "./notice-post.server.ts";
import { paymentNotice, refundNotice } from "./signed-messages.server.ts";
import { signInAccountOf, type SimulatedAccount } from "./simulated-account.server.ts";

export type SimulatorSettings = {
  readonly account: SimulatedAccount;
  /** Where the state is kept. */
  readonly stateFile: string;
  readonly now: () => Instant;
  /** Seconds after which an unanswered notification is sent again. */
  readonly repeatSeconds: readonly number[];
  /** How long the channel takes to send a refund's money. */
  readonly refundMs: number;
  /** How late a notification comes that the fault plan makes late. */
  readonly lateMs: number;
  /** The only place to which people who sign in by the simulated WeChat are sent back; null takes any. */
  readonly returnOrigin: string | null;
};

/** Repeats as published, cut short: a demonstration does not wait for six hours. */
export const REPEAT_SECONDS = [1, 15, 15, 30, 180, 600] as const;

function readState(path: string): ChannelState | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as ChannelState) : undefined;
}

const faultFile = (stateFile: string) => join(dirname(stateFile), "faults.json");

function readFaults(stateFile: string): FaultSetting {
  const path = faultFile(stateFile);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as FaultSetting) : NO_FAULTS;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function asRequest(request: IncomingMessage, origin: string): Promise<Request> {
  const body = await bodyOf(request);
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return new Request(new URL(request.url ?? "/", origin), {
    method: request.method ?? "GET",
    headers,
    ...(body.length > 0 ? { body: Uint8Array.from(body) } : {}),
  });
}

async function answer(response: ServerResponse, from: Response | undefined): Promise<void> {
  // Response.error() stands for a connection that was cut.
  if (from?.type === "error") response.destroy();
  else {
    response.writeHead(from?.status ?? 404, Object.fromEntries(from?.headers ?? []));
    response.end(from === undefined ? "" : Buffer.from(await from.arrayBuffer()));
  }
}

/** What the channel does by itself: it tells of payments, and sends refunds on their way. */
class Simulator {
  readonly channel: Channel;
  readonly #settings: SimulatorSettings;
  readonly #post: NoticePost;
  #faults: FaultSetting;
  #plan: FaultPlan;

  constructor(settings: SimulatorSettings) {
    this.#settings = settings;
    this.#faults = readFaults(settings.stateFile);
    this.#plan = faultPlan(this.#faults);
    this.#post = new NoticePost(settings, () => this.#plan.notice());
    this.channel = new Channel(readState(settings.stateFile));
    mkdirSync(dirname(settings.stateFile), { recursive: true });
  }

  #save(): void {
    writeFileSync(this.#settings.stateFile, JSON.stringify(this.channel.state), { mode: 0o600 });
  }

  #settleRefunds(): void {
    for (const one of this.#refundsUnderWay()) {
      const refund = this.channel.settle(one.refundNo, this.#settings.now());
      const order = this.channel.find(refund.orderNo);
      this.#post.tell(refund.notifyUrl, refundNotice(this.#settings.account, order, refund));
    }
    this.#save();
  }

  #refundsUnderWay() {
    return this.channel.state.refunds.filter(({ state }) => state === "PROCESSING");
  }

  nextFault(): Fault {
    return this.#plan.request();
  }

  /** The page of faults; a setting that was sent begins its seed anew. */
  faults(form: URLSearchParams | null): Response {
    if (form !== null) {
      this.#faults = readFaultSetting(form);
      this.#plan = faultPlan(this.#faults);
      writeFileSync(faultFile(this.#settings.stateFile), JSON.stringify(this.#faults), { mode: 0o600 });
    }
    return new Response(faultPage(this.#faults), { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }

  changed(): void {
    this.#save();
    if (this.#refundsUnderWay().length > 0) setTimeout(() => this.#settleRefunds(), this.#settings.refundMs).unref();
  }

  pay(orderNo: string): Response {
    try {
      const order = this.channel.pay(orderNo, this.#settings.now());
      this.#save();
      this.#post.tell(order.notifyUrl, paymentNotice(this.#settings.account, order));
      return Response.json({ paid: true });
    } catch (thrown) {
      if (thrown instanceof ChannelRefusal) return Response.json({ code: thrown.code }, { status: thrown.status });
      throw thrown;
    }
  }
}

/** The server of one merchant's simulated channel. */
export function simulatorServer(settings: SimulatorSettings): Server {
  const { account, now } = settings;
  const simulator = new Simulator(settings);
  let handlers: RequestHandler[] | null = null;
  const respond = async (request: Request, origin: string): Promise<Response | undefined> => {
    const url = new URL(request.url);
    if (url.pathname === "/simulator/pay" && request.method === "POST")
      return simulator.pay(url.searchParams.get("order") ?? "");
    if (url.pathname === "/simulator/faults")
      return simulator.faults(request.method === "POST" ? new URLSearchParams(await request.text()) : null);
    if (url.pathname === "/simulator/cashier" && request.method === "POST")
      return cashierAnswer({ account, channel: simulator.channel }, url.searchParams, (orderNo) =>
        simulator.pay(orderNo),
      );
    const changed = () => simulator.changed();
    const simulated = { account, channel: simulator.channel, now, nextFault: () => simulator.nextFault(), changed };
    const { returnOrigin } = settings;
    const signIn = { account: signInAccountOf(account), people: SIMULATED_PEOPLE, returnOrigin, now };
    handlers ??= [
      ...wechatPayHandlers(simulated, origin),
      ...wechatSignInHandlers(signIn, { authorize: origin, api: origin }),
    ];
    return getResponse(handlers, request);
  };
  const server = createServer((incoming, response) => {
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
    asRequest(incoming, origin)
      .then((request) => respond(request, origin))
      .then((given) => answer(response, given))
      .catch((thrown: unknown) => {
        console.error(thrown);
        response.writeHead(500).end();
      });
  });
  return server;
}
