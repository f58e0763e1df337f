/**
 * The HTTP layer that the library is given in place of its own, which has no time-out, believes every answer and loses the cause of a
 * failure. Here a request ends after a stated time, goes to one fixed host, follows no redirect, and an answer counts only when its
 * signature holds. Bills are the exception that the channel makes: they carry no signature and are checked by their digest.
 */
import type { Instant } from "#app/domain/time/instant.ts";
import { GatewayError } from "./gateway-error.ts";
import { signatureFault, signedHeaders, type PlatformKeys } from "./message-signature.server.ts";

/** The host that the library writes into every address. */
export const LIBRARY_ORIGIN = "https://api.mch.weixin.qq.com";
const BILL_PATH = "/v3/billdownload/";
/** Answers with the keys by which it is checked itself: `keptFresh` does that, after it opened the seals. */
export const CERTIFICATES_PATH = "/v3/certificates";
const ANSWER_BYTES_MOST = 64 * 1024 * 1024;

export type TransportSettings = {
  /** Where the channel answers: https://api.mch.weixin.qq.com, or the simulator. */
  readonly origin: string;
  readonly timeoutMs: number;
  readonly platformKeys: PlatformKeys;
  /** "" asks for none. */
  readonly askedSerial: () => string;
  readonly now: () => Instant;
};

/** Of the library's shape; a failure is thrown instead of returned. */
export type LibraryAnswer = { status: number; data: unknown };

export type LibraryTransport = {
  get(url: string, headers: Record<string, string>): Promise<LibraryAnswer>;
  post(url: string, params: Record<string, unknown>, headers: Record<string, string>): Promise<LibraryAnswer>;
  upload(): Promise<LibraryAnswer>;
};

const serialHeader = (serial: string): Record<string, string> => (serial === "" ? {} : { "Wechatpay-Serial": serial });

function addressOf(url: string, origin: string): URL {
  const asked = new URL(url, LIBRARY_ORIGIN);
  if (asked.origin !== LIBRARY_ORIGIN && asked.origin !== origin)
    throw new GatewayError("untrusted-answer", "foreign-host");
  return new URL(`${asked.pathname}${asked.search}`, origin);
}

async function send(address: URL, init: RequestInit, timeoutMs: number): Promise<{ answer: Response; body: Buffer }> {
  try {
    const answer = await fetch(address, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
    const body = Buffer.from(await answer.arrayBuffer());
    return { answer, body };
  } catch (cause) {
    const timedOut = cause instanceof Error && cause.name === "TimeoutError";
    throw new GatewayError(timedOut ? "timed-out" : "unreachable", timedOut ? "no-answer" : "no-connection", null, {
      cause,
    });
  }
}

/** The channel's own code of an error answer; such answers are not signed, so they are a hint and no fact. */
function errorCode(body: Buffer): string {
  try {
    const parsed = JSON.parse(body.toString("utf8")) as { code?: unknown };
    return typeof parsed.code === "string" ? parsed.code : "unnamed";
  } catch {
    return "unnamed";
  }
}

function requireTaken(status: number, body: Buffer): void {
  if (status < 300) return;
  const later = status === 429 || status >= 500;
  throw new GatewayError(later ? "unavailable" : "refused", errorCode(body), status);
}

function parsedBody(body: Buffer): unknown {
  if (body.length === 0) return null;
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch (cause) {
    throw new GatewayError("untrusted-answer", "not-json", null, { cause });
  }
}

/** The transport for one merchant. Every method throws GatewayError and nothing else. */
export function libraryTransport(settings: TransportSettings): LibraryTransport {
  const exchange = async (
    url: string,
    headers: Record<string, string>,
    body: string | null,
  ): Promise<LibraryAnswer> => {
    const address = addressOf(url, settings.origin);
    const { answer, body: bytes } = await send(
      address,
      {
        method: body === null ? "GET" : "POST",
        headers: { ...headers, "User-Agent": "bedside/1.0", ...serialHeader(settings.askedSerial()) },
        ...(body === null ? {} : { body }),
      },
      settings.timeoutMs,
    );
    if (bytes.length > ANSWER_BYTES_MOST) throw new GatewayError("untrusted-answer", "too-long", answer.status);
    requireTaken(answer.status, bytes);
    if (address.pathname === CERTIFICATES_PATH)
      return {
        status: answer.status,
        data: { headers: signedHeaders((name) => answer.headers.get(name)), body: bytes },
      };
    if (address.pathname.startsWith(BILL_PATH)) return { status: answer.status, data: bytes };
    const fault = signatureFault(
      signedHeaders((name) => answer.headers.get(name)),
      bytes,
      { keys: settings.platformKeys, now: settings.now() },
    );
    if (fault !== null) throw new GatewayError("untrusted-answer", fault, answer.status);
    return { status: answer.status, data: parsedBody(bytes) };
  };
  return {
    get: (url, headers) => exchange(url, headers, null),
    // Byte for byte what the library signed.
    post: (url, params, headers) => exchange(url, headers, JSON.stringify(params)),
    upload: () => Promise.reject(new GatewayError("refused", "upload-not-used")),
  };
}
