import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookInCall, showCallBooking } from "#app/usecases/centre/book-in-call.server.ts";
import { callBackOnFile } from "#app/usecases/centre/care-calls.server.ts";
import { openCallFile } from "#app/usecases/centre/open-file.server.ts";
import { endCall } from "#app/usecases/centre/take-calls.server.ts";
import { showTimes } from "#app/usecases/kiosk/show-booking.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import {
  crypto,
  fullElders,
  openKioskDistrict,
  openOnePlace,
  phoneOf,
  query,
  run,
  type TestElder,
} from "../kiosk/kiosk-district.ts";
import { callIn, hireOperators, operatorOf, outcome, passCheck, shown, STRANGER } from "./centre-district.ts";

let database: Database;
let ann: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  await hireOperators(database, ["ann"]);
  ann = operatorOf(database, "ann");
  elders = await fullElders(testContext(database));
});
afterAll(async () => database.close());

const nextElder = (): TestElder => {
  const elder = elders.shift();
  if (!elder) throw new Error("nobody is left");
  return elder;
};

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
    await endCall(ann, callNo, { purpose: "book", result: "hung_up", note: "" });
  });
});
