import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FamilyScope } from "#app/domain/family/family-link.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { instantAt, plusMinutes } from "#app/domain/time/instant.ts";
import { answerInvite, changeLink, listOwnLinks, revokeLink } from "#app/usecases/family/agree-to-link.server.ts";
import { proveLinkCode, sendLinkCode, showRequest } from "#app/usecases/family/ask-to-link.server.ts";
import { openInvite, showInvite } from "#app/usecases/family/open-invite.server.ts";
import { listStandingLinks } from "#db/repositories/family.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import {
  asElder,
  crypto,
  fullElders,
  NOW,
  openKioskDistrict,
  query,
  run,
  type TestElder,
} from "../kiosk/kiosk-district.ts";

let database: Database;
let wide: Context;
let elders: TestElder[];

beforeAll(async () => {
  database = await openKioskDistrict();
  wide = testContext(database);
  elders = await fullElders(wide);
});
afterAll(async () => database.close());

const ORIGIN = "https://bedside.example";
const DEVICE = "kiosk-1";
const wording = (code: string) => `code ${code}`;

function nextElder(): TestElder {
  const elder = elders.shift();
  if (elder === undefined) throw new Error("nobody is left");
  return elder;
}

/** The secret of an invitation, as the code on the screen holds it. */
async function tokenOf(inviteId: string): Promise<string> {
  const [row] = await query<{ cipher: string }>(
    wide,
    `select token_cipher as cipher from family_invite where id = '${inviteId}'`,
  );
  return crypto.decrypt(row?.cipher ?? "", { table: "family_invite", column: "token", row: inviteId });
}

/** A member of the family scans and proves the telephone. @returns the invitation that waits for the elder */
async function asked(elder: TestElder, phone: string): Promise<string> {
  const inviteId = await openInvite(asElder(database, elder), crypto, { elderId: elder.id, device: DEVICE });
  const token = await tokenOf(inviteId);
  const request = { name: "王小明", relation: "son", phone, wording } as const;
  const code = await sendLinkCode(wide, crypto, token, request);
  expect(await proveLinkCode(wide, token, code)).toBe("asked");
  return inviteId;
}

const standingOf = (phone: string, on = "2026-11-15") =>
  inTransaction(wide, (unit) => listStandingLinks(unit, crypto.blindIndex(phone, "phone"), plainDate(on)));

const consentsOf = (elder: TestElder) =>
  query<{ step: string; scopes: string[]; version: string; kiosk: string }>(
    wide,
    `select c.step, c.scopes, c.consent_version as version, c.kiosk from family_consent c
       join family_link l on l.id = c.link_id where l.elder_id = '${elder.id}' order by c.id`,
  );

/** A care worker of the provider that serves the elder gets this telephone. */
async function employWithPhone(elder: TestElder, phone: string): Promise<void> {
  const index = Buffer.from(crypto.blindIndex(phone, "phone")).toString("hex");
  await run(
    wide,
    `update care_worker set phone_index = '\\x${index}'::bytea where id = (select w.id from care_worker w
       join allocation a on a.provider_id = w.provider_id
      where a.elder_id = '${elder.id}' and a.month = '2026-11-01' and w.employed_to is null order by w.worker_no limit 1)`,
  );
}

