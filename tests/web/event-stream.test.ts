import { describe, expect, it, vi } from "vitest";
import { changeEvents, type EventStreamSettings } from "#app/web/event-stream.server.ts";
import { OpenStreams, STREAMS_AT_MOST, STREAMS_PER_SESSION } from "#app/web/open-streams.ts";

type Desk = { version: string; notify: () => void; allowed: boolean; ended: number; end: () => void };

/** A stream over a desk that the test changes, and what has come out of it so far. */
function openStream(changes: Partial<EventStreamSettings> = {}) {
  const desk: Desk = { version: "1", notify: () => {}, allowed: true, ended: 0, end: () => {} };
  const aborted = new AbortController();
  const stream = changeEvents({
    seen: "1",
    version: async () => desk.version,
    subscribe: (onChange) => {
      desk.notify = onChange;
      return () => {
        desk.notify = () => {};
      };
    },
    mayGoOn: async () => desk.allowed,
    signal: aborted.signal,
    onOpen: (end) => {
      desk.end = end;
    },
    onEnd: () => {
      desk.ended += 1;
    },
    heartbeatMs: 15_000,
    longestMs: 600_000,
    settleMs: 150,
    retryMs: 3000,
    ...changes,
  });
  const said: string[] = [];
  const done = (async () => {
    const decoder = new TextDecoder();
    const reader = stream.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) said.push(decoder.decode(read.value));
  })();
  const events = () => said.filter((text) => text.startsWith("event:"));
  return { desk, aborted, said, events, done };
}

async function withFakeTime(work: () => Promise<void>): Promise<void> {
  vi.useFakeTimers();
  try {
    await work();
  } finally {
    vi.useRealTimers();
  }
}

describe("a stream of changes", () => {
  it("says nothing to a page that has seen the present version, and at once what one has missed", () =>
    withFakeTime(async () => {
      const current = openStream();
      const behind = openStream({ seen: "0" });
      await vi.advanceTimersByTimeAsync(10);
      expect(current.events()).toEqual([]);
      expect(behind.events()).toEqual(["event: changed\nid: 1\ndata: 1\n\n"]);
      for (const one of [current, behind]) one.desk.end();
      await Promise.all([current.done, behind.done]);
    }));
  it("looks once for notices that come together, and speaks only when it looks different", () =>
    withFakeTime(async () => {
      let looks = 0;
      const { desk, events, done } = openStream({ version: async () => String((looks += 1) > 1 ? 2 : 1) });
      await vi.advanceTimersByTimeAsync(10);
      for (let notice = 0; notice < 20; notice += 1) desk.notify();
      await vi.advanceTimersByTimeAsync(200);
      expect(looks).toBe(2);
      desk.notify();
      await vi.advanceTimersByTimeAsync(200);
      expect(events()).toEqual(["event: changed\nid: 2\ndata: 2\n\n"]);
      desk.end();
      await done;
    }));
  it("looks on while notices never cease, because a storm does not settle", () =>
    withFakeTime(async () => {
      let looks = 0;
      const { desk, events, done } = openStream({ version: async () => String((looks += 1)) });
      await vi.advanceTimersByTimeAsync(10);
      for (let notice = 0; notice < 100; notice += 1) {
        desk.notify();
        await vi.advanceTimersByTimeAsync(20);
      }
      // Two seconds of notices, a look each 150 ms, long before the first heartbeat.
      expect(looks).toBeGreaterThanOrEqual(12);
      expect(looks).toBeLessThanOrEqual(15);
      expect(events().length).toBe(looks - 1);
      desk.end();
      await done;
    }));
  it("finds a change that no notice told of at the next heartbeat", () =>
    withFakeTime(async () => {
      const { desk, said, events, done } = openStream();
      await vi.advanceTimersByTimeAsync(10);
      desk.version = "2";
      await vi.advanceTimersByTimeAsync(14_000);
      expect(events()).toEqual([]);
      await vi.advanceTimersByTimeAsync(1_100);
      expect(said).toContain(": still here\n\n");
      expect(events()).toHaveLength(1);
      desk.end();
      await done;
    }));
  it("ends once: when the session is over, after its longest time, when the page goes, when the server stops, when looking fails", () =>
    withFakeTime(async () => {
      const streams = Array.from({ length: 4 }, () => openStream());
      const failing = openStream({
        version: async () => {
          throw new Error("no database");
        },
      });
      const [signedOut, old, gone, stopped] = streams;
      if (!signedOut || !old || !gone || !stopped) throw new Error("no streams");
      signedOut.desk.allowed = false;
      gone.aborted.abort();
      stopped.desk.end();
      stopped.desk.end();
      await vi.advanceTimersByTimeAsync(700_000);
      await Promise.all([...streams, failing].map((one) => one.done));
      expect([...streams, failing].map((one) => one.desk.ended)).toEqual([1, 1, 1, 1, 1]);
      expect(vi.getTimerCount()).toBe(0);
    }));
  it("that the reader has closed ends without a word", () =>
    withFakeTime(async () => {
      let ended = 0;
      const stream = changeEvents({
        seen: null,
        version: async () => "1",
        subscribe: () => () => {},
        mayGoOn: async () => true,
        signal: new AbortController().signal,
        onOpen: () => {},
        onEnd: () => {
          ended += 1;
        },
        heartbeatMs: 15_000,
        longestMs: 600_000,
        settleMs: 150,
        retryMs: 3000,
      });
      await stream.cancel();
      await vi.advanceTimersByTimeAsync(20_000);
      expect([ended, vi.getTimerCount()]).toEqual([1, 0]);
    }));
});

describe("open streams", () => {
  it("are a few for each session, and a place that is left can be taken again", () => {
    const streams = new OpenStreams();
    const places = Array.from({ length: STREAMS_PER_SESSION }, () => streams.enter("a"));
    expect(places.every((place) => place !== null)).toBe(true);
    expect(streams.enter("a")).toBeNull();
    expect(streams.enter("b")).not.toBeNull();
    places[0]?.leave();
    places[0]?.leave();
    expect(streams.open).toBe(STREAMS_PER_SESSION);
    expect(streams.enter("a")).not.toBeNull();
    expect(streams.enter("a")).toBeNull();
  });
  it("have an end for the whole server, and all end when it stops", () => {
    const streams = new OpenStreams();
    let ended = 0;
    for (let session = 0; session < STREAMS_AT_MOST; session += 1) {
      const place = streams.enter(String(session));
      place?.onOpen(() => {
        ended += 1;
        place.leave();
      });
    }
    expect(streams.enter("one more")).toBeNull();
    streams.endAll();
    expect([ended, streams.open]).toEqual([STREAMS_AT_MOST, 0]);
    expect(streams.enter("one more")).not.toBeNull();
  });
});
