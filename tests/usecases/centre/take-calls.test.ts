import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RING_SECONDS } from "#app/domain/centre/call.ts";
import { RIGHT_NEEDED } from "#app/domain/centre/control-questions.ts";
import { bookInCall, showCallBooking } from "#app/usecases/centre/book-in-call.server.ts";
import { askCaller, judgeCaller } from "#app/usecases/centre/check-caller.server.ts";
import { findByNameAndBirth, findCallers } from "#app/usecases/centre/find-callers.server.ts";
import { openCallFile } from "#app/usecases/centre/open-file.server.ts";
import { ringDemo } from "#app/usecases/centre/ring-demo.server.ts";
import { showCentre } from "#app/usecases/centre/show-centre.server.ts";
import { signOn } from "#app/usecases/centre/sit-at-seat.server.ts";
import { answerCall, beginTypedCall, endCall, missCall, ringCall } from "#app/usecases/centre/take-calls.server.ts";
import { openTicketInCall } from "#app/usecases/centre/ticket-in-call.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { crypto, fullElders, openKioskDistrict, phoneOf, query, run, type TestElder } from "../kiosk/kiosk-district.ts";
import { callIn, hireOperators, later, operatorOf, outcome, shown, STRANGER } from "./centre-district.ts";

let database: Database;
let ann: Context;
let ben: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  await hireOperators(database, ["ann", "ben"]);
  ann = operatorOf(database, "ann");
  ben = operatorOf(database, "ben");
  elders = await fullElders(testContext(database));
});
afterAll(async () => database.close());

const nextElder = (): TestElder => {
  const elder = elders.shift();
  if (!elder) throw new Error("nobody is left");
  return elder;
};
const hangUp = (context: Context, callNo: number) =>
  endCall(context, callNo, { purpose: "consult", result: "hung_up", note: "" });
const ticket = { topic: null, details: [], visitNo: "", callBackWanted: false } as const;

