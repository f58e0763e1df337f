import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KioskWish } from "#app/domain/kiosk/device-message.ts";
import { takeWishes } from "#app/usecases/kiosk/take-wishes.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { KioskRow } from "#db/repositories/kiosk-devices.ts";
import { firstElders, loadRows } from "#tests/support/small-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { rowOf, startedMachine } from "#tests/support/kiosk-machine.ts";
import { crypto, MONTH, NOW, query } from "./kiosk-district.ts";

let database: Database;
let kiosk: KioskRow;
const context = () => testContext(database, { actor: "anonymous", now: NOW });

beforeAll(async () => {
  database = await testDatabase();
  await loadRows(testContext(database, { now: NOW }), firstElders(3, { seed: "7", month: MONTH }));
  const { deviceId } = await startedMachine(testContext(database, { actor: "user:liu", now: NOW }));
  kiosk = await rowOf(context(), deviceId);
});
afterAll(async () => database.close());

const wish = (last: number, changes: Partial<KioskWish>): KioskWish => ({
  id: `019389a0-0000-7000-8000-00000000000${last}`,
  kind: "visit",
  madeAtMs: NOW - 10 * 60_000,
  phone: null,
  choices: [],
  dialled: null,
  ...changes,
});

describe("what a kiosk kept while there was no network", () => {
  it("is taken once, however often it is sent", async () => {
    const wishes = [
      wish(1, { kind: "visit", phone: "13912345678", choices: ["LC02"] }),
      wish(2, { kind: "help", dialled: "hotline" }),
      wish(3, { kind: "complaint" }),
      wish(4, { kind: "call_back", phone: "13912345678" }),
    ];
    const all = { kiosk, wishes };
    const ids = wishes.map(({ id }) => id);
    expect(await takeWishes(context(), crypto, all)).toEqual(ids);
    expect(await takeWishes(context(), crypto, all)).toEqual(ids);
    const tickets = await query<{ kind: string; channel: string }>(
      context(),
      "select kind, channel from ticket order by kind",
    );
    expect(tickets).toEqual([
      { kind: "book", channel: "kiosk" },
      { kind: "call_back", channel: "kiosk" },
      { kind: "complaint", channel: "kiosk" },
    ]);
    const [help, ...more] = await query<{ device: string; dialled: string; ago: number }>(
      context(),
      `select device, dialled_by_kiosk as dialled, extract(epoch from received_at - touched_at)::int as ago from help_request`,
    );
    expect(more).toEqual([]);
    expect(help).toEqual({ device: kiosk.deviceNo, dialled: "hotline", ago: 600 });
  });

  it("keeps a telephone encrypted", async () => {
    const rows = await query(context(), "select * from ticket");
    expect(JSON.stringify(rows)).not.toContain("13912345678");
  });
});
