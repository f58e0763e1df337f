/** Formats that the product has never seen, each read by a mapping file alone. */
import { instant } from "#app/domain/time/instant.ts";
import { mapMessage } from "#app/integrations/devices/map-message.ts";
import { readMapping, type DeviceMapping } from "#app/integrations/devices/mapping-file.ts";

export const receivedAt = instant("2026-11-15T02:00:00Z");

/** @param body of the mapping file, without its version and vendor */
export const mapping = (body: object): DeviceMapping =>
  readMapping("test.json", JSON.stringify({ mapping: 1, vendor: "seen-never", ...body }));

/** @param payload a text as it came, or what is sent as JSON */
export const take = (one: DeviceMapping, topic: string | null, payload: unknown) =>
  mapMessage(one, { topic, payload: typeof payload === "string" ? payload : JSON.stringify(payload), receivedAt });
