import { afterAll, beforeAll, expect, it } from "vitest";
import { beginCareCall, showCareList } from "#app/usecases/centre/care-calls.server.ts";
import { signOn } from "#app/usecases/centre/sit-at-seat.server.ts";
import { endCall } from "#app/usecases/centre/take-calls.server.ts";
import { openTicketInCall } from "#app/usecases/centre/ticket-in-call.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { Context } from "#db/transaction.ts";

import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";
import { query, run } from "../kiosk/kiosk-district.ts";
import { hireOperators, later, operatorOf, outcome, shown } from "./centre-district.ts";

let database: Database;
let ann: Context;
let ids: { id: string; no: string }[];

beforeAll(async () => {
  database = await smallDistrict(12);
  await hireOperators(database, ["ann"]);
  ann = operatorOf(database, "ann");
  await run(ann, "delete from elder_absence");
  await run(ann, "update elder set living_situation = 'with_family', death_on = null, birth_on = '1950-01-01'");
  ids = await query(
    ann,
    "select id, elder_no as no from elder where phone_cipher is not null order by elder_no limit 4",
  );
});
afterAll(async () => database.close());

const [HOME, OLD, AWAY, MISSED] = [0, 1, 2, 3];
const noOf = (place: number) => ids[place]?.no ?? "";
const list = async () => (await showCareList(ann)).rows.map(({ elderNo, reason, tried }) => [elderNo, reason, tried]);

async function stay(place: number, from: string, to: string | null): Promise<void> {
  const until = to === null ? "null" : `'${to}'`;
  await run(
    ann,
    `insert into elder_absence (id, elder_id, kind, from_on, to_on) values ('${ann.newId()}', '${ids[place]?.id ?? ""}', 'hospital', '${from}', ${until})`,
  );
}

it("lists who came home from hospital before who is very old and alone, and nobody who is in hospital", async () => {
  expect(await list()).toEqual([]);
  await stay(HOME, "2026-11-01", "2026-11-12");
  await run(
    ann,
    `update elder set living_situation = 'alone', birth_on = '1940-11-15' where elder_no in ('${noOf(OLD)}', '${noOf(AWAY)}')`,
  );
  await stay(AWAY, "2026-11-10", null);
  expect(await list()).toEqual([
    [noOf(HOME), "after_hospital", false],
    [noOf(OLD), "alone_old", false],
  ]);
  // The eightieth birthday is tomorrow.
  await run(ann, `update elder set birth_on = '1946-11-16' where elder_no = '${noOf(OLD)}'`);
  expect(await list()).toEqual([[noOf(HOME), "after_hospital", false]]);
  await run(ann, `update elder set birth_on = '1946-11-15' where elder_no = '${noOf(OLD)}'`);
});

it("goes by the policy's days and age, which its note says", async () => {
  const rules = (changes: string) => run(ann, `update policy_version set parameters = parameters || '${changes}'`);
  await rules('{"care_home_days": 2, "care_alone_age": 81}');
  expect(await list()).toEqual([]);
  expect((await showCareList(ann)).rules).toMatchObject({ homeDays: 2, aloneAge: 81 });
  await rules('{"care_home_days": 7, "care_alone_age": 80}');
  expect(await list()).toHaveLength(2);
});

it("keeps who was not reached, and takes off who was spoken to; what the elder wants becomes a ticket", async () => {
  expect(await outcome(beginCareCall(ann, testCrypto, noOf(HOME)))).toBe("seat-needed");
  await signOn(ann, 1);
  const first = await beginCareCall(ann, testCrypto, noOf(HOME));
  expect(await shown(ann, first)).toMatchObject({ direction: "out", careReason: "after_hospital", isMine: true });
  await endCall(ann, first, { purpose: "outbound_care", result: "not_reached", note: "" });
  expect(await list()).toContainEqual([noOf(HOME), "after_hospital", true]);
  const second = await beginCareCall(ann, testCrypto, noOf(HOME));
  const wants = { purpose: "outbound_care", result: "wants_something", note: "" } as const;
  expect(await outcome(endCall(ann, second, wants))).toBe("call-needs-ticket");
  await openTicketInCall(ann, testCrypto, {
    ...{ callNo: second, kind: "outbound_care", topic: null, details: [], summary: "想加一次助浴", streetId: null },
    ...{ visitNo: "", callBackWanted: false, requestKey: "care-key-1" },
  });
  await endCall(ann, second, wants);
  expect(await list()).toEqual([[noOf(OLD), "alone_old", false]]);
  expect(await outcome(beginCareCall(ann, testCrypto, "E999999"))).toBe("not-found");
});

it("asks about a missed visit when its time is over, and not while it may still take place", async () => {
  await run(
    ann,
    `insert into visit (id, visit_no, street_id, provider_id, elder_id, service_month, planned_start, planned_end, subtypes, planned_fen, delivery_state, policy_version, catalogue_version)
     select '${ann.newId()}', 'care-1', e.street_id, p.id, e.id, '2026-11-01', '2026-11-15T01:30Z', '2026-11-15T02:30Z', '{}', 3500, 'missed', '1', '1'
       from elder e cross join lateral (select id from provider limit 1) p where e.elder_no = '${noOf(MISSED)}'`,
  );
  const missedAt = async (context: Context) =>
    (await showCareList(context)).rows.filter(({ reason }) => reason === "missed_visit").map(({ elderNo }) => elderNo);
  // It is ten o'clock; the visit ends at half past.
  expect(await missedAt(later(ann, 30 * 60 - 1))).toEqual([]);
  expect(await missedAt(later(ann, 30 * 60))).toEqual([noOf(MISSED)]);
});
