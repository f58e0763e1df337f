import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOTHING } from "#app/domain/access/scope.ts";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { instant, type Instant } from "#app/domain/time/instant.ts";
import { cancelHelp, chooseHelp, showHelp } from "#app/usecases/help/answer-help.server.ts";
import { escalateHelp } from "#app/usecases/help/escalate-help.server.ts";
import { requestHelp } from "#app/usecases/help/request-help.server.ts";
import { showHelpDesk, showHelpVersion } from "#app/usecases/help/show-help-desk.server.ts";
import { tendHelp } from "#app/usecases/help/tend-help.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(12);
});
afterAll(async () => database.close());

const TOUCHED = instant("2026-11-15T02:00:00Z");
const later = (seconds: number) => (TOUCHED + seconds * 1000) as Instant;
const kiosk = (seconds = 0): Context =>
  testContext(database, { actor: "anonymous", scope: NOTHING, now: later(seconds) });
const clock = (seconds: number): Context =>
  testContext(database, { actor: "system:escalate-help", now: later(seconds) });
const operator = (seconds: number, changes: Partial<Context> = {}): Context =>
  testContext(database, { actor: "user:op", now: later(seconds), ...changes });

async function rows<Row>(statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}
const stepsOf = async (key: string) =>
  (
    await rows<{ step: string }>(
      `select s.step from help_step s join help_request r on r.id = s.help_id where r.request_key = '${key}' order by s.at, s.id`,
    )
  ).map(({ step }) => step);

let count = 0;
async function touch(changes: Partial<Parameters<typeof requestHelp>[1]> = {}) {
  count += 1;
  const requestKey = `touch-${count}`;
  const { helpNo } = await requestHelp(kiosk(), { requestKey, streetId: 1, device: "kiosk-1", ...changes });
  return { requestKey, helpNo };
}

describe("nobody takes the call", () => {
  it("escalates by its stored deadlines, each step once, also after an outage", async () => {
    const { requestKey } = await touch();
    await escalateHelp(clock(9));
    expect(await stepsOf(requestKey)).toEqual(["requested"]);
    await escalateHelp(clock(10));
    expect(await showHelp(kiosk(11), requestKey)).toMatchObject({ isCalling: true, want: null });
    await escalateHelp(clock(45));
    await escalateHelp(clock(46));
    expect(await stepsOf(requestKey)).toEqual(["requested", "as_staff", "hotline"]);
    await escalateHelp(clock(300));
    expect(await stepsOf(requestKey)).toEqual(["requested", "as_staff", "hotline", "both"]);
    expect(await escalateHelp(clock(301))).toBe(0);
    await tendHelp(operator(302), {
      helpNo:
        (await rows<{ no: string }>(`select help_no as no from help_request where request_key = '${requestKey}'`))[0]
          ?.no ?? "",
      move: "close",
      outcome: "helped",
      note: "",
    });
  });

  it("stops as soon as somebody takes it", async () => {
    const { requestKey, helpNo } = await touch();
    await tendHelp(operator(5), { helpNo, move: "take" });
    await escalateHelp(clock(500));
    expect(await stepsOf(requestKey)).toEqual(["requested", "taken"]);
    await expect(tendHelp(operator(6), { helpNo, move: "take" })).rejects.toThrow("help-already-taken");
    await tendHelp(operator(60), { helpNo, move: "arrive" });
    await tendHelp(operator(90), { helpNo, move: "close", outcome: "helped", note: "回电 13812345678" });
    const [row] = await rows<{ note: string; next: unknown }>(
      `select note, next_step_at as next from help_request where help_no = '${helpNo}'`,
    );
    expect(row).toEqual({ note: "回电 138****5678", next: null });
    await expect(tendHelp(operator(91), { helpNo, move: "arrive" })).rejects.toThrow("help-over");
  });

  it("is closed with a known outcome only", async () => {
    const { helpNo } = await touch();
    const closing = tendHelp(operator(5), { helpNo, move: "close", outcome: "misuse", note: "" });
    await expect(closing).rejects.toThrow("help-outcome-unknown");
    await tendHelp(operator(6), { helpNo, move: "close", outcome: "test", note: "" });
  });
});

