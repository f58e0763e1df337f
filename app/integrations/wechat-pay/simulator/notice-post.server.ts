/** Sends notifications until they are taken, or does with them what the fault plan says. */
import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { Instant } from "#app/domain/time/instant.ts";
import type { NoticeFault } from "./fault-plan.ts";
import { sentNotice, type NoticeContent, type SignedMessage } from "./signed-messages.server.ts";
import type { SimulatedAccount } from "./simulated-account.server.ts";

export type PostSettings = {
  readonly account: SimulatedAccount;
  readonly now: () => Instant;
  /** Seconds after which an unanswered notification is sent again. */
  readonly repeatSeconds: readonly number[];
  /** How long after the event a late one is sent, and the longest that one waits for the next. */
  readonly lateMs: number;
};

const later = (ms: number, work: () => void): void => void setTimeout(work, ms).unref();

/** Made when it is first needed, beside what goes on: a key takes seconds on a busy machine, in which the channel answers nobody. */
let strangerKey: Promise<string> | null = null;

function keyOfStranger(): Promise<string> {
  strangerKey ??= promisify(generateKeyPair)("rsa", { modulusLength: 2048 }).then(({ privateKey }) =>
    privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  );
  return strangerKey;
}

/** Another amount under the right serial, signed with a key that is nobody's. */
async function forgedNotice({ account, now }: PostSettings, content: NoticeContent): Promise<SignedMessage> {
  const plain = { ...content.plain, amount: { total: 1, payer_total: 1, currency: "CNY" } };
  const platformKeyPem = await keyOfStranger();
  return sentNotice({ ...account, platformKeyPem }, { ...content, plain }, now());
}

export class NoticePost {
  #held: (() => void)[] = [];

  constructor(
    private readonly settings: PostSettings,
    private readonly fate: () => NoticeFault | "none",
  ) {}

  async #post(url: string, message: SignedMessage): Promise<boolean> {
    return fetch(url, { method: "POST", ...message, signal: AbortSignal.timeout(5_000) })
      .then((told) => told.ok)
      .catch(() => false);
  }

  async #deliver(url: string, content: NoticeContent, attempt = 0): Promise<void> {
    const taken = await this.#post(url, sentNotice(this.settings.account, content, this.settings.now()));
    const next = this.settings.repeatSeconds[attempt];
    if (!taken && next !== undefined) later(next * 1_000, () => void this.#deliver(url, content, attempt + 1));
  }

  #release(): void {
    const held = this.#held.splice(0);
    for (const send of held) send();
  }

  #hold(send: () => void): void {
    this.#held.push(send);
    later(this.settings.lateMs, () => this.#release());
  }

  async #forgeFirst(url: string, content: NoticeContent): Promise<void> {
    await this.#post(url, await forgedNotice(this.settings, content));
    await this.#deliver(url, content);
  }

  /** Tells of something that happened, and of what waited for that to be told. */
  tell(url: string, content: NoticeContent): void {
    const send = () => this.#deliver(url, content);
    const fate = this.fate();
    if (fate === "reordered") {
      this.#hold(() => void send());
      return;
    }
    const sent = {
      none: send,
      lost: () => Promise.resolve(),
      late: () => new Promise<void>((resolve) => later(this.settings.lateMs, resolve)).then(send),
      repeated: () => Promise.all([send(), send(), send()]).then(() => undefined),
      forged: () => this.#forgeFirst(url, content),
    }[fate]();
    // A late one keeps nothing waiting behind it.
    void (fate === "late" ? Promise.resolve() : sent).then(() => this.#release());
  }
}
