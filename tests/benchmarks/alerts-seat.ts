/** Seats of the operations centre: signed in, the live page open, again as soon as the stream says, at whichever server answers. */
import { DEMO_PASSWORD } from "#app/usecases/demo/load-demo-district.server.ts";
import type { Servers } from "./alerts-servers.ts";

/** The greatest alert number behind the page's version, and when the stream said so. */
export type Seen = { readonly last: number; readonly at: number };

export type Seat = { readonly seen: readonly Seen[]; readonly stop: () => void };

/** Numbers of the alerts on the first page of the list, and when the page had them. */
export type Listed = {
  readonly firstAt: ReadonlyMap<number, number>;
  readonly tookMs: readonly number[];
  readonly stop: () => void;
};

/** @returns the session's cookie */
export async function signIn(origin: string): Promise<string> {
  const body = new URLSearchParams({ loginName: "operator", password: DEMO_PASSWORD });
  const answer = await fetch(`${origin}/sign-in`, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { Origin: origin },
  });
  return (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** A browser's EventSource: reads on, and comes again after the time that the stream named. */
export function watchStream(servers: Servers, cookie: string): Seat {
  const seen: Seen[] = [];
  let stopped = false;
  let retryMs = 3000;
  const ending = new AbortController();
  const read = async (origin: string) => {
    const answer = await fetch(`${origin}/office/alerts/stream`, {
      headers: { Accept: "text/event-stream", Cookie: cookie },
      signal: ending.signal,
    });
    if (!answer.ok) throw new Error(`the stream answered ${answer.status}`);
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ""; reader;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        if (line.startsWith("retry: ")) retryMs = Number(line.slice(7));
        if (line.startsWith("data: ")) seen.push({ last: Number(line.slice(6).split(".")[2]), at: performance.now() });
      }
    }
  };
  void (async () => {
    while (!stopped) {
      const origin = servers.origin();
      await read(origin).catch(() => servers.isAway(origin));
      await pause(retryMs);
    }
  })();
  return {
    seen,
    stop: () => {
      stopped = true;
      ending.abort();
    },
  };
}

/** The list itself, a whole page, asked for again whenever the stream of its seat has said something, once at a time. */
export function loadList(servers: Servers, cookie: string, seat: Seat): Listed {
  const firstAt = new Map<number, number>();
  const tookMs: number[] = [];
  let stopped = false;
  void (async () => {
    for (let drawn = 0; !stopped;) {
      if (seat.seen.length === drawn) {
        await pause(20);
        continue;
      }
      drawn = seat.seen.length;
      const origin = servers.origin();
      const began = performance.now();
      const shown = await fetch(`${origin}/office/alerts`, { headers: { Cookie: cookie } })
        .then((answer) => (answer.ok ? answer.text() : null))
        .catch(() => null);
      const at = performance.now();
      for (const [, no] of (shown ?? "").matchAll(/"\/office\/alerts\/(\d+)"/g))
        if (!firstAt.has(Number(no))) firstAt.set(Number(no), at);
      if (shown !== null) tookMs.push(at - began);
      // As the page does (components/live-desk): the list is asked for once a second at most.
      await pause(Math.max(0, 1000 - (at - began)));
    }
  })();
  return {
    firstAt,
    tookMs,
    stop: () => {
      stopped = true;
    },
  };
}
