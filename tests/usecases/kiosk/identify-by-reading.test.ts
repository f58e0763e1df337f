import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { idCheckCharacter } from "#app/domain/elders/id-number.ts";
import { ASSIST_MINUTES, ASSIST_TRIES, TRY_LIMITS } from "#app/domain/kiosk/kiosk-identity.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { proveAssist, takeAssistDigits } from "#app/usecases/kiosk/assist-elder.server.ts";
import {
  issuePass,
  peekIdentity,
  readIdentity,
  redeemIdentity,
} from "#app/usecases/kiosk/identify-by-reading.server.ts";
import { recogniseElder } from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { fetchSlip, prepareSlip } from "#app/usecases/kiosk/prepare-slip.server.ts";
import { revokeKiosk } from "#app/usecases/kiosk/watch-kiosks.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { KioskRow } from "#db/repositories/kiosk-devices.ts";
import { firstElders, loadRows } from "#tests/support/small-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { newBoot, rowOf, startedMachine } from "#tests/support/kiosk-machine.ts";
import { crypto, MONTH, NOW, query } from "./kiosk-district.ts";

type Elder = { id: string; elderNo: string; name: string; idNumberCipher: string; streetId: number };

let database: Database;
let elders: Elder[];
let hour = 0;

beforeAll(async () => {
  database = await testDatabase();
  await loadRows(testContext(database, { now: NOW }), firstElders(12, { seed: "7", month: MONTH }));
  elders = await query<Elder>(
    testContext(database),
    `select id, elder_no as "elderNo", name, id_number_cipher as "idNumberCipher", street_id as "streetId"
       from elder where death_on is null order by elder_no`,
  );
});
afterAll(async () => database.close());

function nextHour() {
  hour += 2;
  const start = plusMinutes(NOW, hour * 60);
  return (minutes = 0, changes = {}) =>
    testContext(database, { actor: "user:liu", now: plusMinutes(start, minutes), ...changes });
}

function elder(place: number): Elder {
  const found = elders[place];
  if (!found) throw new Error("no such elder");
  return found;
}

const cardOf = ({ id, idNumberCipher }: Elder) =>
  crypto.decrypt(idNumberCipher, { table: "elder", column: "id_number", row: id });

/** A number that is right in itself and nobody's. */
function strangersCard(place: number): string {
  const first17 = `3206021931010${String(1000 + place)}`;
  return first17 + idCheckCharacter(first17);
}

async function kioskAt(at: ReturnType<typeof nextHour>) {
  const started = await startedMachine(at());
  const kiosk = await rowOf(at(), started.deviceId);
  return { ...started, kiosk };
}

const read = (
  context: ReturnType<ReturnType<typeof nextHour>>,
  kiosk: KioskRow,
  text: string,
  means: "id_card" | "social_card" | "qr" = "id_card",
) => readIdentity(context, crypto, { kiosk, reading: { bootId: kiosk.bootId ?? "", means, text } });

async function tokenOf(...args: Parameters<typeof read>): Promise<string> {
  const answer = await read(...args);
  if (!("token" in answer)) throw new Error(answer.refused);
  return answer.token;
}

const here = (kiosk: KioskRow, token: string) => ({ token, deviceId: kiosk.id, bootId: kiosk.bootId ?? "" });

