import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import {
  applyAtKiosk,
  judgeSelfCheck,
  showKioskNotice,
  showKioskNotices,
} from "#app/usecases/kiosk/read-notices.server.ts";
import {
  changeNotice,
  publishNotice,
  showOwnNotice,
  showOwnNotices,
  withdrawNotice,
  writeNotice,
  type NoticeForm,
} from "#app/usecases/public-notices/manage-notice.server.ts";
import { showTickets } from "#app/usecases/tickets/show-tickets.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(3);
});
afterAll(async () => database.close());

const FORM: NoticeForm = {
  title: "补贴怎么领",
  titleEn: null,
  body: "全文",
  plain: "带身份证来。",
  plainEn: null,
  streetId: null,
  audience: "everyone",
  validFrom: plainDate("2026-11-10"),
  validTo: plainDate("2026-11-20"),
  task: "apply",
};
const district = (changes: Partial<Context> = {}) => testContext(database, { actor: "user:clerk", ...changes });
const streetOf = (id: number) =>
  district({ actor: "user:street", scope: { streets: [identify<StreetId>(id)], provider: "all", worker: "all" } });
const shownIn = async (street: number, context = district()) =>
  (await showKioskNotices(context, street)).map(({ id }) => id);

describe("a notice", () => {
  it("is shown at kiosks from its publication, on its days, until it is withdrawn", async () => {
    const id = await writeNotice(district(), FORM);
    expect(await shownIn(1)).not.toContain(id);
    await publishNotice(district(), id);
    expect(await shownIn(1)).toContain(id);
    const late = district({ now: instant("2026-11-20T17:00:00Z") });
    expect(await shownIn(1, late)).not.toContain(id);
    await expect(showKioskNotice(late, id)).rejects.toThrow("not-found");
    await expect(changeNotice(district(), id, FORM)).rejects.toThrow("notice-not-draft");
    await withdrawNotice(district(), id, "改期");
    expect(await shownIn(1)).not.toContain(id);
    expect(await showOwnNotice(district(), id)).toMatchObject({ state: "withdrawn", withdrawnFor: "改期" });
  });

  it("without a plain version stays a draft", async () => {
    const id = await writeNotice(district(), { ...FORM, plain: null });
    await expect(publishNotice(district(), id)).rejects.toThrow("notice-needs-plain");
    await changeNotice(district(), id, FORM);
    await publishNotice(district(), id);
  });

  it("of a street is shown in that street alone, and written by that street's office alone", async () => {
    await expect(writeNotice(streetOf(2), FORM)).rejects.toThrow("street-unknown");
    await expect(writeNotice(streetOf(2), { ...FORM, streetId: 3 })).rejects.toThrow("street-unknown");
    const id = await writeNotice(streetOf(2), { ...FORM, streetId: 2 });
    await expect(publishNotice(streetOf(3), id)).rejects.toThrow("not-found");
    await publishNotice(streetOf(2), id);
    expect(await shownIn(2)).toContain(id);
    expect(await shownIn(3)).not.toContain(id);
    expect((await showOwnNotices(streetOf(3), null)).map((one) => one.id)).not.toContain(id);
  });
});

describe("an application from a kiosk", () => {
  it("is a ticket of the street with its notice and a telephone, once for a key", async () => {
    const id = await writeNotice(district(), FORM);
    await publishNotice(district(), id);
    const application = {
      streetId: 4,
      requestKey: "apply-1",
      noticeId: id,
      who: { kind: "phone", phone: "13800001111", crypto: testCrypto },
    } as const;
    const told = await applyAtKiosk(testContext(database, { actor: "anonymous" }), application);
    expect(told).toMatchObject({ callWithinDays: 5, askingCode: null });
    await applyAtKiosk(testContext(database, { actor: "anonymous" }), application);
    const { rows } = await showTickets(streetOf(4), { show: "open", desk: "street", kind: "apply" });
    expect(rows.map(({ ticketNo, summary, hasPhone }) => [ticketNo.slice(-4), summary, hasPhone])).toEqual([
      [told.number, FORM.title, true],
    ]);
  });
});

it("the self-check is judged by the policy in force", async () => {
  const answers = { age: true, hukou: true, residence: true, needs_help: true, institution: false };
  expect(await judgeSelfCheck(district(), answers)).toMatchObject({ verdict: "eligible" });
  expect(await judgeSelfCheck(district(), { ...answers, age: false })).toMatchObject({ codes: ["EL-AGE"] });
});
