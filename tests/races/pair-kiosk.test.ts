/** Two clerks who enter one code at the same moment on two servers pair one kiosk; two machines that are paired together get two numbers. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { askToPair, pairKiosk } from "#app/usecases/kiosk/pair-kiosk.server.ts";
import { openKioskPage } from "#app/usecases/kiosk/start-kiosk.server.ts";
import { showKiosks } from "#app/usecases/kiosk/watch-kiosks.server.ts";
import type { Database } from "#db/connection.server.ts";
import { firstElders, loadRows, testCrypto } from "#tests/support/small-district.ts";
import { testContext, testDatabases } from "#tests/support/database.ts";
import { newMachine, pairingAsk, recordOf, startedMachine } from "#tests/support/kiosk-machine.ts";
import { MONTH, NOW } from "../usecases/kiosk/kiosk-district.ts";

const ROUNDS = 6;

let servers: Database[];
beforeAll(async () => {
  servers = await testDatabases(2);
  await loadRows(contextOf(0), firstElders(3, { seed: "7", month: MONTH }));
});
afterAll(async () => Promise.all(servers.map((server) => server.close())));

function contextOf(place: number, actor = "system:test") {
  const server = servers[place];
  if (!server) throw new Error("no such server");
  return testContext(server, { actor, now: NOW });
}

async function newCode(): Promise<string> {
  const answer = await askToPair(contextOf(0), testCrypto, pairingAsk(newMachine(), NOW));
  if (answer.state !== "code") throw new Error(answer.state);
  return answer.code;
}

const clerks = [0, 1].map((place) => () => contextOf(place, `user:clerk-${place}`));

it("one code pairs one kiosk, whoever is first", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = (await showKiosks(contextOf(0))).length;
    const code = await newCode();
    const outcomes = await Promise.allSettled(clerks.map((clerk) => pairKiosk(clerk(), code, recordOf())));
    const failed = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(failed).toHaveLength(1);
    expect(failed.every((reason) => isRefusal(reason, "kiosk-code-unknown"))).toBe(true);
    expect((await showKiosks(contextOf(0))).length).toBe(before + 1);
  }
});

it("two codes pair two kiosks with two numbers", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const codes = [await newCode(), await newCode()];
    const numbers = await Promise.all(clerks.map((clerk, place) => pairKiosk(clerk(), codes[place] ?? "", recordOf())));
    expect(new Set(numbers).size).toBe(2);
  }
});

it("one ticket of a start opens one page", async () => {
  const { ticket } = await startedMachine(contextOf(0, "user:clerk-9"));
  const pages = await Promise.all([0, 1].map((place) => openKioskPage(contextOf(place), ticket)));
  expect(pages.filter((page) => page !== null)).toHaveLength(1);
});
