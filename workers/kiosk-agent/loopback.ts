/**
 * The agent's door on the loopback interface (kiosk/agent-protocol.md). Every request of the page carries this start's secret and comes from the
 * product's own origin; the simulator's door is open to programs of this machine, never to a page.
 */
import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import * as z from "zod";
import { LONGEST_SAID } from "#app/domain/kiosk/agent-protocol.ts";
import { healthSchema, shownFaultSchema } from "#app/domain/kiosk/device-health.ts";
import { wishSchema, printedSlipSchema } from "#app/domain/kiosk/device-message.ts";
import type { KioskAgent } from "./kiosk-agent.ts";
import type { FakeReader } from "./fake-reader.ts";
import { workByHand } from "./fake-reader.ts";
import { sensedSchema, SimulatedSenses } from "./machine-senses.ts";
import { RecordedPeripherals } from "./peripherals.ts";

const MOST_CHARACTERS = 16 * 1024;
const JSON_TYPE = { "content-type": "application/json", "cache-control": "no-store" };

type Step = { readonly status: number; readonly value?: unknown };
const done = (value: unknown = {}): Step => ({ status: 200, value });
const failed = (status: number, problem: string): Step => ({ status, value: { problem } });

const bodies = {
  print: z.strictObject({ slipId: z.uuid() }),
  say: z.strictObject({
    clips: z.array(z.string().regex(/^[a-z0-9_]{1,80}$/)).max(40),
    text: z.string().max(LONGEST_SAID).default(""),
    language: z.enum(["zh-CN", "en"]).default("zh-CN"),
    volume: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    private: z.boolean().default(false),
  }),
  call: z.strictObject({ target: z.enum(["staff", "hotline"]) }),
  lamp: z.strictObject({ lamp: z.enum(["reader", "help"]).default("reader"), on: z.boolean() }),
  alive: z.strictObject({
    route: z.string().max(200),
    build: z.string().min(1).max(80),
    untouchedSeconds: z.number().int().min(0).nullable().default(null),
    fault: shownFaultSchema.nullable().default(null),
  }),
  wish: wishSchema,
};

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MOST_CHARACTERS) throw new RangeError("the body is too long");
  }
  return text;
}

