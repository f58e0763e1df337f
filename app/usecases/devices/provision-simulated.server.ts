/** Devices for the simulator: registered and hung by the registry's own use cases in the homes of elders who asked for a bed. */
import { SIMULATED_TYPES, type SimulatedType } from "#app/domain/devices/simulated-homes.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { deviceCredentials } from "#app/integrations/crypto/device-key.server.ts";
import { listBedCandidates } from "#db/queries/bed-elders.ts";
import { findDevice } from "#db/repositories/devices.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { bindDevice, registerDevice, type DeviceSecrets } from "./register-device.server.ts";

export type SimulatedDevice = DeviceSecrets & { readonly deviceNo: string; readonly typeCode: SimulatedType };
export type SimulatedHome = { readonly elderNo: string; readonly devices: readonly SimulatedDevice[] };

async function secretsOf(context: Context, crypto: CryptoProvider, deviceNo: string): Promise<DeviceSecrets | null> {
  const known = await inReading(context, (unit) => findDevice(unit, deviceNo));
  if (known === null) return null;
  const { token, secret } = deviceCredentials(crypto, known);
  return { token, secretHex: Buffer.from(secret).toString("hex") };
}

/**
 * The first homes in the order of the elders' numbers, each with its devices; what was provisioned before is found again and not made twice.
 * @returns fewer homes than wished where fewer elders asked for a bed
 */
export async function provisionSimulated(
  context: Context,
  crypto: CryptoProvider,
  homes: number,
): Promise<SimulatedHome[]> {
  const elders = (await inReading(context, listBedCandidates)).slice(0, homes);
  const made: SimulatedHome[] = [];
  for (const { elderNo } of elders) {
    const devices: SimulatedDevice[] = [];
    for (const typeCode of SIMULATED_TYPES) {
      const deviceNo = `SIM-${elderNo}-${typeCode}`;
      let secrets = await secretsOf(context, crypto, deviceNo);
      if (secrets === null) {
        secrets = await registerDevice(context, crypto, {
          deviceNo,
          typeCode,
          vendor: "generic",
          externalId: deviceNo,
        });
        await bindDevice(context, { deviceNo, elderNo });
      }
      devices.push({ ...secrets, deviceNo, typeCode });
    }
    made.push({ elderNo, devices });
  }
  return made;
}