describe("a card on the reader of a paired kiosk", () => {
  it("opens one session, within a minute, at this kiosk and in this start", async () => {
    const at = nextHour();
    const [{ kiosk }, other] = [await kioskAt(at), await kioskAt(at)];
    const token = await tokenOf(at(), kiosk, cardOf(elder(0)));
    expect(await peekIdentity(at(), here(kiosk, token))).toBe(elder(0).id);
    expect(await redeemIdentity(at(), here(other.kiosk, token))).toBeNull();
    expect(await redeemIdentity(at(), { ...here(kiosk, token), bootId: newBoot().bootId })).toBeNull();
    const session = await redeemIdentity(at(0.9), here(kiosk, token));
    expect(await recogniseElder(at(1), session ?? "")).toEqual({
      kind: "elder",
      elderId: elder(0).id,
      elderNo: elder(0).elderNo,
      means: "id_card",
    });
    expect(await redeemIdentity(at(0.9), here(kiosk, token))).toBeNull();
    const late = await tokenOf(at(2), kiosk, cardOf(elder(1)));
    expect(await redeemIdentity(at(3), here(kiosk, late))).toBeNull();
  });

  it("of somebody not on file is said to be unknown, and its number is stored nowhere", async () => {
    const at = nextHour();
    const { kiosk } = await kioskAt(at);
    const stranger = strangersCard(900);
    expect(await read(at(), kiosk, stranger)).toEqual({ refused: "unknown" });
    expect(await read(at(), kiosk, "320602193101011234X")).toEqual({ refused: "unknown" });
    const tried = await query<{ kind: string; person: Uint8Array | null }>(
      at(),
      `select kind, person from kiosk_try where device_id = '${kiosk.id}' order by id`,
    );
    expect(tried.map(({ kind, person }) => [kind, person === null])).toEqual([
      ["card", false],
      ["card", true],
    ]);
    expect(JSON.stringify(tried)).not.toContain(stranger);
  });

  it("opens nothing in a start that is over", async () => {
    const at = nextHour();
    const { kiosk } = await kioskAt(at);
    const reading = { bootId: newBoot().bootId, means: "id_card", text: cardOf(elder(0)) } as const;
    await expect(readIdentity(at(), crypto, { kiosk, reading })).rejects.toMatchObject({ code: "device-boot" });
  });

  it("lets the kiosk at which the elder stands print the elder's slip, and no other", async () => {
    const at = nextHour();
    const [{ kiosk }, other] = [await kioskAt(at), await kioskAt(at)];
    await redeemIdentity(at(), here(kiosk, await tokenOf(at(), kiosk, cardOf(elder(0)))));
    const ticket = { kind: "ticket", number: "T-1", subject: "灯坏了", answerBy: null } as const;
    const slipId = await prepareSlip(at(), crypto, { elderId: elder(0).id, locale: "zh-CN", slip: ticket });
    expect((await fetchSlip(at(1), crypto, { slipId, deviceId: kiosk.id })).slip).toMatchObject({ subject: "灯坏了" });
    const asked = { slipId, deviceId: other.kiosk.id };
    await expect(fetchSlip(at(1), crypto, asked)).rejects.toMatchObject({ code: "not-found" });
  });

  it("opens nothing any more once the kiosk is taken out of use, and its elder's session is over", async () => {
    const at = nextHour();
    const { kiosk, deviceNo } = await kioskAt(at);
    const session = await redeemIdentity(at(), here(kiosk, await tokenOf(at(), kiosk, cardOf(elder(0)))));
    const waiting = await tokenOf(at(), kiosk, cardOf(elder(1)));
    await revokeKiosk(at(), { deviceNo, reason: "lost" });
    expect(await recogniseElder(at(), session ?? "")).toEqual({ kind: "anonymous" });
    expect(await redeemIdentity(at(), here(kiosk, waiting))).toBeNull();
  });
});

describe("a code on a phone", () => {
  it("names the elder once, for a minute; what people hold to a scanner otherwise names nobody", async () => {
    const at = nextHour();
    const { kiosk } = await kioskAt(at);
    const pass = await issuePass(at(0, { actor: "family:f" }), elder(2).id);
    const token = await tokenOf(at(0.5), kiosk, pass, "qr");
    const session = await redeemIdentity(at(0.6), here(kiosk, token));
    expect(await recogniseElder(at(0.7), session ?? "")).toMatchObject({ elderNo: elder(2).elderNo, means: "qr" });
    expect(await read(at(0.7), kiosk, pass, "qr")).toEqual({ refused: "unknown" });
    const late = await issuePass(at(2), elder(2).id);
    expect(await read(at(3), kiosk, late, "qr")).toEqual({ refused: "unknown" });
    expect(await read(at(3), kiosk, "https://example.com/pay", "qr")).toEqual({ refused: "unknown" });
  });
});