describe("linking a member of the family", () => {
  it("shows a code for five minutes, asks the elder once the telephone is proved, and links what was agreed", async () => {
    const elder = nextElder();
    const context = asElder(database, elder);
    const inviteId = await openInvite(context, crypto, { elderId: elder.id, device: DEVICE });
    const shown = await showInvite(context, crypto, { elderId: elder.id, inviteId, origin: ORIGIN });
    expect(shown).toMatchObject({ state: "shown" });
    const later = asElder(database, elder, plusMinutes(NOW, 5));
    expect((await showInvite(later, crypto, { elderId: elder.id, inviteId, origin: ORIGIN })).state).toBe("over");

    const waiting = await asked(elder, "13800010001");
    expect(await showInvite(context, crypto, { elderId: elder.id, inviteId: waiting, origin: ORIGIN })).toEqual({
      state: "asked",
      inviteId: waiting,
      name: "王*明",
      relation: "son",
      phone: "138****0001",
    });
    const answer = { elderId: elder.id, inviteId: waiting, device: DEVICE, scopes: ["schedule", "book"] } as const;
    expect(await answerInvite(context, crypto, answer)).toBe(true);
    expect(await standingOf("13800010001")).toMatchObject([
      { elderId: elder.id, scopes: ["schedule", "book"], fromOn: "2026-11-15", toOn: "2027-11-15" },
    ]);
    expect(await consentsOf(elder)).toMatchObject([{ step: "agree", scopes: ["schedule", "book"], kiosk: DEVICE }]);
    expect(await showRequest(wide, await tokenOf(waiting))).toBe("agreed");
    await expect(answerInvite(context, crypto, answer)).rejects.toMatchObject({ code: "family-invite-over" });
  });

  it("links nobody when the elder says no, or answers too late", async () => {
    const elder = nextElder();
    const context = asElder(database, elder);
    const declined = await asked(elder, "13800010002");
    expect(
      await answerInvite(context, crypto, { elderId: elder.id, inviteId: declined, device: DEVICE, scopes: null }),
    ).toBe(false);
    const late = await asked(elder, "13800010003");
    const answer = { elderId: elder.id, inviteId: late, device: DEVICE, scopes: ["schedule"] } as const;
    await expect(answerInvite(asElder(database, elder, plusMinutes(NOW, 16)), crypto, answer)).rejects.toMatchObject({
      code: "family-invite-over",
    });
    expect((await listOwnLinks(context, crypto, elder.id)).links).toEqual([]);
  });

  it("counts wrong digits, and takes no more after five", async () => {
    const elder = nextElder();
    const inviteId = await openInvite(asElder(database, elder), crypto, { elderId: elder.id, device: DEVICE });
    const token = await tokenOf(inviteId);
    const request = { name: "王小明", relation: "son", phone: "13800010004", wording } as const;
    const code = await sendLinkCode(wide, crypto, token, request);
    const wrong = code === "000000" ? "000001" : "000000";
    for (let turn = 0; turn < 5; turn += 1) expect(await proveLinkCode(wide, token, wrong)).toBe("wrong");
    await expect(proveLinkCode(wide, token, code)).rejects.toMatchObject({ code: "family-invite-over" });
    await expect(sendLinkCode(wide, crypto, token, request)).rejects.toMatchObject({ code: "family-code-wait" });
  });

  it("is nobody else's: another elder can neither see nor answer it", async () => {
    const [elder, other] = [nextElder(), nextElder()];
    const inviteId = await asked(elder, "13800010005");
    const context = asElder(database, other);
    await expect(showInvite(context, crypto, { elderId: other.id, inviteId, origin: ORIGIN })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(
      answerInvite(context, crypto, { elderId: other.id, inviteId, device: DEVICE, scopes: ["schedule"] }),
    ).rejects.toMatchObject({ code: "family-invite-over" });
  });
});

describe("a link that stands", () => {
  async function linked(phone: string, scopes: readonly FamilyScope[] = ["schedule", "book"]) {
    const elder = nextElder();
    const context = asElder(database, elder);
    const inviteId = await asked(elder, phone);
    await answerInvite(context, crypto, { elderId: elder.id, inviteId, device: DEVICE, scopes });
    const [link] = (await listOwnLinks(context, crypto, elder.id)).links;
    return { elder, context, linkId: link?.linkId ?? "" };
  }

  it("is changed, and revoked at once, each time with a consent of its own", async () => {
    const { elder, context, linkId } = await linked("13800010006");
    const own = { elderId: elder.id, linkId, device: DEVICE };
    await changeLink(context, { ...own, scopes: ["alerts"] });
    expect(await standingOf("13800010006")).toMatchObject([{ scopes: ["alerts"] }]);
    await revokeLink(context, own);
    expect(await standingOf("13800010006")).toEqual([]);
    expect((await consentsOf(elder)).map(({ step }) => step)).toEqual(["agree", "change", "revoke"]);
    await expect(revokeLink(context, own)).rejects.toMatchObject({ code: "not-found" });
  });

  it("may let the family pay, and takes that back with an answer that leaves it out", async () => {
    const { elder, context, linkId } = await linked("13800010016", ["schedule", "pay"]);
    expect(await standingOf("13800010016")).toMatchObject([{ scopes: ["schedule", "pay"] }]);
    await changeLink(context, { elderId: elder.id, linkId, device: DEVICE, scopes: ["book"] });
    expect(await standingOf("13800010016")).toMatchObject([{ scopes: ["book"] }]);
    expect((await consentsOf(elder)).map(({ step, scopes }) => [step, scopes])).toEqual([
      ["agree", ["schedule", "pay"]],
      ["change", ["book"]],
    ]);
  });

  it("lets nothing be seen after its year", async () => {
    await linked("13800010007");
    expect(await standingOf("13800010007", "2027-11-15")).toHaveLength(1);
    expect(await standingOf("13800010007", addDays(plainDate("2027-11-15"), 1))).toEqual([]);
  });

  it("is renewed and not doubled when the same person asks again", async () => {
    const { elder, context } = await linked("13800010008");
    const later = asElder(database, elder, instantAt(plainDate("2026-11-20"), 600));
    const inviteId = await openInvite(later, crypto, { elderId: elder.id, device: DEVICE });
    const token = await tokenOf(inviteId);
    const at = { ...wide, now: later.now };
    const code = await sendLinkCode(at, crypto, token, {
      name: "王小明",
      relation: "son",
      phone: "13800010008",
      wording,
    });
    await proveLinkCode(at, token, code);
    await answerInvite(later, crypto, { elderId: elder.id, inviteId, device: DEVICE, scopes: ["results"] });
    expect((await listOwnLinks(context, crypto, elder.id)).links).toMatchObject([
      { scopes: ["results"], toOn: "2027-11-20" },
    ]);
  });

  it("lets nothing be seen once its person works for a provider of the elder", async () => {
    const { elder } = await linked("13800010009");
    await employWithPhone(elder, "13800010009");
    expect(await standingOf("13800010009")).toEqual([]);
  });
});

describe("staff of a provider that serves the elder", () => {
  it("are sent away when they have proved the telephone", async () => {
    const elder = nextElder();
    await employWithPhone(elder, "13800010010");
    const inviteId = await openInvite(asElder(database, elder), crypto, { elderId: elder.id, device: DEVICE });
    const token = await tokenOf(inviteId);
    const request = { name: "刘护理", relation: "other", phone: "13800010010", wording } as const;
    const code = await sendLinkCode(wide, crypto, token, request);
    await expect(proveLinkCode(wide, token, code)).rejects.toMatchObject({ code: "family-is-staff" });
    expect(await showRequest(wide, token)).toBe("declined");
  });

  it("are refused when the elder agrees, also if they were hired while it was asked", async () => {
    const elder = nextElder();
    const inviteId = await asked(elder, "13800010011");
    await employWithPhone(elder, "13800010011");
    await expect(
      answerInvite(asElder(database, elder), crypto, {
        elderId: elder.id,
        inviteId,
        device: DEVICE,
        scopes: ["schedule"],
      }),
    ).rejects.toMatchObject({ code: "family-is-staff" });
  });

  it("are refused by the database itself, and a link of another elder's provider is not", async () => {
    const elder = nextElder();
    await employWithPhone(elder, "13800010012");
    const index = Buffer.from(crypto.blindIndex("13800010012", "phone")).toString("hex");
    const insert = (id: string, elderId: string) =>
      run(
        wide,
        `insert into family_link (id, elder_id, name, relation, phone_cipher, phone_index, scopes, from_on, to_on, consent_version)
         values ('${id}', '${elderId}', 'x', 'other', 'x', '\\x${index}'::bytea, array['schedule'], '2026-11-15', '2027-11-15', 'v')`,
      );
    await expect(insert("00000000-0000-7000-8000-000000000001", elder.id)).rejects.toMatchObject({
      code: "family-is-staff",
    });
    const [other] = await query<{ id: string }>(
      wide,
      `select e.id from elder e where not exists (select 1 from allocation a join care_worker w on w.provider_id = a.provider_id
          where a.elder_id = e.id and w.phone_index = '\\x${index}'::bytea)
        and not exists (select 1 from visit v join care_worker w on w.provider_id = v.provider_id
          where v.elder_id = e.id and w.phone_index = '\\x${index}'::bytea) limit 1`,
    );
    await insert("00000000-0000-7000-8000-000000000002", other?.id ?? "");
    await expect(
      run(wide, "delete from family_link where id = '00000000-0000-7000-8000-000000000002'"),
    ).rejects.toMatchObject({ code: "closed-for-changes" });
  });
});
