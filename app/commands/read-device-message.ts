/**
 * npm run devices:read -- --mapping FILE [--topic TOPIC] [--message FILE]
 * Tries a vendor's mapping file without a server: what it subscribes to, and what one message says by it. Exit status 0 when the message is
 * read or passed over on purpose, 1 when it would be kept aside, 2 for a file that cannot be used.
 */
import { readFileSync } from "node:fs";
import { isoText, instant } from "#app/domain/time/instant.ts";
import { mapMessage } from "#app/integrations/devices/map-message.ts";
import { payloadText } from "#app/integrations/devices/payload-text.ts";
import { MappingUnusable, readMapping, type DeviceMapping } from "#app/integrations/devices/mapping-file.ts";
import { topicFilters } from "#app/usecases/devices/receive-mqtt.server.ts";
import { readOptions } from "./command-options.ts";

const USAGE = `用法 Usage:
  npm run devices:read -- --mapping FILE [--topic TOPIC] [--message FILE]
    --mapping  厂商的映射文件 the vendor's mapping file
    --topic    MQTT 主题 the MQTT topic of the message
    --message  一条报文；"-" 为标准输入 one message; "-" is standard input`;

const given = readOptions(
  { mapping: { type: "string" }, topic: { type: "string" }, message: { type: "string" } },
  USAGE,
);

const readBytes = (file: string) => readFileSync(file === "-" ? 0 : file);
const readText = (file: string) => readBytes(file).toString("utf8");

function fail(text: string, status: 1 | 2): never {
  console.error(text);
  process.exit(status);
}

function usable(file: string): DeviceMapping {
  try {
    return readMapping(file, readText(file));
  } catch (thrown) {
    if (thrown instanceof MappingUnusable) fail(`映射文件不能用 Unusable:\n  ${thrown.problems.join("\n  ")}`, 2);
    fail(`读不了 Unreadable: ${thrown instanceof Error ? thrown.message : String(thrown)}`, 2);
  }
}

if (given.mapping === undefined) fail(USAGE, 2);
const mapping = usable(given.mapping);
console.log(JSON.stringify({ vendor: mapping.vendor, subscribesTo: topicFilters([mapping]) }));
if (given.message !== undefined) {
  const receivedAt = instant(Date.now());
  const payload = payloadText(readBytes(given.message), mapping);
  const { messages, unnamed, failure } = mapMessage(mapping, { topic: given.topic ?? null, payload, receivedAt });
  for (const { deviceAt, ...reading } of [...messages, ...unnamed.map((one) => ({ ...one, externalId: null }))])
    console.log(JSON.stringify({ ...reading, deviceAt: deviceAt === null ? null : isoText(deviceAt) }));
  if (failure !== null) fail(`会被搁置 It would be kept aside: ${failure}`, 1);
  if (unnamed.length > 0) fail(`有 ${unnamed.length} 项没有设备名 Items without a device: ${unnamed.length}`, 1);
  if (messages.length === 0) console.log("按 only 略过 Passed over by only");
}
