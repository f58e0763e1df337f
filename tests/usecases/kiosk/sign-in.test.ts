import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { KIOSK_SESSION_MINUTES, KIOSK_SILENCE_MINUTES } from "#app/domain/kiosk/kiosk-session.ts";
import {
  chooseElder,
  endKioskSession,
  listProvedNames,
  proveCode,
  recogniseElder,
} from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { readSentMessage, sendSignInCode } from "#app/usecases/kiosk/send-sign-in-code.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { crypto, fullElders, NOW, openKioskDistrict, phoneOf, query, type TestElder } from "./kiosk-district.ts";

let database: Database;
let elders: TestElder[];
/** Each test lives an hour after the one before, so that limits of one do not reach the next. */
let hour = 0;

beforeAll(async () => {
  database = await openKioskDistrict();
  elders = await fullElders(testContext(database));
});
afterAll(async () => database.close());

function nextHour(): (minutes?: number) => Context {
  hour += 1;
  const start = plusMinutes(NOW, hour * 120);
  return (minutes = 0) => testContext(database, { actor: "anonymous", now: plusMinutes(start, minutes) });
}

async function ask(context: Context, phone: string, device = "kiosk-1") {
  return sendSignInCode(context, crypto, { phone, device, wording: (code) => `digits ${code}` });
}

async function asked(context: Context, phone: string): Promise<{ token: string; code: string }> {
  const answer = await ask(context, phone);
  if (typeof answer === "string") throw new Error(answer);
  const message = (await readSentMessage(context, crypto, answer.token)) ?? "";
  return { token: answer.token, code: message.replace("digits ", "") };
}

const wrongOf = (code: string) => (code === "000000" ? "000001" : "000000");

describe("a code at a kiosk", () => {
  it("opens a session once, within five minutes", async () => {
    const at = nextHour();
    const [elder] = elders;
    if (!elder) throw new Error("no elder");
    const { token, code } = await asked(at(), phoneOf(elder));
    expect(await proveCode(at(1), token, wrongOf(code))).toEqual({ kind: "wrong" });
    const opened = await proveCode(at(2), token, code);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    expect(await recogniseElder(at(3), opened.session)).toMatchObject({ kind: "elder", elderNo: elder.elderNo });
    expect(await proveCode(at(3), token, code)).toEqual({ kind: "over" });
    await endKioskSession(at(4), opened.session);
    expect(await recogniseElder(at(4), opened.session)).toEqual({ kind: "anonymous" });
    const late = await asked(at(10), phoneOf(elder));
    expect(await proveCode(at(15), late.token, late.code)).toEqual({ kind: "over" });
  });

  it("is over after five wrong tries, also with the right digits", async () => {
    const at = nextHour();
    const { token, code } = await asked(at(), phoneOf(elders[1] as TestElder));
    for (let go = 1; go <= 4; go += 1) expect(await proveCode(at(), token, wrongOf(code))).toEqual({ kind: "wrong" });
    expect(await proveCode(at(), token, wrongOf(code))).toEqual({ kind: "over" });
    expect(await proveCode(at(), token, code)).toEqual({ kind: "over" });
  });

  it("answers for a number nobody has like for one on file, and sends nothing to it", async () => {
    const at = nextHour();
    const before = await query(at(), "select id from outgoing_message");
    const answer = await ask(at(), "13900000000");
    if (typeof answer === "string") throw new Error(answer);
    expect(await query(at(), "select id from outgoing_message")).toHaveLength(before.length);
    expect(await proveCode(at(), answer.token, "123456")).toEqual({ kind: "wrong" });
    expect(await ask(at(), "13900000000")).toBe("wait");
  });

  it("is limited to one a minute and five an hour for a number, and to twenty wrong an hour at a kiosk", async () => {
    const at = nextHour();
    const phone = phoneOf(elders[2] as TestElder);
    for (let minute = 0; minute < 10; minute += 2) expect(typeof (await ask(at(minute), phone))).toBe("object");
    expect(await ask(at(9), phone)).toBe("staff");
    expect(await ask(at(62), phone)).not.toBe("staff");
    const later = nextHour();
    for (const elder of elders.slice(3, 7)) {
      const { token, code } = await asked(later(), phoneOf(elder));
      for (let go = 1; go <= 5; go += 1) await proveCode(later(), token, wrongOf(code));
    }
    expect(await ask(later(), phone)).toBe("staff");
    expect(typeof (await ask(later(), phone, "kiosk-2"))).toBe("object");
  });

  it("lets elders who share a telephone choose by name, once", async () => {
    const at = nextHour();
    const [pair] = await query<{ id: string; phoneCipher: string; sharing: number }>(
      at(),
      `select e.id, e.phone_cipher as "phoneCipher", (select count(*)::int from elder o where o.phone_index = e.phone_index) as sharing
         from elder e where (select count(*) from elder o where o.phone_index = e.phone_index and o.death_on is null) > 1 limit 1`,
    );
    if (!pair) throw new Error("nobody shares a telephone");
    const phone = crypto.decrypt(pair.phoneCipher, { table: "elder", column: "phone", row: pair.id });
    const { token, code } = await asked(at(), phone);
    expect(await listProvedNames(at(), token)).toBeNull();
    expect(await chooseElder(at(), token, 0)).toBeNull();
    expect(await proveCode(at(), token, code)).toEqual({ kind: "choose" });
    const names = await listProvedNames(at(), token);
    expect(names).toHaveLength(pair.sharing);
    for (const name of names ?? []) expect(name).toContain("*");
    expect(await chooseElder(at(), token, 9)).toBeNull();
    expect(await chooseElder(at(), token, 1)).not.toBeNull();
    expect(await chooseElder(at(), token, 0)).toBeNull();
  });
});

describe("a session at a kiosk", () => {
  it("ends when the page falls silent, after twenty minutes, and when the elder opens one elsewhere", async () => {
    const at = nextHour();
    const open = async (minute: number) => {
      const { token, code } = await asked(at(minute), phoneOf(elders[8] as TestElder));
      const outcome = await proveCode(at(minute), token, code);
      if (outcome.kind !== "opened") throw new Error(outcome.kind);
      return outcome.session;
    };
    const silent = await open(0);
    expect(await recogniseElder(at(KIOSK_SILENCE_MINUTES - 1), silent)).toMatchObject({ kind: "elder" });
    expect(await recogniseElder(at(KIOSK_SILENCE_MINUTES * 2), silent)).toEqual({ kind: "anonymous" });
    const long = await open(20);
    for (let minute = 21; minute < 20 + KIOSK_SESSION_MINUTES; minute += 3)
      expect(await recogniseElder(at(minute), long)).toMatchObject({ kind: "elder" });
    expect(await recogniseElder(at(20 + KIOSK_SESSION_MINUTES), long)).toEqual({ kind: "anonymous" });
    const first = await open(45);
    await open(47);
    expect(await recogniseElder(at(47), first)).toEqual({ kind: "anonymous" });
  });
});