describe("a call", () => {
  it("waits until one of two seats answers it, which has the file of the one whom the number fits", async () => {
    const elder = nextElder();
    await signOn(ann, 1);
    await signOn(ben, 2);
    const callNo = await ringCall(ann, crypto, { number: phoneOf(elder), source: "telephone", systemRef: "r-1" });
    expect(await ringCall(ann, crypto, { number: phoneOf(elder), source: "telephone", systemRef: "r-1" })).toBe(callNo);
    const floor = await showCentre(later(ann, 20), crypto);
    expect(floor.waiting).toMatchObject([{ callNo, waitSeconds: 20, possible: [{ as: "elder" }] }]);
    expect(floor.waiting[0]?.phone).toContain("*");
    const both = await Promise.all([
      outcome(answerCall(ann, crypto, callNo)),
      outcome(answerCall(ben, crypto, callNo)),
    ]);
    expect(both.sort()).toEqual(["call-taken", "done"]);
    const [winner, loser] = (await shown(ann, callNo)).isMine ? [ann, ben] : [ben, ann];
    expect(await shown(winner, callNo)).toMatchObject({ phone: phoneOf(elder), file: { elderNo: elder.elderNo } });
    expect(await shown(loser, callNo)).toMatchObject({ isMine: false, file: null, possible: [] });
    expect((await shown(loser, callNo)).phone).toContain("*");
    expect(await outcome(hangUp(loser, callNo))).toBe("call-not-yours");
    const second = await ringCall(ann, crypto, { number: STRANGER, source: "telephone", systemRef: null });
    expect(await outcome(answerCall(winner, crypto, second))).toBe("seat-in-call");
    await hangUp(later(winner, 65), callNo);
    expect((await showCentre(later(winner, 66), crypto)).mine).toMatchObject({ state: "after_call", callNo: null });
    await answerCall(winner, crypto, second);
    await hangUp(winner, second);
  });

  it("is missed when the caller gives up, and when nobody has answered for long", async () => {
    await ringCall(ann, crypto, { number: STRANGER, source: "telephone", systemRef: "gone" });
    await missCall(ann, "gone");
    const forgotten = await ringCall(ann, crypto, { number: STRANGER, source: "telephone", systemRef: "forgotten" });
    const late = later(ann, RING_SECONDS + 1);
    expect((await showCentre(late, crypto)).waiting).toEqual([]);
    await ringCall(late, crypto, { number: STRANGER, source: "telephone", systemRef: "new" });
    // Her screen was silent all the while: she sits down again.
    await signOn(late, 1);
    expect(await outcome(answerCall(late, crypto, forgotten))).toBe("call-taken");
    expect((await showCentre(late, crypto)).today.missed).toBe(2);
    await missCall(late, "new");
    await missCall(late, "never told");
  });

  it("that was typed answers the ring of the same number", async () => {
    const elder = nextElder();
    await outcome(signOn(ann, 1));
    const ring = await ringCall(ann, crypto, { number: phoneOf(elder), source: "telephone", systemRef: null });
    expect(await beginTypedCall(ann, crypto, ` +86 ${phoneOf(elder)}`)).toBe(ring);
    await hangUp(ann, ring);
    const typed = await beginTypedCall(ann, crypto, STRANGER);
    expect(await shown(ann, typed)).toMatchObject({ source: "typed", file: null, possible: [], hasNumber: true });
    await hangUp(ann, typed);
    const hidden = await beginTypedCall(ann, crypto, "");
    expect(await shown(ann, hidden)).toMatchObject({ hasNumber: false });
    await hangUp(ann, hidden);
  });

  it("finds a contact's elder too, also one who was on file before callers were looked up", async () => {
    const [contact] = await query<{ id: string; elderNo: string; cipher: string }>(
      ann,
      `select c.id, e.elder_no as "elderNo", c.phone_cipher as cipher from elder_contact c join elder e on e.id = c.elder_id
        where c.phone_cipher is not null and e.death_on is null order by e.elder_no limit 1`,
    );
    await run(ann, "update elder_contact set phone_index = null");
    const phone = crypto.decrypt(contact?.cipher ?? "", {
      table: "elder_contact",
      column: "phone",
      row: contact?.id ?? "",
    });
    const found = await findCallers(ann, crypto, phone);
    expect(found.map(({ elderNo, as }) => [elderNo, as])).toContainEqual([contact?.elderNo, "family"]);
    const [left] = await query<{ left: number }>(
      ann,
      "select count(*)::int as left from elder_contact where phone_cipher is not null and phone_index is null",
    );
    expect(left?.left).toBe(0);
    expect(await findCallers(ann, crypto, "12")).toEqual([]);
  });

  it("from an unknown number is searched by the whole name and the birth", async () => {
    const elder = nextElder();
    const [row] = await query<{ name: string; birth: string }>(
      ann,
      `select name, birth_on::text as birth from elder where id = '${elder.id}'`,
    );
    const { name = "", birth = "" } = row ?? {};
    for (const asked of [birth, birth.slice(0, 4)])
      expect((await findByNameAndBirth(ann, { name, birth: asked })).map(({ elderNo }) => elderNo)).toContain(
        elder.elderNo,
      );
    expect(await findByNameAndBirth(ann, { name, birth: "1901" })).toEqual([]);
    expect(await outcome(findByNameAndBirth(ann, { name, birth: "" }))).toBe("caller-search-short");
    expect(await outcome(findByNameAndBirth(ann, { name: "王", birth: "1940" }))).toBe("caller-search-short");
    const callNo = await callIn(ann, STRANGER, 1);
    expect(await outcome(askCaller(ann, crypto, callNo))).toBe("call-without-elder");
    await openCallFile(ann, { callNo, elderNo: elder.elderNo, as: "unknown" });
    expect(await shown(ann, callNo)).toMatchObject({ file: { elderNo: elder.elderNo }, number: { givers: [] } });
    expect(await outcome(openCallFile(ann, { callNo, elderNo: "E999999", as: "elder" }))).toBe("elder-unknown");
    await hangUp(ann, callNo);
  });
});

