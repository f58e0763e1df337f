import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { builtInMappings } from "#app/integrations/devices/load-mappings.server.ts";
import { httpsSender } from "#app/integrations/devices/device-sender.server.ts";
import { showAlertDesk } from "#app/usecases/alerts/show-alerts.server.ts";
import { provisionSimulated } from "#app/usecases/devices/provision-simulated.server.ts";
import { receiveSigned } from "#app/usecases/devices/receive-signed.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext } from "#tests/support/database.ts";
import { smallDistrict, testCrypto } from "#tests/support/small-district.ts";

let database: Database;
beforeAll(async () => {
  database = await smallDistrict(40);
});
afterAll(async () => database.close());

it("devices are provisioned once, and what they send is taken in, known again, or refused", async () => {
  const context = testContext(database);
  const homes = await provisionSimulated(context, testCrypto, 2);
  expect(homes.map(({ devices }) => devices.length)).toEqual([3, 3]);
  expect(await provisionSimulated(context, testCrypto, 2)).toEqual(homes);

  const mappings = builtInMappings();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const header = (name: string) => String(request.headers[name] ?? "");
      const token = header("authorization").replace("Bearer ", "");
      const [timestamp, signature] = [header("x-bedside-timestamp"), header("x-bedside-signature")];
      const signed = { token, timestamp, signature, topic: null, body: Buffer.concat(parts) };
      void receiveSigned(context, { crypto: testCrypto, mappings }, signed).then(({ status, ...said }) =>
        response.writeHead(status).end(JSON.stringify({ ...said, server_time: Math.floor(context.now / 1000) })),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A clock that is a year behind the server's is put right by the first answer.
  const post = httpsSender(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    () => context.now - 365 * 86_400_000,
  );
  const button = homes[0]?.devices.find(({ typeCode }) => typeCode === "sos_button");
  if (!button) throw new Error("no button");
  const press = JSON.stringify({ readings: [{ id: "r-1", sos: true }] });
  expect(await post(button, press)).toEqual({ outcome: "accepted", duplicates: 0, why: null });
  expect(await post(button, press)).toEqual({ outcome: "accepted", duplicates: 1, why: null });
  expect(await post({ ...button, secretHex: "00" }, press)).toEqual({
    ...{ outcome: "refused", duplicates: 0, why: "401 forged" },
  });
  expect((await showAlertDesk(context)).alerts.map(({ kind, repeats }) => [kind, repeats])).toEqual([["sos", 0]]);
  await new Promise((done) => server.close(done));
});
