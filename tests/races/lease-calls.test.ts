/** Two operators who reach for the list at the same moment never ring the same elder, whatever batches the elder stands in. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createCallBackBatch } from "#app/usecases/call-backs/create-batch.server.ts";
import { releaseCall } from "#app/usecases/call-backs/record-attempt.server.ts";
import { takeNextCall } from "#app/usecases/call-backs/lease-call.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { contextOf, lookups, MONTH, NOBODYS, playCalledMonth } from "../usecases/call-backs/called-month.ts";

const OPERATORS = ["user:anna", "user:bo", "user:chen", "user:deng"];
const ROUNDS = 6;

let database: Database;
const { clerk, rows } = lookups(() => database);

beforeAll(async () => {
  database = await testDatabase();
  await playCalledMonth(database, 40);
  await rows("update policy_version set parameters = jsonb_set(parameters, '{callback_ratio}', '30')");
  await createCallBackBatch(clerk(), testCrypto, { month: MONTH, operators: OPERATORS });
  await createCallBackBatch(clerk(), testCrypto, { month: MONTH, operators: OPERATORS });
  // The first call of anna is bo's first too, in another list; so it is with chen and deng.
  for (const [first, second, position] of [
    ["user:anna", "user:bo", 0],
    ["user:chen", "user:deng", -1],
  ] as const)
    await rows(
      `with chosen as (
         update call_back set position = ${position} where id = (
           select c.id from call_back c join call_back_batch b on b.id = c.batch_id and b.batch_no = '2026-12-1'
            where c.state = 'open' and c.assigned_to = '${first}' order by c.position limit 1)
         returning elder_id, street_id, provider_id)
       insert into call_back (id, batch_id, elder_id, street_id, provider_id, position, assigned_to, state)
       select gen_random_uuid(), b.id, elder_id, street_id, provider_id, ${position}, '${second}', 'open'
         from chosen join call_back_batch b on b.batch_no = '2026-12-2'`,
    );
});
afterAll(async () => database.close());

it("gives each operator another elder, round after round", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const at = round * 30;
    const taken = await Promise.all(
      OPERATORS.map(async (operator) => ({
        operator,
        call: await takeNextCall(contextOf(database, operator, at), NOBODYS),
      })),
    );
    const ids = taken.flatMap(({ call }) => (call === null ? [] : [call]));
    expect(ids).toHaveLength(OPERATORS.length);
    const elders = await rows<{ elder: string }>(
      `select elder_id as elder from call_back where id in (${ids.map((id) => `'${id}'`).join(", ")})`,
    );
    expect(new Set(elders.map(({ elder }) => elder)).size).toBe(OPERATORS.length);
    for (const { operator, call } of taken)
      if (call !== null) await releaseCall(contextOf(database, operator, at), call);
  }
});
