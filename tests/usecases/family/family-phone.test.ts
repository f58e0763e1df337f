import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAMILY_IDLE_MINUTES } from "#app/domain/family/family-session.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import { RECORDING_GATEWAY } from "#app/integrations/messages/message-gateway.ts";
import { revokeLink } from "#app/usecases/family/agree-to-link.server.ts";
import { listOwnElders } from "#app/usecases/family/family-context.server.ts";
import {
  endFamilySession,
  openByWechat,
  openidOf,
  proveFamilyCode,
  recogniseFamily,
} from "#app/usecases/family/family-sign-in.server.ts";
import { giveUpLink } from "#app/usecases/family/give-up-link.server.ts";
import { countNewNotices, listOwnNotices, noteNoticesSeen } from "#app/usecases/family/list-own-notices.server.ts";
import { showFamilyHome, showFamilyVersion } from "#app/usecases/family/show-family-home.server.ts";
import { proveCode } from "#app/usecases/kiosk/open-kiosk-session.server.ts";
import { noteCauses } from "#app/usecases/messages/note-cause.server.ts";
import { sendMessages } from "#app/usecases/messages/send-messages.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { asElder, crypto, NOW, query, run } from "../kiosk/kiosk-district.ts";
import { digitsFor, familyOf, linkTo, openFamilyDistrict, signedIn, type FamilyDistrict } from "./family-people.ts";

let database: Database;
let wide: Context;
let nextElder: FamilyDistrict["nextElder"];
let nextPhone: FamilyDistrict["nextPhone"];

beforeAll(async () => {
  ({ database, wide, nextElder, nextPhone } = await openFamilyDistrict(13_900_010_000));
});
afterAll(async () => database.close());

const at = (minutes: number) => testContext(database, { now: plusMinutes(NOW, minutes) });

describe("the digits on a family's phone", () => {
  it("open a session once, for the number that an elder's link names", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const { token, code } = await digitsFor(at(2), phone);
    const proof = { token, phone, code: code ?? "", openid: null };
    expect(await proveFamilyCode(at(2), crypto, { ...proof, code: code === "000000" ? "1" : "000000" })).toEqual({
      kind: "wrong",
    });
    const opened = await proveFamilyCode(at(3), crypto, proof);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    expect(await recogniseFamily(at(3), opened.session)).toMatchObject({ kind: "family" });
    expect(await proveFamilyCode(at(3), crypto, proof)).toEqual({ kind: "over" });
    await endFamilySession(at(4), opened.session);
    expect(await recogniseFamily(at(4), opened.session)).toEqual({ kind: "anonymous" });
  });

  it("are sent to nobody whom no elder has linked, with the same answer", async () => {
    const phone = nextPhone();
    const { token, code } = await digitsFor(at(5), phone);
    expect(code).toBeNull();
    expect(await proveFamilyCode(at(5), crypto, { token, phone, code: "123456", openid: null })).toEqual({
      kind: "wrong",
    });
  });

  it("of one number open nothing for another, and no kiosk", async () => {
    const [elder, phone, other] = [nextElder(), nextPhone(), nextPhone()];
    await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    await linkTo(wide, elder, { phone: other, scopes: ["schedule"] });
    const { token, code } = await digitsFor(at(6), phone);
    const proof = { token, phone: other, code: code ?? "", openid: null };
    expect(await proveFamilyCode(at(6), crypto, proof)).toEqual({ kind: "wrong" });
    expect((await proveCode(at(6), token, code ?? "")).kind).not.toBe("opened");
  });

  it("bind the WeChat account that came with them: next time it is enough, and payments know it", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    expect(await openByWechat(at(8), crypto, "openid-1")).toBeNull();
    const { token, code } = await digitsFor(at(8), phone);
    await proveFamilyCode(at(8), crypto, { token, phone, code: code ?? "", openid: "openid-1" });
    const session = (await openByWechat(at(9), crypto, "openid-1")) ?? "";
    const actor = await recogniseFamily(at(9), session);
    if (actor.kind !== "family") throw new Error(actor.kind);
    expect(await openidOf(at(9), crypto, actor.memberId)).toBe("openid-1");
    expect(await query(wide, `select 1 from family_member where wechat_cipher like '%openid-1%'`)).toEqual([]);
  });

  it("leave a session that ends when it was not used for thirty days", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const { session } = await signedIn(at(10), phone);
    expect(await recogniseFamily(at(10 + FAMILY_IDLE_MINUTES - 1), session)).toMatchObject({ kind: "family" });
    expect(await recogniseFamily(at(10 + 2 * FAMILY_IDLE_MINUTES), session)).toEqual({ kind: "anonymous" });
  });
});

