import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maskName } from "#app/domain/access/masking.ts";
import { SLIP_MINUTES } from "#app/domain/kiosk/slip.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { fetchSlip, prepareSlip, showSlip } from "#app/usecases/kiosk/prepare-slip.server.ts";
import type { Database } from "#db/connection.server.ts";
import { firstElders, loadRows } from "#tests/support/small-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { crypto, MONTH, NOW, query } from "./kiosk-district.ts";

let database: Database;
let elders: { id: string; name: string }[];

beforeAll(async () => {
  database = await testDatabase();
  const context = testContext(database, { now: NOW });
  await loadRows(context, firstElders(5, { seed: "7", month: MONTH }));
  elders = await query(context, "select id, name from elder where death_on is null order by elder_no");
});
afterAll(async () => database.close());

const at = (minutes: number) => testContext(database, { actor: "anonymous", now: plusMinutes(NOW, minutes) });
const elder = (place: number) => elders[place] ?? { id: "", name: "" };
const slip = { kind: "allowance", month: plainDate("2026-11-01"), allowed: 4, used: 1, left: 3 } as const;

describe("a slip", () => {
  it("is shown to whose it is with a masked name, and to nobody else", async () => {
    const slipId = await prepareSlip(at(0), crypto, { elderId: elder(0).id, locale: "zh-CN", slip });
    const shown = await showSlip(at(1), crypto, { slipId, elderId: elder(0).id });
    expect(shown).toMatchObject({
      locale: "zh-CN",
      slip: { ...slip, notes: [] },
      who: { name: maskName(elder(0).name) },
    });
    expect(JSON.stringify(shown)).not.toContain(elder(0).name);
    for (const elderId of [elder(1).id, null])
      await expect(showSlip(at(1), crypto, { slipId, elderId })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is forgotten after ten minutes", async () => {
    const slipId = await prepareSlip(at(0), crypto, { elderId: elder(0).id, locale: "zh-CN", slip });
    const asked = { slipId, elderId: elder(0).id };
    expect((await showSlip(at(SLIP_MINUTES - 1), crypto, asked)).slipId).toBe(slipId);
    await expect(showSlip(at(SLIP_MINUTES), crypto, asked)).rejects.toMatchObject({ code: "not-found" });
    await prepareSlip(at(SLIP_MINUTES), crypto, { elderId: elder(1).id, locale: "en", slip });
    expect(await query(at(0), `select id from kiosk_slip where id = '${slipId}'`)).toEqual([]);
  });

  it("is stored encrypted and refused with a whole number in it", async () => {
    const subject = "热水器坏了三天";
    const ticket = { kind: "ticket", number: "T-0007", subject, answerBy: null } as const;
    await prepareSlip(at(0), crypto, { elderId: null, locale: "zh-CN", slip: ticket });
    expect(JSON.stringify(await query(at(0), "select * from kiosk_slip"))).not.toContain(subject);
    const full = { ...ticket, subject: "请打 13912345678" };
    await expect(prepareSlip(at(0), crypto, { elderId: null, locale: "zh-CN", slip: full })).rejects.toMatchObject({
      code: "slip-holds-number",
    });
  });

  it("is printed by no machine that is not the one it was prepared at", async () => {
    const slipId = await prepareSlip(at(0), crypto, { elderId: elder(0).id, locale: "zh-CN", slip });
    const asked = { slipId, deviceId: "019389a0-0000-7000-8000-000000000001" };
    await expect(fetchSlip(at(1), crypto, asked)).rejects.toMatchObject({ code: "not-found" });
  });
});
