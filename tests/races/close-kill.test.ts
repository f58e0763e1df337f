/**
 * A close that is killed at any of its named steps leaves nothing, and run again gives the same digests and the same rows as one that was
 * never killed (reliability, section 6). A night runs more seeds: KILL_SEEDS=20.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { finishClose } from "#app/usecases/reconciliation/finish-close.server.ts";
import { inTransaction } from "#db/transaction.ts";
import {
  as,
  CLOSING,
  closingTemplate,
  countsOf,
  cutConnections,
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
}, 180_000);
afterAll(async () => template.close());

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
      // The first seed cuts before the step has done anything that a commit could keep.
      if (outcome === "killed") expect(await countsOf(again)).toEqual(untouched);
      if (seed === 0) expect(outcome).toBe("killed");
      await finishClose(as(again, "user:lead"), CLOSING);
      await finishClose(as(again, "user:finance"), CLOSING);
      expect(await countsOf(again)).toEqual(whole);
      expect(await inTransaction(as(again, "user:test"), brokenInvariants)).toEqual([]);
      await again.close();
      await template.drop(name);
    }
  });
});
