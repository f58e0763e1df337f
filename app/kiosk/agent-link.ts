/** The page's side of the loopback protocol: asks the agent on the same machine. Whatever goes wrong there is silence; the screens have other ways. */
import { ALIVE_SECONDS, readAgentEvent, type AgentEvent } from "#app/domain/kiosk/agent-protocol.ts";

export type AgentAddress = { readonly port: number; readonly secret: string };

const AGAIN_MS = 2000;

function ask({ port, secret }: AgentAddress, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${secret}`,
      ...(init.body !== undefined && { "content-type": "application/json" }),
    },
  });
}

export type AgentStep = {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  /** An answer later than this counts as none. */
  readonly withinMs?: number;
};

/** Sends a step to the agent. @returns whether it was done */
export async function askAgent(agent: AgentAddress, { method, path, body, withinMs }: AgentStep): Promise<boolean> {
  try {
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const limit = withinMs === undefined ? {} : { signal: AbortSignal.timeout(withinMs) };
    return (await ask(agent, path, { method, ...text, ...limit })).ok;
  } catch {
    return false;
  }
}

/** Whether an earphone is plugged in now; false where the agent does not tell. */
export async function isEarphoneIn(agent: AgentAddress): Promise<boolean> {
  try {
    return ((await (await ask(agent, "/v1/status")).json()) as { earphone?: unknown }).earphone === true;
  } catch {
    return false;
  }
}

async function readLines(response: Response, onLine: (line: string) => void): Promise<void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  }
}

/** Listens until `stop`, again and again: an agent that starts anew is heard after two seconds. */
export async function listenToAgent(
  agent: AgentAddress,
  onEvent: (event: AgentEvent) => void,
  stop: AbortSignal,
): Promise<void> {
  let seq: number | null = null;
  while (!stop.aborted) {
    try {
      const response = await ask(agent, `/v1/events${seq === null ? "" : `?after=${seq}`}`, { signal: stop });
      await readLines(response, (line) => {
        const event = readAgentEvent(line);
        if (event === null) return;
        seq = event.seq;
        onEvent(event);
      });
    } catch {
      // The agent is away or the page ends; which of them, the loop's condition says.
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** The last fault that this page showed, with when by the page's clock. */
let lastFault: { readonly code: string; readonly atMs: number } | null = null;

/** Tells the agent with the next sign of life, and it the district. */
export function noteFault(code: string): void {
  lastFault = { code, atMs: performance.now() };
}

const secondsSince = (atMs: number) => Math.floor((performance.now() - atMs) / 1000);

const TOUCHES = ["pointerdown", "keydown"] as const;

/** Says every ten seconds that the page lives and when it was last touched, until the returned function is called. */
export function saysItLives(agent: AgentAddress, build: string): () => void {
  let touchedMs: number | null = null;
  const touched = () => (touchedMs = performance.now());
  for (const name of TOUCHES) window.addEventListener(name, touched, true);
  const say = () => {
    const untouchedSeconds = touchedMs === null ? null : secondsSince(touchedMs);
    const fault = lastFault === null ? null : { code: lastFault.code, secondsAgo: secondsSince(lastFault.atMs) };
    const body = { route: location.pathname.slice(0, 200), build, untouchedSeconds, fault };
    void askAgent(agent, { method: "POST", path: "/v1/alive", body });
  };
  say();
  const timer = setInterval(say, ALIVE_SECONDS * 1000);
  return () => {
    clearInterval(timer);
    for (const name of TOUCHES) window.removeEventListener(name, touched, true);
  };
}