describe("the questions", () => {
  it("cover what would answer them until two answers were right", async () => {
    const callNo = await callIn(ann, phoneOf(nextElder()), 1);
    const before = await shown(ann, callNo);
    expect(before.file?.covered).toBeNull();
    expect(
      [...(before.file?.ahead ?? []), ...(before.file?.behind ?? [])].every(({ workers }) => workers === null),
    ).toBe(true);
    expect(before.check).toMatchObject({ state: "open", asked: [] });
    await askCaller(ann, crypto, callNo);
    expect(await outcome(askCaller(ann, crypto, callNo))).toBe("caller-no-question");
    const [asked] = (await shown(ann, callNo)).check?.asked ?? [];
    expect(asked).toMatchObject({ question: before.check?.next, isRight: null });
    expect(asked?.answer).not.toBe("");
    await judgeCaller(ann, crypto, { callNo, isRight: true });
    expect(await outcome(judgeCaller(ann, crypto, { callNo, isRight: true }))).toBe("caller-no-question");
    await askCaller(later(ann, 1), crypto, callNo);
    await judgeCaller(later(ann, 2), crypto, { callNo, isRight: true });
    const after = await shown(ann, callNo);
    expect(after.check).toMatchObject({ state: "passed", next: null });
    expect(after.check?.asked).toHaveLength(RIGHT_NEEDED);
    expect(after.file?.covered?.address).not.toBe("");
    const checks = await query<{ passed: boolean }>(ann, "select passed from caller_check order by at");
    expect(checks).toEqual([{ passed: true }]);
    await hangUp(ann, callNo);
  });

  it("refuse who answers wrongly twice: nothing is uncovered and nothing booked, but a ticket may be opened", async () => {
    const elder = nextElder();
    const callNo = await callIn(ann, phoneOf(elder), 1);
    expect(await outcome(showCallBooking(ann, crypto, callNo))).toBe("caller-not-checked");
    for (const seconds of [0, 1]) {
      await askCaller(later(ann, seconds), crypto, callNo);
      await judgeCaller(later(ann, seconds), crypto, { callNo, isRight: false });
    }
    expect(await shown(ann, callNo)).toMatchObject({ check: { state: "failed", next: null }, file: { covered: null } });
    expect(await outcome(showCallBooking(ann, crypto, callNo))).toBe("caller-refused");
    const spoken = { callNo, basket: "usual", slot: "x", giver: "elder", saidYes: true, words: "w" };
    expect(await outcome(bookInCall(ann, crypto, spoken))).toBe("caller-refused");
    const help = { ...ticket, callNo, kind: "help", summary: "老人在家中摔倒", streetId: null } as const;
    await openTicketInCall(ann, crypto, { ...help, requestKey: "help-key-1" });
    await endCall(ann, callNo, { purpose: "help", result: "ticket", note: "" });
  });
});

describe("a ticket in a call", () => {
  it("has the call as its source, the street of the file, and is sent once", async () => {
    const elder = nextElder();
    const callNo = await callIn(ann, phoneOf(elder), 1);
    const wish = { ...ticket, callNo, kind: "complaint", summary: "护理员收了钱 13912345678", streetId: null } as const;
    const details = ["took_money"] as const;
    const sent = { ...wish, topic: "money", details, requestKey: "complaint-1" } as const;
    const ticketNo = await openTicketInCall(ann, crypto, sent);
    expect(await openTicketInCall(ann, crypto, sent)).toBe(ticketNo);
    const [stored] = await query<object>(
      ann,
      `select kind, desk, channel, summary, source_kind as source, seen_by_provider as seen from ticket where ticket_no = '${ticketNo}'`,
    );
    expect(stored).toEqual({
      kind: "complaint",
      desk: "street",
      channel: "hotline",
      summary: "护理员收了钱 139****5678",
      source: "call",
      seen: false,
    });
    expect(await outcome(openTicketInCall(ann, crypto, { ...sent, visitNo: "none", requestKey: "complaint-2" }))).toBe(
      "not-found",
    );
    expect(await outcome(openTicketInCall(ann, crypto, { ...sent, summary: " ", requestKey: "complaint-3" }))).toBe(
      "ticket-needs-note",
    );
    await endCall(ann, callNo, { purpose: "complaint", result: "ticket", note: "回 13912345678" });
    expect((await shown(ann, callNo)).note).toBe("回 139****5678");
  });

  it("without a file needs a street, and what was promised needs a ticket", async () => {
    const callNo = await callIn(ann, STRANGER, 1);
    const wish = { ...ticket, callNo, kind: "consult", summary: "问补贴", requestKey: "consult-1" } as const;
    expect(await outcome(openTicketInCall(ann, crypto, { ...wish, streetId: null }))).toBe("street-unknown");
    const promised = { purpose: "consult", result: "call_back_promised", note: "" } as const;
    expect(await outcome(endCall(ann, callNo, promised))).toBe("call-needs-ticket");
    await openTicketInCall(ann, crypto, { ...wish, streetId: 1, callBackWanted: true });
    await endCall(ann, callNo, promised);
  });
});

it("a demonstration rings with elders, contacts and strangers in turn", async () => {
  const kinds = new Set<string>();
  for (let turn = 0; turn < 5; turn += 1) {
    const callNo = await ringDemo(ann, crypto);
    const line = (await showCentre(ann, crypto)).waiting.find((one) => one.callNo === callNo);
    kinds.add(line?.possible[0]?.as ?? "nobody");
  }
  expect(kinds).toEqual(new Set(["elder", "family", "nobody"]));
});
