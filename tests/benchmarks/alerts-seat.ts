/** A seat of the operations centre: signed in, its live page open, again whenever the stream ends. */
import { DEMO_PASSWORD } from "#app/usecases/demo/load-demo-district.server.ts";

/** The greatest alert number behind the page's version, and when the stream said so. */
export type Seen = { readonly last: number; readonly at: number };

export type Seat = { readonly seen: readonly Seen[]; readonly stop: () => void };

async function signIn(origin: string): Promise<string> {
  const body = new URLSearchParams({ loginName: "operator", password: DEMO_PASSWORD });
  const answer = await fetch(`${origin}/sign-in`, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { Origin: origin },
  });
  return (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
}

export function watchStream(origin: string): Seat {
  const seen: Seen[] = [];
  let stopped = false;
  const ending = new AbortController();
  const read = async (cookie: string) => {
    const answer = await fetch(`${origin}/office/alerts/stream`, {
      headers: { Accept: "text/event-stream", Cookie: cookie },
      signal: ending.signal,
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ""; reader;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines.filter((one) => one.startsWith("data: ")))
        seen.push({ last: Number(line.slice(6).split(".")[2]), at: performance.now() });
    }
  };
  void (async () => {
    for (let cookie = ""; !stopped;) {
      if (cookie === "") cookie = await signIn(origin).catch(() => "");
      if (cookie !== "") await read(cookie).catch(() => {});
      await new Promise((done) => setTimeout(done, 200));
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
