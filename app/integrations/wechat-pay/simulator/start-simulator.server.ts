/** Starts the simulator in a process of its own and tells where it listens; it ends with whoever started it. */
import { fork, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storedAccount, type SimulatedAccount } from "./simulated-account.server.ts";

export type RunningSimulator = {
  readonly origin: string;
  readonly account: SimulatedAccount;
  readonly stop: () => void;
};

const START_MS = 20_000;
const addressFile = (folder: string) => join(folder, "address");

/** The first message of the simulator is its address. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the simulator did not start in time")), START_MS);
    child.once("message", (said) => {
      clearTimeout(timer);
      resolve(String(said));
    });
    child.once("exit", (code) => reject(new Error(`the simulator ended with ${code ?? "a signal"}`)));
  });
}

/**
 * @param folder where keys, state and address are kept, shared with workers
 * @param shiftMs how far the demonstration's clock is from the real one
 * @param returnOrigin where people who sign in by the simulated WeChat come back to
 */
export async function startSimulator(
  program: string,
  folder: string,
  { shiftMs, returnOrigin }: { readonly shiftMs: number; readonly returnOrigin: string },
): Promise<RunningSimulator> {
  const account = storedAccount(folder);
  const child = fork(program, [folder, String(shiftMs), returnOrigin], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const origin = await addressOf(child);
  writeFileSync(addressFile(folder), origin, { mode: 0o600 });
  child.unref();
  return { origin, account, stop: () => void child.kill() };
}

/** The simulator that another process has started, or null. */
export function runningSimulator(folder: string): Omit<RunningSimulator, "stop"> | null {
  if (!existsSync(addressFile(folder))) return null;
  return { origin: readFileSync(addressFile(folder), "utf8"), account: storedAccount(folder) };
}
