/** The only reader of process.env. One schema, checked at start; settings travel on as arguments. */
import * as z from "zod";
import type { MessageSettings } from "#app/integrations/messages/open-messages.server.ts";
import type { WechatSignInSettings } from "#app/integrations/identity/wechat-sign-in.server.ts";
import type { MerchantSettings } from "#app/integrations/wechat-pay/merchant.server.ts";

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  DATA_DIR: z.string().min(1).default("./data"),
  DATABASE_URL: z.string().url().optional(),
  /** Where browsers reach the product; nothing is ever derived from the Host header. */
  PUBLIC_ORIGIN: z.string().url().optional(),
  DISTRICT_CODE: z
    .string()
    .regex(/^\d{6}$/)
    .default("320613"),
  /** 64 hexadecimal digits. Without it the trial makes a key file in DATA_DIR. */
  DATA_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .optional(),
  /** "off" starts with an empty district. */
  DEMO: z.enum(["on", "off"]).default("on"),
  /** The day on which the demonstration stands; with an hour, 2026-11-16T09:40, its clock begins there at each start. */
  DEMO_TODAY: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/)
    .optional(),
  /** What a demonstration hands a payment inside WeChat to: a page of ours, or whatever plays WeixinJSBridge in that browser. */
  DEMO_CASHIER: z.enum(["page", "bridge"]).default("page"),
  /** Where long work is done with PostgreSQL: in the web process, or by build/workers/main.mjs. */
  JOBS: z.enum(["in-process", "own-process"]).default("in-process"),
  /** Allows plain HTTP outside this machine; a banner says so. */
  TRIAL_HTTP: z.enum(["on", "off"]).default("off"),
  /** The merchant's account at WeChat Pay: all or none. Keys are files, because environments are listed. */
  WECHAT_PAY_APP_ID: z.string().min(1).optional(),
  WECHAT_PAY_MERCHANT_ID: z.string().min(1).optional(),
  WECHAT_PAY_SERIAL: z.string().min(1).optional(),
  WECHAT_PAY_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  WECHAT_PAY_API_V3_KEY_FILE: z.string().min(1).optional(),
  /** "PUB_KEY_ID_…=file,SERIAL=file": public key and platform certificates, both during a switch. */
  WECHAT_PAY_PLATFORM_KEYS: z.string().min(1).optional(),
  /** The WeChat service account (公众号) by which families sign in: both or none. Its app must be that of the payments. */
  WECHAT_ACCOUNT_APP_ID: z.string().min(1).optional(),
  WECHAT_ACCOUNT_SECRET_FILE: z.string().min(1).optional(),
  /** With it the same account writes to families. */
  WECHAT_TEMPLATES_FILE: z.string().min(1).optional(),
  /** The broker of the devices, such as mqtt://localhost:1883 or mqtts://…; without it devices report over HTTPS alone. */
  MQTT_URL: z
    .string()
    .regex(/^(mqtts?|wss?|tcp|tls):\/\//)
    .optional(),
  MQTT_USERNAME: z.string().min(1).optional(),
  MQTT_PASSWORD: z.string().min(1).optional(),
  /** 4 is MQTT 3.1.1. */
  MQTT_VERSION: z.enum(["4", "5"]).default("5"),
  /** For tests of what survives: the named place at which the process ends itself. */
  FAULT_AT: z.string().optional(),
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
});

export type Environment = {
  readonly port: number;
  readonly dataDirectory: string;
  readonly databaseUrl: string | null;
  readonly publicOrigin: string;
  readonly districtCode: string;
  readonly dataKey: string | null;
  readonly demo: boolean;
  readonly demoToday: string | null;
  /** Minute of that day at which the demonstration's clock begins; null lets it show the hour of now. */
  readonly demoMinute: number | null;
  readonly demoCashier: "page" | "bridge";
  readonly jobs: "in-process" | "own-process";
  readonly secureCookie: boolean;
  readonly production: boolean;
  /** Null takes no payments; a demonstration has a simulated account instead. */
  readonly wechatPay: MerchantSettings | null;
  /** Null keeps what would be written to people, and sends nothing. */
  readonly messages: MessageSettings | null;
  /** Null lets families in by telephone alone; a demonstration has a simulated account instead. */
  readonly wechatSignIn: WechatSignInSettings | null;
  readonly mqtt: {
    readonly url: string;
    readonly username: string | null;
    readonly password: string | null;
    readonly version: 4 | 5;
  } | null;
  readonly faultAt: string | null;
};

