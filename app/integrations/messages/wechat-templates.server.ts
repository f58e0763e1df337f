/**
 * Template messages of a WeChat service account (模板消息, developers.weixin.qq.com): an access token that is kept until shortly before its
 * end, one call for each message, and `client_msg_id`, by which WeChat sends the same message to the same person once within ten minutes.
 * Whoever never came from WeChat, and every kind without a template, goes to the gateway behind.
 */
import * as z from "zod";
import type { Instant } from "#app/domain/time/instant.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { MessageError, type GatewayMessage, type MessageGateway } from "./message-gateway.ts";

export type WechatTemplate = {
  readonly id: string;
  /** The template's own parameter, such as "thing1", by the name of our field. */
  readonly fields: Readonly<Record<string, string>>;
};

export type WechatTemplateSettings = {
  readonly appId: string;
  readonly secret: string;
  readonly templates: Readonly<Record<string, WechatTemplate>>;
  /** Of the pages that messages lead to. */
  readonly publicOrigin: string;
  readonly now: () => Instant;
  readonly origin?: string;
  readonly timeoutMs?: number;
};

const WECHAT_ORIGIN = "https://api.weixin.qq.com";
const TIMEOUT_MS = 5_000;
/** The token is asked for anew so long before its end. */
const TOKEN_EARLY_MINUTES = 5;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().int().positive() });
const sendAnswer = z.object({ errcode: z.number().int(), msgid: z.union([z.number(), z.string()]).optional() });
const failedAnswer = z.object({ errcode: z.number().int() });

/** The token is wrong or has run out. */
const TOKEN_CODES = [40_001, 40_014, 42_001];
/** WeChat is busy, or we were too fast: the same again may help. */
const BUSY_CODES = [-1, 45_009, 45_011];

export const templatesForm = z.record(
  z.string(),
  z.strictObject({ id: z.string().min(1), fields: z.record(z.string(), z.string().min(1)) }),
);

class TokenKeeper {
  #token: { readonly text: string; readonly until: Instant } | null = null;

  constructor(private readonly ask: () => Promise<{ text: string; until: Instant }>) {}

  async give(now: Instant): Promise<string> {
    if (this.#token === null || this.#token.until <= now) this.#token = await this.ask();
    return this.#token.text;
  }

  forget(): void {
    this.#token = null;
  }
}

async function post(url: URL, body: unknown, timeoutMs: number): Promise<unknown> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "error",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new MessageError("unsure", `http-${answer.status}`);
    return (await answer.json()) as unknown;
  } catch (thrown) {
    if (thrown instanceof MessageError) throw thrown;
    throw new MessageError("unsure", "no-answer", { cause: thrown });
  }
}

function codeOf(answer: unknown): number {
  const read = failedAnswer.safeParse(answer);
  return read.success ? read.data.errcode : 0;
}

function dataOf({ fields }: WechatTemplate, message: GatewayMessage): Record<string, { value: string }> {
  return Object.fromEntries(
    Object.entries(fields).map(([ours, theirs]) => [theirs, { value: message.fields[ours] ?? "" }]),
  );
}

function tokenKeeper({ appId, secret, now, ...place }: Required<WechatTemplateSettings>): TokenKeeper {
  return new TokenKeeper(async () => {
    const asked = { grant_type: "client_credential", appid: appId, secret };
    const answer = await post(new URL("/cgi-bin/stable_token", place.origin), asked, place.timeoutMs);
    const read = tokenAnswer.safeParse(answer);
    if (!read.success) throw new MessageError("unsure", `token-${codeOf(answer)}`);
    const minutes = read.data.expires_in / 60 - TOKEN_EARLY_MINUTES;
    return { text: read.data.access_token, until: plusMinutes(now(), minutes) };
  });
}

/** @param behind carries what WeChat cannot */
export function wechatTemplateGateway(given: WechatTemplateSettings, behind: MessageGateway): MessageGateway {
  const settings = { origin: WECHAT_ORIGIN, timeoutMs: TIMEOUT_MS, ...given };
  const tokens = tokenKeeper(settings);

  async function sendOnce(template: WechatTemplate, openId: string, message: GatewayMessage) {
    const url = new URL("/cgi-bin/message/template/send", settings.origin);
    url.searchParams.set("access_token", await tokens.give(settings.now()));
    const body = {
      touser: openId,
      template_id: template.id,
      client_msg_id: message.key,
      ...(message.path === null ? {} : { url: new URL(message.path, settings.publicOrigin).href }),
      data: dataOf(template, message),
    };
    const read = sendAnswer.safeParse(await post(url, body, settings.timeoutMs));
    if (!read.success) throw new MessageError("unsure", "form-unknown");
    return read.data;
  }

  return {
    send: async (message) => {
      const template = settings.templates[message.kind];
      const { openId } = message.address;
      if (template === undefined || openId === null) return behind.send(message);
      let said = await sendOnce(template, openId, message);
      if (TOKEN_CODES.includes(said.errcode)) {
        tokens.forget();
        said = await sendOnce(template, openId, message);
      }
      if (said.errcode === 0) return { channel: "wechat", channelNo: String(said.msgid ?? "") };
      const busy = BUSY_CODES.includes(said.errcode) || TOKEN_CODES.includes(said.errcode);
      throw new MessageError(busy ? "unsure" : "refused", `wechat-${said.errcode}`);
    },
  };
}
