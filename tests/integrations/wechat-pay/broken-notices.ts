/** Notifications that must be refused, each with the reason that is named. The same list is sent to the running product. */
import { plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { NoticeFault } from "#app/integrations/wechat-pay/notice.server.ts";
import type { SimulatedAccount } from "#app/integrations/wechat-pay/simulator/simulated-account.server.ts";
import { signedMessage, type SignedMessage } from "#app/integrations/wechat-pay/simulator/signed-messages.server.ts";

export type BreakingFacts = {
  readonly account: SimulatedAccount;
  /** Somebody with a key of their own. */
  readonly stranger: SimulatedAccount;
  readonly genuine: SignedMessage;
  readonly now: Instant;
};

export type BrokenNotice = {
  readonly name: string;
  readonly fault: NoticeFault;
  readonly broken: (facts: BreakingFacts) => SignedMessage;
};

const withHeader = (message: SignedMessage, name: string, value: string | null): SignedMessage => {
  const { [name]: _left, ...rest } = message.headers;
  return { ...message, headers: value === null ? rest : { ...rest, [name]: value } };
};

const header = (message: SignedMessage, name: string) => message.headers[name] ?? "";

/** Signed again as the channel would, so that only the content is wrong. */
function resealed({ account, genuine, now }: BreakingFacts, change: (body: Record<string, unknown>) => void) {
  const body = JSON.parse(genuine.body) as Record<string, unknown>;
  change(body);
  return signedMessage(account, JSON.stringify(body), now);
}

function changedResource(facts: BreakingFacts, change: Record<string, string>): SignedMessage {
  return resealed(facts, (body) => {
    body["resource"] = { ...(body["resource"] as object), ...change };
  });
}

const SIGNED = ["Serial", "Timestamp", "Nonce", "Signature"].map((name) => `Wechatpay-${name}`);

const missing = SIGNED.map((name): BrokenNotice => ({
  name: `without ${name}`,
  fault: "header-missing",
  broken: ({ genuine }) => withHeader(genuine, name, null),
}));

const altered: BrokenNotice[] = [
  {
    name: "with an altered nonce",
    fault: "signature-wrong",
    broken: ({ genuine }) => withHeader(genuine, "Wechatpay-Nonce", `${header(genuine, "Wechatpay-Nonce")}0`),
  },
  {
    name: "with a timestamp one second on",
    fault: "signature-wrong",
    broken: ({ genuine }) =>
      withHeader(genuine, "Wechatpay-Timestamp", String(Number(header(genuine, "Wechatpay-Timestamp")) + 1)),
  },
  {
    name: "with a timestamp that is no number",
    fault: "timestamp-malformed",
    broken: ({ genuine }) => withHeader(genuine, "Wechatpay-Timestamp", "1e9"),
  },
  {
    name: "with another signature",
    fault: "signature-wrong",
    broken: ({ genuine, stranger, now }) =>
      withHeader(
        genuine,
        "Wechatpay-Signature",
        header(signedMessage(stranger, genuine.body, now), "Wechatpay-Signature"),
      ),
  },
  {
    name: "with a signature that is no base64",
    fault: "signature-wrong",
    broken: ({ genuine }) => withHeader(genuine, "Wechatpay-Signature", `${header(genuine, "Wechatpay-Signature")} !`),
  },
  {
    name: "that probes with a wrong signature",
    fault: "probe",
    broken: ({ genuine }) => withHeader(genuine, "Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc"),
  },
  {
    name: "with an unknown serial",
    fault: "serial-unknown",
    broken: ({ genuine, stranger }) => withHeader(genuine, "Wechatpay-Serial", stranger.publicKeyId),
  },
  {
    name: "signed by a stranger under our serial",
    fault: "signature-wrong",
    broken: ({ account, stranger, genuine, now }) =>
      signedMessage({ ...stranger, publicKeyId: account.publicKeyId }, genuine.body, now),
  },
  {
    name: "with another signature type",
    fault: "signature-type-unknown",
    broken: ({ genuine }) => withHeader(genuine, "Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3"),
  },
];

const bodies: BrokenNotice[] = [
  {
    name: "with one altered byte",
    fault: "signature-wrong",
    broken: ({ genuine }) => ({ ...genuine, body: genuine.body.replace("TRANSACTION", "TRANSACTIOM") }),
  },
  {
    name: "cut short",
    fault: "signature-wrong",
    broken: ({ genuine }) => ({ ...genuine, body: genuine.body.slice(0, -1) }),
  },
  {
    name: "written anew with other blanks",
    fault: "signature-wrong",
    broken: ({ genuine }) => ({ ...genuine, body: JSON.stringify(JSON.parse(genuine.body), null, 1) }),
  },
  {
    name: "without a body",
    fault: "signature-wrong",
    broken: ({ genuine }) => ({ ...genuine, body: "" }),
  },
  {
    name: "longer than a notification is",
    fault: "too-long",
    broken: ({ account, genuine, now }) => signedMessage(account, genuine.body + " ".repeat(70_000), now),
  },
];

const times: BrokenNotice[] = [
  {
    name: "signed five minutes ago",
    fault: "timestamp-outside-window",
    broken: ({ account, genuine, now }) => signedMessage(account, genuine.body, plusMinutes(now, -5)),
  },
  {
    name: "signed five minutes from now",
    fault: "timestamp-outside-window",
    broken: ({ account, genuine, now }) => signedMessage(account, genuine.body, plusMinutes(now, 5)),
  },
];

const contents: BrokenNotice[] = [
  {
    name: "sealed by another algorithm",
    fault: "algorithm-unknown",
    broken: (facts) => changedResource(facts, { algorithm: "AEAD_SM4_GCM" }),
  },
  {
    name: "with altered associated data",
    fault: "seal-broken",
    broken: (facts) => changedResource(facts, { associated_data: "refund" }),
  },
  {
    name: "with another nonce of the seal",
    fault: "seal-broken",
    broken: (facts) => changedResource(facts, { nonce: "000000000000" }),
  },
  {
    name: "with a sealed text of somebody else",
    fault: "seal-broken",
    broken: (facts) => changedResource(facts, { ciphertext: Buffer.alloc(64, 7).toString("base64") }),
  },
  {
    name: "of an event that is not ours",
    fault: "form-unknown",
    broken: (facts) => resealed(facts, (body) => (body["event_type"] = "COUPON.USE")),
  },
  {
    name: "without an id",
    fault: "form-unknown",
    broken: (facts) => resealed(facts, (body) => delete body["id"]),
  },
];

export const BROKEN_NOTICES: readonly BrokenNotice[] = [...missing, ...altered, ...bodies, ...times, ...contents];