/** Throws an Error when some of the merchant's settings are there and others are not. */
function merchantSettings(settings: z.infer<typeof schema>): MerchantSettings | null {
  const parts = {
    appId: settings.WECHAT_PAY_APP_ID,
    merchantId: settings.WECHAT_PAY_MERCHANT_ID,
    serial: settings.WECHAT_PAY_SERIAL,
    privateKeyFile: settings.WECHAT_PAY_PRIVATE_KEY_FILE,
    apiV3KeyFile: settings.WECHAT_PAY_API_V3_KEY_FILE,
    platformKeys: settings.WECHAT_PAY_PLATFORM_KEYS,
  };
  const values = Object.values(parts);
  if (values.every((value) => value === undefined)) return null;
  if (values.some((value) => value === undefined))
    throw new Error("微信支付的设置不全。Set all of WECHAT_PAY_… or none of them.");
  return parts as MerchantSettings;
}

/** Throws an Error when one of the two is missing. */
function accountSettings(settings: z.infer<typeof schema>): WechatSignInSettings | null {
  const { WECHAT_ACCOUNT_APP_ID: appId, WECHAT_ACCOUNT_SECRET_FILE: secretFile } = settings;
  if (appId === undefined && secretFile === undefined) return null;
  if (appId === undefined || secretFile === undefined)
    throw new Error("微信公众号的设置不全。Set both WECHAT_ACCOUNT_APP_ID and WECHAT_ACCOUNT_SECRET_FILE.");
  return { appId, secretFile };
}

/** Throws an Error for templates without an account. */
function messageSettings(settings: z.infer<typeof schema>): MessageSettings | null {
  const { WECHAT_TEMPLATES_FILE: templatesFile } = settings;
  if (templatesFile === undefined) return null;
  const account = accountSettings(settings);
  if (account === null) throw new Error("WECHAT_TEMPLATES_FILE needs WECHAT_ACCOUNT_APP_ID 和密钥文件。");
  return { ...account, templatesFile };
}

function brokerSettings(settings: z.infer<typeof schema>): Environment["mqtt"] {
  if (settings.MQTT_URL === undefined) return null;
  return {
    url: settings.MQTT_URL,
    username: settings.MQTT_USERNAME ?? null,
    password: settings.MQTT_PASSWORD ?? null,
    version: settings.MQTT_VERSION === "4" ? 4 : 5,
  };
}

/** "09:40" as minutes after midnight. */
function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Reads and checks the settings. Throws an Error that names each wrong setting. */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const parsed = schema.safeParse(source);
  if (!parsed.success)
    throw new Error(
      `设置有误 Wrong settings: ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
    );
  const settings = parsed.data;
  const publicOrigin = new URL(settings.PUBLIC_ORIGIN ?? `http://localhost:${settings.PORT}`).origin;
  const { protocol, hostname } = new URL(publicOrigin);
  const local = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  if (protocol === "http:" && !local && settings.TRIAL_HTTP === "off")
    throw new Error(
      "PUBLIC_ORIGIN 必须是 https。PUBLIC_ORIGIN must be https outside this machine; a trial may set TRIAL_HTTP=on.",
    );
  const [demoDay, demoTime] = settings.DEMO_TODAY?.split("T") ?? [];
  return {
    port: settings.PORT,
    dataDirectory: settings.DATA_DIR,
    databaseUrl: settings.DATABASE_URL ?? null,
    publicOrigin,
    districtCode: settings.DISTRICT_CODE,
    dataKey: settings.DATA_KEY ?? null,
    demo: settings.DEMO === "on",
    demoToday: demoDay ?? null,
    demoMinute: demoTime === undefined ? null : minuteOf(demoTime),
    demoCashier: settings.DEMO_CASHIER,
    jobs: settings.JOBS,
    secureCookie: protocol === "https:",
    production: settings.NODE_ENV === "production",
    wechatPay: merchantSettings(settings),
    messages: messageSettings(settings),
    wechatSignIn: accountSettings(settings),
    mqtt: brokerSettings(settings),
    faultAt: settings.FAULT_AT ?? null,
  };
}
