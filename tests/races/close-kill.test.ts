/**
 * A close that is killed at any of its named steps leaves nothing, and run again gives the same digests and the same rows as one that was
 * never killed (reliability, section 6). A night runs more seeds: KILL_SEEDS=20.
 */
import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { finishClose } from "#app/usecases/reconciliation/finish-close.server.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  as,
  CLOSING,
  closingTemplate,
  countsOf,
  cutConnections,
  urlOf,
  type ClosingTemplate,
} from "#tests/support/closing-month.ts";
import { brokenInvariants } from "#tests/support/stored-stand.ts";

const SEEDS = Number(process.env["KILL_SEEDS"] ?? "1");
const STEPS = ["close-read", "close-lines", "close-books", "close-payments", "close-period"] as const;

let template: ClosingTemplate;
let whole: Record<string, unknown>;
let untouched: Record<string, unknown>;

beforeAll(async () => {
  template = await closingTemplate();
  const { name, handles } = await template.copy(1);
  const [database] = handles;
  if (!database) throw new Error("no database");
  untouched = await countsOf(database);
  await finishClose(as(database, "user:lead"), CLOSING);
  whole = await countsOf(database);
  await database.close();
  await template.drop(name);
}, 900_000);
afterAll(async () => template.close());

/** Runs a process that closes the copy and kills itself at the step. @returns the signal that ended it, or null when it came to its end */
function closeInProcess(name: string, step: string, afterMs: number): Promise<NodeJS.Signals | null> {
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "tests/support/close-process.ts", urlOf(name), step, String(afterMs)],
      { stdio: "ignore" },
    );
    child.once("error", fail);
    child.once("exit", (_code, signal) => done(signal));
  });
}

describe("a process that closes", () => {
  it.each(STEPS.map((step, index) => [step, index * 2] as const))(
    "killed in its step %s leaves nothing, and another process makes the month whole",
    async (step, afterMs) => {
      const { name, handles } = await template.copy(1);
      await Promise.all(handles.map(async (handle) => handle.close()));
      const signal = await closeInProcess(name, step, afterMs);
      expect(signal).toBe("SIGKILL");
      // The server ends what the dead process had begun once it sees the connection gone.
      await cutConnections(name);
      const again = await template.reopen(name);
      const found = await countsOf(again);
      expect([untouched, whole]).toContainEqual(found);
      await again.close();
      expect(await closeInProcess(name, "never", 0)).toBeNull();
      const after = await template.reopen(name);
      expect(await countsOf(after)).toEqual(whole);
      expect(await inTransaction(as(after, "user:test"), brokenInvariants)).toEqual([]);
      await after.close();
      await template.drop(name);
    },
  );
});

describe.each(STEPS)("a close killed in its step %s", (step) => {
  it("leaves nothing behind, and is whole when it is run again and again", async () => {
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const { name, handles } = await template.copy(1);
      const [database] = handles;
      if (!database) throw new Error("no database");
      let killed: Promise<void> | null = null;
      // The later seeds let the step get some way before the connections are cut.
      const kill = () => new Promise((done) => setTimeout(done, seed * 3)).then(async () => cutConnections(name));
      const attempt = finishClose(as(database, "user:lead"), CLOSING, (at) => {
        if (at === step) killed = kill();
      });
      const outcome = await attempt.then(
        () => "closed",
        () => "killed",
      );
      await killed;
      await database.close().catch(() => undefined);
      const again = await template.reopen(name);
      // A close that is nearly over may have committed before the server hears of the cut, and the answer to a commit may be lost by it: then
      // all of it is there. Never is a part.
      expect(outcome === "killed" ? [untouched, whole] : [whole]).toContainEqual(await countsOf(again));
      await finishClose(as(again, "user:lead"), CLOSING);
      await finishClose(as(again, "user:finance"), CLOSING);
      expect(await countsOf(again)).toEqual(whole);
      expect(await inTransaction(as(again, "user:test"), brokenInvariants)).toEqual([]);
      await again.close();
      await template.drop(name);
    }
  });
});