describe("what an elder shared", () => {
  it("is shown scope by scope, and nothing of another elder", async () => {
    const [elder, other, phone] = [nextElder(), nextElder(), nextPhone()];
    const linkId = await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const otherLink = await linkTo(wide, other, { phone: nextPhone(), scopes: ["schedule"] });
    const { memberId } = await signedIn(at(20), phone);
    expect((await listOwnElders(at(20), memberId)).map((one) => one.linkId)).toEqual([linkId]);
    const home = await showFamilyHome(await familyOf(at(20), { memberId, linkId, scope: null }));
    expect(home.visits?.ahead.length).toBeGreaterThan(0);
    expect(home).toMatchObject({ alerts: null, toConfirm: null });
    await expect(familyOf(at(20), { memberId, linkId: otherLink, scope: null })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(familyOf(at(20), { memberId, linkId, scope: "alerts" })).rejects.toMatchObject({
      code: "family-not-shared",
    });
  });

  it("leaves visits and month out for whoever may only be called in an emergency", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    const linkId = await linkTo(wide, elder, { phone, scopes: ["alerts"] });
    const { memberId } = await signedIn(at(22), phone);
    const home = await showFamilyHome(await familyOf(at(22), { memberId, linkId, scope: null }));
    expect(home).toMatchObject({ visits: null, month: null, alerts: [] });
  });

  it("ends with the last day of the link", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    const linkId = await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const { memberId } = await signedIn(at(24), phone);
    await run(wide, `update family_link set from_on = '2026-11-01', to_on = '2026-11-14' where id = '${linkId}'`);
    await expect(familyOf(at(24), { memberId, linkId, scope: null })).rejects.toMatchObject({ code: "not-found" });
    expect(await listOwnElders(at(24), memberId)).toEqual([]);
  });

  it("ends at once when the elder says so, also for a page that is open", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    const linkId = await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const { memberId } = await signedIn(at(26), phone);
    const open = await familyOf(at(26), { memberId, linkId, scope: "schedule" });
    expect(await showFamilyVersion(open)).toMatch(/^[0-9.]+$/);
    await revokeLink(asElder(database, elder, plusMinutes(NOW, 26)), { elderId: elder.id, linkId, device: "kiosk-1" });
    await expect(showFamilyVersion(open)).rejects.toMatchObject({ code: "not-found" });
    await expect(showFamilyHome(open)).rejects.toMatchObject({ code: "not-found" });
  });

  it("ends for whoever begins to work for a provider that serves the elder", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    const linkId = await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const { memberId } = await signedIn(at(28), phone);
    const index = Buffer.from(crypto.blindIndex(phone, "phone")).toString("hex");
    await run(
      wide,
      `update care_worker set phone_index = '\\x${index}'::bytea where id = (select w.id from care_worker w
         join allocation a on a.provider_id = w.provider_id
        where a.elder_id = '${elder.id}' and a.month = '2026-11-01' and w.employed_to is null order by w.worker_no limit 1)`,
    );
    await expect(familyOf(at(28), { memberId, linkId, scope: null })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is given up by the family alone, with a row that says who, and only one's own", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    const linkId = await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const { memberId } = await signedIn(at(30), phone);
    const otherPhone = nextPhone();
    await linkTo(wide, nextElder(), { phone: otherPhone, scopes: ["schedule"] });
    const stranger = await signedIn(at(32), otherPhone);
    await expect(giveUpLink(at(33), { memberId: stranger.memberId, linkId })).rejects.toMatchObject({
      code: "not-found",
    });
    const own = { ...at(33), actor: `family:${memberId}` };
    await giveUpLink(own, { memberId, linkId });
    expect(await listOwnElders(own, memberId)).toEqual([]);
    expect(
      await query(wide, `select step, channel, kiosk, by from family_consent where link_id = '${linkId}'`),
    ).toEqual([{ step: "revoke", channel: "family", kiosk: null, by: `family:${memberId}` }]);
  });
});

describe("notices on the phone", () => {
  it("are new until they were looked at, and counted only where the elder lets them be seen", async () => {
    const [elder, phone] = [nextElder(), nextPhone()];
    const linkId = await linkTo(wide, elder, { phone, scopes: ["schedule"] });
    const { memberId } = await signedIn(at(40), phone);
    const tell = (minutes: number, kind: "visit_arrived" | "visit_finished" | "alert_raised") =>
      inTransaction(at(minutes), (unit) =>
        noteCauses(unit, [
          { kind, subject: `${elder.id} ${minutes}`, elderId: elder.id, facts: {}, happenedAt: unit.now },
        ]),
      ).then(() => sendMessages(at(minutes), crypto, RECORDING_GATEWAY));
    await tell(41, "visit_arrived");
    await tell(43, "visit_finished");
    expect(await countNewNotices(at(44), memberId)).toBe(2);
    const [newest, older] = await listOwnNotices(at(44), crypto, memberId);
    expect(newest).toMatchObject({ kind: "visit_finished", isNew: true });
    await noteNoticesSeen(at(44), memberId, instant(older?.atMs ?? 0));
    expect(await countNewNotices(at(44), memberId)).toBe(1);
    // Nobody marks what has not happened yet, and nothing becomes new again.
    await noteNoticesSeen(at(45), memberId, plusMinutes(NOW, 600));
    await noteNoticesSeen(at(45), memberId, plusMinutes(NOW, 41));
    expect(await countNewNotices(at(45), memberId)).toBe(0);
    await tell(46, "visit_arrived");
    await tell(47, "alert_raised");
    expect(await countNewNotices(at(48), memberId)).toBe(1);
    await run(wide, `update family_link set scopes = array['alerts'] where id = '${linkId}'`);
    expect(await countNewNotices(at(48), memberId)).toBe(0);
  });
});