describe("不用了", () => {
  it("ends the call at once within ten seconds", async () => {
    const { requestKey } = await touch();
    expect(await cancelHelp(kiosk(10), { requestKey, isSure: false })).toBe("cancelled");
    await escalateHelp(clock(500));
    expect(await stepsOf(requestKey)).toEqual(["requested", "cancelled"]);
  });

  it("asks once more when people have been called already", async () => {
    const { requestKey } = await touch();
    expect(await cancelHelp(kiosk(11), { requestKey, isSure: false })).toBe("ask");
    expect(await showHelp(kiosk(12), requestKey)).toMatchObject({ state: "open" });
    expect(await cancelHelp(kiosk(13), { requestKey, isSure: true })).toBe("cancelled");
    expect(await showHelp(kiosk(14), requestKey)).toMatchObject({ state: "cancelled" });
  });
});

describe("the first contact of an identified elder", () => {
  const wording = (name: string) => `${name} 求助`;
  const elder = async () =>
    (
      await rows<{ id: string; name: string }>(
        "select e.id, e.name from elder e join elder_contact c on c.elder_id = e.id where c.phone_cipher is not null limit 1",
      )
    )[0] ?? { id: "", name: "" };
  const messages = () =>
    rows<{ id: string; body: string }>("select id, body_cipher as body from outgoing_message where kind = 'help'");

  it("gets a message once the call is meant, and none for one that was taken back", async () => {
    const { id, name } = await elder();
    const contact = { crypto: testCrypto, wording };
    const before = (await messages()).length;
    const taken = await touch({ elderId: id, contact });
    await cancelHelp(kiosk(3), { requestKey: taken.requestKey, isSure: false });
    await escalateHelp(clock(500));
    expect(await messages()).toHaveLength(before);
    const meant = await touch({ elderId: id, contact });
    await chooseHelp(kiosk(4), { requestKey: meant.requestKey, want: "unwell" });
    await escalateHelp(clock(500));
    const sent = await messages();
    expect(sent).toHaveLength(before + 1);
    const last = sent.at(-1);
    const field = { table: "outgoing_message", column: "body", row: last?.id ?? "" };
    expect(testCrypto.decrypt(last?.body ?? "", field)).toBe(`${name} 求助`);
    expect(await stepsOf(meant.requestKey)).toEqual(["requested", "unwell", "told_contact", "both"]);
  });
});

describe("the operators' screen", () => {
  it("shows what nobody has taken first, with its age, and changes its version with every step", async () => {
    await rows("update help_request set next_step_at = null");
    const first = await touch({ streetId: 3 });
    const second = await touch({ streetId: 4 });
    const versions = [await showHelpVersion(operator(7))];
    await tendHelp(operator(7), { helpNo: first.helpNo, move: "take" });
    versions.push(await showHelpVersion(operator(8)));
    const shown = await showHelpDesk(operator(20));
    const own = shown.live.filter(({ helpNo }) => helpNo === first.helpNo || helpNo === second.helpNo);
    expect(own.map(({ helpNo, state }) => [helpNo, state])).toEqual([
      [second.helpNo, "open"],
      [first.helpNo, "taken"],
    ]);
    expect(own.map(({ ageSeconds, answeredAfterSeconds }) => [ageSeconds, answeredAfterSeconds])).toEqual([
      [20, null],
      [20, 7],
    ]);
    expect(new Set(versions).size).toBe(2);
    const street = operator(20, { scope: { streets: [identify<StreetId>(4)], provider: "all", worker: "all" } });
    expect((await showHelpDesk(street)).live.map(({ helpNo }) => helpNo)).toEqual([second.helpNo]);
    await expect(tendHelp(street, { helpNo: first.helpNo, move: "arrive" })).rejects.toThrow("not-found");
  });
});
