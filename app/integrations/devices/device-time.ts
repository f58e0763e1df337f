/** How vendors write the time of a measurement, as an instant. */
import { instant, type Instant } from "#app/domain/time/instant.ts";

/**
 * epoch_s and epoch_ms may be text or have a fraction; "epoch" tells them apart by their size; iso is ISO 8601 or the same with a blank, and
 * without an offset in the mapping's zone; compact is YYYYMMDDHHmmss, also as YYYYMMDDTHHmmssZ; age_s counts seconds back from the receipt.
 */
export const TIME_FORMATS = ["epoch_s", "epoch_ms", "epoch_us", "epoch", "iso", "compact", "age_s"] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Seconds of the year 5138 are milliseconds of 1973: no device measured then. */
const SECONDS_BELOW = 100_000_000_000;

function ofNumber(value: number, format: TimeFormat, receivedAt: Instant): number {
  switch (format) {
    case "epoch_s":
      return value * 1000;
    case "epoch_us":
      return value / 1000;
    case "epoch":
      return Math.abs(value) < SECONDS_BELOW ? value * 1000 : value;
    case "age_s":
      return receivedAt - value * 1000;
    case "epoch_ms":
    case "iso":
    case "compact":
      return value;
  }
}

function ofText(text: string, format: TimeFormat, zone: string): number {
  const compact = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (format === "compact") {
    if (!compact) return NaN;
    const [, year, month, day, hour, minute, second, offset = zone] = compact;
    return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  }
  const dashed = text
    .trim()
    .replace(/^(\d{4})\/(\d{2})\/(\d{2})/, "$1-$2-$3")
    .replace(" ", "T");
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/i.test(dashed) ? dashed : `${dashed}${zone}`);
}

export type TimeReading = { readonly format: TimeFormat; readonly zone: string; readonly receivedAt: Instant };

/** null when the value is no time of that format. @param zone offset such as "+08:00", for texts without one */
export function readTime(value: unknown, { format, zone, receivedAt }: TimeReading): Instant | null {
  const isText = typeof value === "string" && (format === "iso" || format === "compact");
  const numeric =
    typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : NaN;
  const ms = isText ? ofText(value, format, zone) : ofNumber(numeric, format, receivedAt);
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? instant(Math.round(ms)) : null;
}
