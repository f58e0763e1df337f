import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RING_SECONDS } from "#app/domain/centre/call.ts";
import { RIGHT_NEEDED } from "#app/domain/centre/control-questions.ts";
import { bookInCall, showCallBooking } from "#app/usecases/centre/book-in-call.server.ts";
import { callBackOnFile } from "#app/usecases/centre/care-calls.server.ts";
import { askCaller, judgeCaller } from "#app/usecases/centre/check-caller.server.ts";
import { findByNameAndBirth, findCallers } from "#app/usecases/centre/find-callers.server.ts";
import { openCallFile } from "#app/usecases/centre/open-file.server.ts";
import { ringDemo } from "#app/usecases/centre/ring-demo.server.ts";
import { showCentre } from "#app/usecases/centre/show-centre.server.ts";
import { signOn } from "#app/usecases/centre/sit-at-seat.server.ts";
import { answerCall, beginTypedCall, endCall, missCall, ringCall } from "#app/usecases/centre/take-calls.server.ts";
import { openTicketInCall } from "#app/usecases/centre/ticket-in-call.server.ts";
import { showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import {
  crypto,
  fullElders,
  loadKioskDistrict,
  openOnePlace,
  phoneOf,
  query,
  run,
  type TestElder,
} from "../kiosk/kiosk-district.ts";
import { callIn, hireOperators, later, operatorOf, outcome, passCheck, shown } from "./centre-district.ts";

let database: Database;
let ann: Context;
let ben: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await testDatabase();
  await loadKioskDistrict(database);
  await hireOperators(database, ["ann", "ben"]);
  ann = operatorOf(database, "ann");
  ben = operatorOf(database, "ben");
  elders = await fullElders(testContext(database));
});
afterAll(async () => database.close());

const STRANGER = "051323456789";
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

describe("booking on behalf", () => {
  it("is the kiosk's booking with the consent that was spoken, in the elder's name by the operator", async () => {
    const elder = nextElder();
    await openOnePlace(ann, elder.id);
    const callNo = await callIn(ann, phoneOf(elder), 1);
    await passCheck(ann, callNo);
    expect(await showCallBooking(ann, crypto, callNo)).toMatchObject({ givers: ["elder"], familyName: null });
    const slot = (await showTimes(ann, elder.id, "usual"))?.slots[0]?.key ?? "";
    const spoken = { callNo, basket: "usual", slot, giver: "elder", saidYes: true, words: "我为您约……您同意吗？" };
    expect(await outcome(bookInCall(ann, crypto, { ...spoken, saidYes: false }))).toBe("consent-not-spoken");
    expect(await outcome(bookInCall(ann, crypto, { ...spoken, giver: "family" }))).toBe("consent-not-allowed");
    const visitNo = await bookInCall(ann, crypto, spoken);
    const [kept] = await query<object>(
      ann,
      `select v.origin, w.assigned_by as by, c.consented_by as giver, c.words, c.by as operator from call_consent c
         join visit v on v.id = c.visit_id join visit_worker w on w.visit_id = v.id where v.visit_no = '${visitNo}'`,
    );
    expect(kept).toEqual({
      origin: "hotline",
      by: `user:ann for elder:${elder.elderNo}`,
      giver: "elder",
      words: spoken.words,
      operator: "user:ann",
    });
    expect(await outcome(bookInCall(ann, crypto, { ...spoken, slot }))).toMatch(/slot-taken|month-full/);
    expect((await shown(ann, callNo)).done.bookings).toMatchObject([{ visitNo, consentedBy: "elder" }]);
    await expect(run(ann, "update call_consent set words = 'other'")).rejects.toThrow();
    await endCall(ann, callNo, { purpose: "book", result: "booked", note: "" });
  });

  it("from a number that is not on file needs a call back to the one that is", async () => {
    const elder = nextElder();
    await openOnePlace(ann, elder.id);
    const first = await callIn(ann, STRANGER, 1);
    await openCallFile(ann, { callNo: first, elderNo: elder.elderNo, as: "other" });
    await passCheck(ann, first);
    const slot = (await showTimes(ann, elder.id, "usual"))?.slots[0]?.key ?? "";
    const spoken = { basket: "usual", slot, giver: "elder", saidYes: true, words: "w" };
    expect(await outcome(bookInCall(ann, crypto, { ...spoken, callNo: first }))).toBe("call-number-unregistered");
    const second = await callBackOnFile(ann, crypto, first);
    expect(await shown(ann, first)).toMatchObject({ state: "ended", result: "calling_back" });
    expect(await shown(ann, second)).toMatchObject({ direction: "out", phone: phoneOf(elder), check: { asked: [] } });
    expect(await outcome(bookInCall(ann, crypto, { ...spoken, callNo: second }))).toBe("caller-not-checked");
    await passCheck(ann, second);
    expect(await outcome(bookInCall(ann, crypto, { ...spoken, callNo: second }))).toBe("done");
    await endCall(ann, second, { purpose: "book", result: "well", note: "" });
  });

  it("is a family member's under a link by which the elder allowed it, until the link is gone", async () => {
    const elder = nextElder();
    await openOnePlace(ann, elder.id);
    const phone = "13800138000";
    const link = ann.newId();
    const cipher = crypto.encrypt(phone, { table: "family_link", column: "phone", row: link });
    const index = Buffer.from(crypto.blindIndex(phone, "phone")).toString("hex");
    await run(
      ann,
      `insert into family_link (id, elder_id, name, relation, phone_cipher, phone_index, scopes, from_on, to_on, consent_version)
       values ('${link}', '${elder.id}', '王小明', 'son', '${cipher}', '\\x${index}', array['schedule', 'book'], '2026-01-01', '2027-01-01', 'v')`,
    );
    const callNo = await callIn(ann, phone, 1);
    expect(await shown(ann, callNo)).toMatchObject({ caller: "family", number: { givers: ["elder", "family"] } });
    await passCheck(ann, callNo);
    const slot = (await showTimes(ann, elder.id, "usual"))?.slots[0]?.key ?? "";
    const spoken = { callNo, basket: "usual", slot, giver: "family", saidYes: true, words: "w" };
    await run(ann, `update family_link set scopes = array['schedule'] where id = '${link}'`);
    expect(await outcome(bookInCall(ann, crypto, spoken))).toBe("consent-not-allowed");
    await run(ann, `update family_link set scopes = array['book'] where id = '${link}'`);
    expect(await outcome(bookInCall(ann, crypto, spoken))).toBe("done");
    const [kept] = await query<object>(
      ann,
      `select name, consented_by as giver from call_consent where link_id = '${link}'`,
    );
    expect(kept).toEqual({ name: "王小明", giver: "family" });
    await hangUp(ann, callNo);
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
