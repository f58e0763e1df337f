import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WitnessedConsent } from "#app/domain/family/witnessed-consent.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { instant } from "#app/domain/time/instant.ts";
import {
  recordWitnessedLink,
  showWitnessed,
  type WitnessedPlace,
} from "#app/usecases/family/record-witnessed-link.server.ts";
import { identify, type ProviderId, type StreetId, type WorkerId } from "#app/domain/identifiers.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { openFamilyDistrict, type FamilyDistrict } from "./family-people.ts";
import { crypto, NOW, query, run, type TestElder } from "../kiosk/kiosk-district.ts";

let database: Database;
let wide: Context;
let nextElder: FamilyDistrict["nextElder"];
let nextPhone: FamilyDistrict["nextPhone"];

beforeAll(async () => {
  ({ database, wide, nextElder, nextPhone } = await openFamilyDistrict(13_700_010_000));
});
afterAll(async () => database.close());

const consent = (changes: Partial<WitnessedConsent> = {}): WitnessedConsent => ({
  consentedBy: "elder",
  consentHow: "spoken",
  witnessName: "孙大姐",
  name: "王小明",
  relation: "son",
  phone: nextPhone(),
  scopes: ["schedule", "book"],
  toOn: plainDate("2027-05-31"),
  ...changes,
});

type AtBedside = { readonly context: Context; readonly place: WitnessedPlace; readonly workerId: string };

/** The care worker of the elder's next visit, on its day, with the rights of a care worker. */
async function atBedside(elder: TestElder): Promise<AtBedside> {
  const [visit] = await query<{ visitNo: string; at: string | Date; providerId: string; workerId: string }>(
    wide,
    `select v.visit_no as "visitNo", v.planned_start as at, v.provider_id as "providerId", w.worker_id as "workerId"
       from visit v join visit_worker w on w.visit_id = v.id and not w.released
      where v.elder_id = '${elder.id}' and v.delivery_state = 'accepted' and v.planned_start > '2026-11-15' order by v.planned_start limit 1`,
  );
  if (visit === undefined) throw new Error("no visit");
  const scope = {
    streets: "all" as const,
    provider: identify<ProviderId>(visit.providerId),
    worker: identify<WorkerId>(visit.workerId),
  };
  return {
    context: testContext(database, { actor: "user:worker", now: instant(visit.at), scope }),
    place: { channel: "worker", visitNo: visit.visitNo, workerId: visit.workerId },
    workerId: visit.workerId,
  };
}

async function givePhone(workerId: string, phone: string): Promise<void> {
  const index = Buffer.from(crypto.blindIndex(phone, "phone")).toString("hex");
  await run(wide, `update care_worker set phone_index = '\\x${index}'::bytea where id = '${workerId}'`);
}

const linksOf = (elder: TestElder) =>
  query<{ scopes: string[]; toOn: string }>(
    wide,
    `select scopes, to_on::text as "toOn" from family_link where elder_id = '${elder.id}' and revoked_at is null`,
  );

describe("a link before a witness", () => {
  it("is written down by the care worker of the visit, with who agreed, how, and who was there", async () => {
    const elder = nextElder();
    const { context, place } = await atBedside(elder);
    const linkId = await recordWitnessedLink(context, crypto, place, consent());
    expect(await linksOf(elder)).toEqual([{ scopes: ["schedule", "book"], toOn: "2027-05-31" }]);
    expect(
      await query(
        wide,
        `select step, channel, kiosk, by, consented_by as who, consent_how as how, witness_name as witness
           from family_consent where link_id = '${linkId}'`,
      ),
    ).toEqual([
      {
        step: "agree",
        channel: "worker",
        kiosk: null,
        by: "user:worker",
        who: "elder",
        how: "spoken",
        witness: "孙大姐",
      },
    ]);
    expect((await showWitnessed(context, crypto, place)).links).toMatchObject([{ name: "王*明", relation: "son" }]);
  });

  it("never links the recorder, nor a colleague of the provider that serves the elder", async () => {
    const elder = nextElder();
    const { context, place, workerId } = await atBedside(elder);
    const own = nextPhone();
    await givePhone(workerId, own);
    await expect(recordWitnessedLink(context, crypto, place, consent({ phone: own }))).rejects.toMatchObject({
      code: "family-is-recorder",
    });
    const [colleague] = await query<{ id: string }>(
      wide,
      `select w.id from care_worker w join care_worker me on me.provider_id = w.provider_id
        where me.id = '${workerId}' and w.id <> me.id and w.employed_to is null limit 1`,
    );
    const theirs = nextPhone();
    await givePhone(colleague?.id ?? "", theirs);
    await expect(recordWitnessedLink(context, crypto, place, consent({ phone: theirs }))).rejects.toMatchObject({
      code: "family-is-staff",
    });
    expect(await linksOf(elder)).toEqual([]);
  });

  it("is kept from staff by the database too, whoever wrote the row", async () => {
    const elder = nextElder();
    const { context, place, workerId } = await atBedside(elder);
    const linkId = await recordWitnessedLink(context, crypto, place, consent());
    const own = nextPhone();
    await givePhone(workerId, own);
    const index = Buffer.from(crypto.blindIndex(own, "phone")).toString("hex");
    await expect(
      run(wide, `update family_link set phone_index = '\\x${index}'::bytea where id = '${linkId}'`),
    ).rejects.toThrow();
  });

  it("needs the visit's day, and a visit that is the care worker's own", async () => {
    const [elder, other] = [nextElder(), nextElder()];
    const { context, place } = await atBedside(elder);
    const before = { ...context, now: NOW };
    await expect(recordWitnessedLink(before, crypto, place, consent())).rejects.toMatchObject({
      code: "family-visit-not-today",
    });
    const elsewhere = await atBedside(other);
    const stranger = { ...elsewhere.context, scope: context.scope };
    const ofAnother = elsewhere.workerId === (place.channel === "worker" ? place.workerId : "");
    if (!ofAnother)
      await expect(recordWitnessedLink(stranger, crypto, elsewhere.place, consent())).rejects.toMatchObject({
        code: "not-found",
      });
    expect(await linksOf(elder)).toEqual([]);
  });

  it("is written down at a street's desk for its own elders alone, and renews the link of the same telephone", async () => {
    const elder = nextElder();
    const [row] = await query<{ streetId: number }>(
      wide,
      `select street_id as "streetId" from elder where id = '${elder.id}'`,
    );
    const at = (streetId: number) =>
      testContext(database, {
        actor: "user:street",
        now: NOW,
        scope: { streets: [identify<StreetId>(streetId)], provider: "all", worker: "all" },
      });
    const place = { channel: "office", elderNo: elder.elderNo } as const;
    const phone = nextPhone();
    const elsewhere = at(((row?.streetId ?? 1) % 16) + 1);
    await expect(recordWitnessedLink(elsewhere, crypto, place, consent({ phone }))).rejects.toMatchObject({
      code: "not-found",
    });
    const own = at(row?.streetId ?? 0);
    const first = await recordWitnessedLink(own, crypto, place, consent({ phone }));
    const again = consent({ phone, scopes: ["alerts"], consentedBy: "guardian", consentHow: "guardian_paper" });
    expect(await recordWitnessedLink(own, crypto, place, again)).toBe(first);
    expect(await linksOf(elder)).toEqual([{ scopes: ["alerts"], toOn: "2027-05-31" }]);
  });
});