function parsed<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | null {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

async function print(agent: KioskAgent, text: string): Promise<Step> {
  const body = parsed(bodies.print, text);
  if (body === null) return failed(400, "not-this-shape");
  // The page names the slip; what stands on it comes from the server to this machine and never through the page.
  const answer = await agent.parts.server.call("GET", `/device/slips/${body.slipId}`);
  if (answer.kind === "offline") return failed(503, "offline");
  const slip = answer.kind === "ok" ? printedSlipSchema.safeParse(answer.value) : null;
  if (!slip?.success) return failed(404, "no-such-slip");
  const isPrinted = await agent.parts.peripherals.print(slip.data);
  const paper = agent.parts.peripherals.paper ?? "unknown";
  agent.events.emit("printer", isPrinted ? "ok" : paper);
  return isPrinted ? done() : failed(409, paper);
}

function statusOf(agent: KioskAgent): Step {
  const { build, reader, peripherals, queue, server } = agent.parts;
  return done({
    build,
    adapters: [reader.name],
    ...reader.health,
    paper: peripherals.paper,
    earphone: agent.isEarphonePlugged,
    online: agent.isOnline,
    waiting: queue.waiting,
    clockOffsetMs: server.offsetMs,
    serverNowMs: server.serverNow(),
  });
}

const STEPS: Readonly<Record<string, (agent: KioskAgent, text: string) => Step | Promise<Step>>> = {
  "GET /v1/status": statusOf,
  "POST /v1/print": print,
  "POST /v1/say": (agent, text) => {
    const body = parsed(bodies.say, text);
    if (body === null) return failed(400, "not-this-shape");
    if (body.private && !agent.isEarphonePlugged) return failed(409, "no-earphone");
    return agent.parts.peripherals.say(body) ? done() : failed(409, "no-voice");
  },
  "DELETE /v1/say": (agent) => {
    agent.parts.peripherals.beSilent();
    return done();
  },
  "POST /v1/call": (agent, text) => {
    const body = parsed(bodies.call, text);
    if (body === null) return failed(400, "not-this-shape");
    return agent.parts.peripherals.dial(body.target) ? done() : failed(409, "no-line");
  },
  "DELETE /v1/call": (agent) => {
    agent.parts.peripherals.hangUp();
    return done();
  },
  "POST /v1/lamp": (agent, text) => {
    const body = parsed(bodies.lamp, text);
    if (body === null) return failed(400, "not-this-shape");
    agent.parts.peripherals.light(body.lamp, body.on);
    return done();
  },
  "POST /v1/alive": (agent, text) => {
    const body = parsed(bodies.alive, text);
    if (body === null) return failed(400, "not-this-shape");
    agent.alive(body);
    return done();
  },
  "POST /v1/wish": (agent, text) => {
    const body = parsed(bodies.wish, text);
    if (body === null) return failed(400, "not-this-shape");
    return agent.wish(body) ? { status: 202, value: {} } : failed(507, "full");
  },
};

export type Doors = {
  /** Where the product's pages come from. */
  readonly origin: string;
  /** The simulator, when it is the adapter. */
  readonly fake: FakeReader | null;
};

function isSecret(request: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(/^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "");
  const wanted = Buffer.from(secret);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** A name that another page has made point here is refused: only the loopback address itself is this machine. */
const isLoopbackHost = (host: string | undefined) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? "");

/** Sets what the simulated machine senses: `{"temperatureC":80}`; what is not named stays. */
function simulateSenses({ parts: { senses } }: KioskAgent, text: string): Step {
  const changes = parsed(sensedSchema.partial(), text);
  if (changes === null || !(senses instanceof SimulatedSenses)) return failed(400, "not-this-shape");
  senses.sensed = sensedSchema.parse({ ...senses.sensed, ...changes });
  return done();
}

function simulate(
  agent: KioskAgent,
  fake: FakeReader,
  { method, path }: { method: string; path: string },
  text: string,
): Step {
  const { peripherals } = agent.parts;
  if (!(peripherals instanceof RecordedPeripherals)) return failed(404, "no-simulator");
  if (method === "GET" && path === "/sim/recorded") return done(peripherals.recorded);
  if (method !== "POST") return failed(405, "no-such-step");
  if (path === "/sim/paper") {
    const paper = healthSchema.shape.printer.safeParse(text.trim());
    if (!paper.success) return failed(400, "not-understood");
    peripherals.paper = paper.data;
    agent.events.emit("paper", text.trim());
    return done();
  }
  if (path === "/sim/senses") return simulateSenses(agent, text);
  if (path === "/sim/start") {
    void agent.start();
    return done();
  }
  return path === "/sim/by-hand" && workByHand(fake, text) ? done() : failed(400, "not-understood");
}

function answer(response: ServerResponse, { status, value }: Step): void {
  response.writeHead(status, JSON_TYPE);
  response.end(JSON.stringify(value ?? {}));
}

/** What a page of the product may be answered; what any other page is answered says nothing. */
function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-headers", "authorization, content-type");
  response.setHeader("access-control-allow-methods", "GET, POST, DELETE");
  response.setHeader("access-control-allow-private-network", "true");
  response.setHeader("access-control-max-age", "600");
  response.setHeader("vary", "origin");
}

async function serveRequest(
  agent: KioskAgent,
  doors: Doors,
  exchange: [IncomingMessage, ServerResponse],
): Promise<void> {
  const [request, response] = exchange;
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const [method, from] = [request.method ?? "GET", request.headers.origin];
  if (!isLoopbackHost(request.headers.host)) return answer(response, failed(403, "not-this-host"));
  if (pathname.startsWith("/sim/")) {
    if (doors.fake === null || from !== undefined) return answer(response, failed(403, "no-simulator"));
    return answer(response, simulate(agent, doors.fake, { method, path: pathname }, await readBody(request)));
  }
  if (from !== doors.origin) return answer(response, failed(403, "not-this-origin"));
  allowOrigin(response, doors.origin);
  if (method === "OPTIONS") return void response.writeHead(204).end();
  if (!isSecret(request, agent.secret)) return answer(response, failed(401, "not-this-start"));
  if (method === "GET" && pathname === "/v1/events") {
    const after = searchParams.get("after");
    return agent.events.listen(response, after === null ? null : Number(after));
  }
  const step = STEPS[`${method} ${pathname}`];
  return answer(
    response,
    step === undefined ? failed(404, "no-such-step") : await step(agent, await readBody(request)),
  );
}

/** Listens on the loopback interface alone. */
export async function openLoopback(agent: KioskAgent, doors: Doors, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    serveRequest(agent, doors, [request, response]).catch((thrown: unknown) => {
      if (!response.headersSent) answer(response, failed(thrown instanceof RangeError ? 413 : 500, "failed"));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}
