/** Threads that share a list of work: order, ends, deaths. The threads of these tests are a few lines of JavaScript. */
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { ThreadPool } from "#workers/threads/thread-pool.ts";

type Work = { readonly name: string; readonly size: number };

/** Answers with the name in capitals and the number of its thread; some names make it misbehave. */
const THREAD = `
  const { parentPort, threadId } = require("node:worker_threads");
  parentPort.on("message", ({ name }) => {
    if (name === "throws") throw new RangeError("no such street");
    if (name === "rejects") return void Promise.reject(new Error("no such elder"));
    if (name === "leaves") process.exit(7);
    if (name === "unreadable") return parentPort.postMessage(() => {});
    if (name === "silent") return;
    parentPort.postMessage({ answer: name.toUpperCase(), threadId });
  });`;

function poolOf(threads: number) {
  const started: Worker[] = [];
  const pool = new ThreadPool<Work, { answer: string; threadId: number }>({
    threads,
    start: () => {
      const worker = new Worker(THREAD, { eval: true });
      started.push(worker);
      return worker;
    },
  });
  return { pool, started };
}

const works = (...names: string[]): Work[] => names.map((name, size) => ({ name, size }));
const options = { sizeOf: ({ size }: Work) => size, nameOf: ({ name }: Work) => name };
/** A worker that has ended has no thread any more. */
const alive = (started: readonly Worker[]) => started.filter(({ threadId }) => threadId !== -1).length;

describe("a pool of threads", () => {
  it("gives the answers in the order of the list, and begins with the largest piece", async () => {
    const { pool } = poolOf(1);
    const ended: string[] = [];
    const onDone = ({ name }: Work) => void ended.push(name);
    const answers = await pool.run(works("small", "middle", "large"), { ...options, onDone });
    expect(answers.map(({ answer }) => answer)).toEqual(["SMALL", "MIDDLE", "LARGE"]);
    expect(ended).toEqual(["large", "middle", "small"]);
    await pool.close();
  });

  it("starts no more threads than it has work, keeps them for the next list and ends them when it closes", async () => {
    const { pool, started } = poolOf(3);
    await pool.run(works("a", "b"), options);
    expect(started).toHaveLength(2);
    const again = await pool.run(works("c", "d", "e", "f"), options);
    expect(again.map(({ answer }) => answer)).toEqual(["C", "D", "E", "F"]);
    expect(started).toHaveLength(3);
    await pool.close();
    expect(alive(started)).toBe(0);
  });

  it("has nothing to do for an empty list", async () => {
    const { pool, started } = poolOf(2);
    expect(await pool.run([], options)).toEqual([]);
    expect(started).toEqual([]);
  });

  it.each([
    ["throws", "a thread failed at throws: no such street"],
    ["rejects", "a thread failed at rejects: no such elder"],
    ["leaves", "a thread failed at leaves: it ended with code 7"],
    ["unreadable", "a thread failed at unreadable: it threw what is no error"],
  ])("says so when a thread %s, ends the others and waits for nothing", async (name, message) => {
    const { pool, started } = poolOf(2);
    await expect(pool.run(works("silent", name), options)).rejects.toThrow(message);
    expect(alive(started)).toBe(0);
  });

  it("starts anew after a thread has died", async () => {
    const { pool } = poolOf(1);
    await expect(pool.run(works("leaves"), options)).rejects.toThrow("it ended with code 7");
    expect((await pool.run(works("a"), options)).map(({ answer }) => answer)).toEqual(["A"]);
    await pool.close();
  });

  it("that is called off gives the reason and ends its threads in the middle of their work", async () => {
    const { pool, started } = poolOf(2);
    const calledOff = new AbortController();
    const onDone = () => calledOff.abort(new Error("the office changed its mind"));
    const running = pool.run(works("silent", "quick"), { ...options, onDone, signal: calledOff.signal });
    await expect(running).rejects.toThrow("the office changed its mind");
    expect(alive(started)).toBe(0);
  });

  it("that was called off before it began starts nothing", async () => {
    const { pool, started } = poolOf(2);
    await expect(pool.run(works("a"), { ...options, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect(started).toEqual([]);
  });
});
