/** Through what this installation writes to people: template messages of its WeChat account where one is set up, and rows alone otherwise. */
import { readFileSync } from "node:fs";
import type { Instant } from "#app/domain/time/instant.ts";
import { RECORDING_GATEWAY, type MessageGateway } from "./message-gateway.ts";
import { templatesForm, wechatTemplateGateway } from "./wechat-templates.server.ts";

/** Files, because environments are listed. The templates are JSON: kind, the template's id, and its parameter for each of our fields. */
export type MessageSettings = {
  readonly appId: string;
  readonly secretFile: string;
  readonly templatesFile: string;
};

/** Throws Error that names the setting that is wrong. */
export function openMessages(
  settings: MessageSettings | null,
  place: { readonly publicOrigin: string; readonly now: () => Instant },
): MessageGateway {
  if (settings === null) return RECORDING_GATEWAY;
  const read = templatesForm.safeParse(JSON.parse(readFileSync(settings.templatesFile, "utf8")));
  if (!read.success) throw new Error(`WECHAT_TEMPLATES_FILE: ${read.error.issues[0]?.message ?? "unreadable"}`);
  const secret = readFileSync(settings.secretFile, "utf8").trim();
  if (secret === "") throw new Error("WECHAT_ACCOUNT_SECRET_FILE: empty");
  return wechatTemplateGateway({ appId: settings.appId, secret, templates: read.data, ...place }, RECORDING_GATEWAY);
}
