/** The only reader of process.env. One schema, checked at start; settings travel on as arguments. */
import * as z from "zod";

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
  /** Where long work is done with PostgreSQL: in the web process, or by build/workers/main.mjs. */
  JOBS: z.enum(["in-process", "own-process"]).default("in-process"),
  /** Allows plain HTTP outside this machine; a banner says so. */
  TRIAL_HTTP: z.enum(["on", "off"]).default("off"),
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
  readonly jobs: "in-process" | "own-process";
  readonly secureCookie: boolean;
  readonly production: boolean;
};

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
    jobs: settings.JOBS,
    secureCookie: protocol === "https:",
    production: settings.NODE_ENV === "production",
  };
}