describe("wrong cards", () => {
  it("ask for a person from the twentieth within the hour on, at this kiosk alone", async () => {
    const at = nextHour();
    const [{ kiosk }, other] = [await kioskAt(at), await kioskAt(at)];
    for (let go = 0; go < TRY_LIMITS.wrongOnKiosk; go += 1)
      expect(await read(at(), kiosk, strangersCard(go % 3))).toEqual({ refused: "unknown" });
    expect(await read(at(), kiosk, cardOf(elder(3)))).toEqual({ refused: "staff" });
    expect(await read(at(), other.kiosk, cardOf(elder(3)))).toHaveProperty("token");
    expect(await read(at(61), kiosk, cardOf(elder(3)))).toHaveProperty("token");
  });

  it("of more than ten persons raise the alarm: a card alone opens nothing at any kiosk, the phone is asked for", async () => {
    const at = nextHour();
    const [{ kiosk }, other] = [await kioskAt(at), await kioskAt(at)];
    for (let person = 0; person <= TRY_LIMITS.personsOnKiosk; person += 1)
      expect(await read(at(), kiosk, strangersCard(person))).toEqual({ refused: "unknown" });
    expect(await read(at(), kiosk, cardOf(elder(4)))).toEqual({ refused: "phone" });
    expect(await read(at(), other.kiosk, cardOf(elder(4)))).toEqual({ refused: "phone" });
    const alarms = await query(at(), `select 1 from audit_event where action = 'kiosk.spray'`);
    expect(alarms.length).toBeGreaterThan(0);
    expect(await read(at(61), other.kiosk, cardOf(elder(4)))).toHaveProperty("token");
  });
});

describe("staff beside an elder", () => {
  const wish = (deviceNo: string, who: Elder) => ({ deviceNo, elderNo: who.elderNo, reason: "no_card" });

  it("opens the elder's session by six digits, once, as done by the clerk", async () => {
    const at = nextHour();
    const { kiosk, deviceNo } = await kioskAt(at);
    const { digits, elderName } = await takeAssistDigits(at(), wish(deviceNo, elder(5)));
    expect(elderName).toContain("*");
    const opened = await proveAssist(at(1), kiosk.id, digits);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    expect(await recogniseElder(at(1), opened.session)).toMatchObject({ means: "staff", assistedBy: "user:liu" });
    expect(await proveAssist(at(1), kiosk.id, digits)).toEqual({ kind: "none" });
  });

  it("has five tries and five minutes, and digits of another kiosk open nothing", async () => {
    const at = nextHour();
    const [{ kiosk, deviceNo }, other] = [await kioskAt(at), await kioskAt(at)];
    const { digits } = await takeAssistDigits(at(), wish(deviceNo, elder(6)));
    const wrong = digits === "000000" ? "000001" : "000000";
    expect(await proveAssist(at(), other.kiosk.id, digits)).toEqual({ kind: "none" });
    for (let go = 1; go < ASSIST_TRIES; go += 1)
      expect(await proveAssist(at(), kiosk.id, wrong)).toEqual({ kind: "wrong" });
    expect(await proveAssist(at(), kiosk.id, wrong)).toEqual({ kind: "none" });
    expect(await proveAssist(at(), kiosk.id, digits)).toEqual({ kind: "none" });
    const late = await takeAssistDigits(at(10), wish(deviceNo, elder(6)));
    expect(await proveAssist(at(10 + ASSIST_MINUTES), kiosk.id, late.digits)).toEqual({ kind: "none" });
  });

  it("helps no elder and at no kiosk outside the clerk's streets, and always with a reason", async () => {
    const at = nextHour();
    const { deviceNo } = await kioskAt(at);
    const scope = { streets: [identify<StreetId>(99)], provider: "all", worker: "all" } as const;
    const asked = wish(deviceNo, elder(7));
    await expect(takeAssistDigits(at(0, { scope }), asked)).rejects.toMatchObject({ code: "assist-not-found" });
    await expect(takeAssistDigits(at(), { ...asked, elderNo: "E999999" })).rejects.toMatchObject({
      code: "assist-not-found",
    });
    await expect(takeAssistDigits(at(), { ...asked, reason: "" })).rejects.toMatchObject({
      code: "assist-reason-missing",
    });
  });
});
