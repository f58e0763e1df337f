/**
 * What the product asks of whoever carries messages to people: a template with its fields, one person, and a key that is the same at every
 * try. A gateway translates and never decides; it throws `MessageError` and nothing else.
 */
export type MessageAddress = {
  /** Eleven digits. */
  readonly phone: string;
  /** The person's name in our WeChat account; null for who never came from WeChat. */
  readonly openId: string | null;
};

export type GatewayMessage = {
  readonly key: string;
  readonly kind: string;
  /** Short texts by name; "text" alone for a message that is a whole text. */
  readonly fields: Readonly<Record<string, string>>;
  /** A page of ours that shows more, from the root on; null without one. */
  readonly path: string | null;
  readonly address: MessageAddress;
};

export type MessageReceipt = {
  /** recorded: nothing carries this message to this person; the row is all there is of it. */
  readonly channel: "wechat" | "recorded";
  readonly channelNo: string | null;
};

export type MessageGateway = { send(message: GatewayMessage): Promise<MessageReceipt> };

/** refused: the channel will not, at any time. unsure: it may have been sent; the same key may be tried again. */
export type MessageErrorKind = "refused" | "unsure";

export class MessageError extends Error {
  readonly kind: MessageErrorKind;
  readonly code: string;

  constructor(kind: MessageErrorKind, code: string, options?: ErrorOptions) {
    super(`${kind}: ${code}`, options);
    this.name = "MessageError";
    this.kind = kind;
    this.code = code;
  }
}

/** Where no channel is set up: what would have gone out is kept and goes nowhere. */
export const RECORDING_GATEWAY: MessageGateway = {
  send: () => Promise.resolve({ channel: "recorded", channelNo: null }),
};
