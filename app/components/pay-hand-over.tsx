/**
 * Hands a payment over to WeChat: inside WeChat by WeixinJSBridge with the parameters that our server has signed, outside by the address of
 * WeChat's page, in a demonstration by the page that stands in for both. What comes back from there says nothing: the order is asked.
 */
import { useEffect } from "react";
import { familyPayWords } from "#app/messages/family-pay.ts";
import { buttonClass } from "./button-style.ts";
import { useWords } from "./words-context.tsx";

/** Of WeChat's page for JSAPI payments (pay.weixin.qq.com). */
export type BridgeCall = {
  readonly appId: string;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: "RSA";
  readonly paySign: string;
};

export type HandOver =
  { readonly to: "bridge"; readonly call: BridgeCall } | { readonly to: "address"; readonly address: string };

/** How WeChat's page ended: a person paid, turned back, or it did not open. None of it is believed; it only chooses what the page says. */
export type BridgeEnd = "ok" | "cancel" | "fail";

type BridgeAnswer = { readonly err_msg?: string };
type Bridge = {
  invoke(name: "getBrandWCPayRequest", call: BridgeCall, done: (answer?: BridgeAnswer) => void): void;
};
type InWechat = { WeixinJSBridge?: Bridge };

/** "get_brand_wcpay_request:ok"; what is neither that nor a cancellation has failed, also words that WeChat adds later. */
function bridgeEnd(answer: BridgeAnswer | undefined): BridgeEnd {
  const said = /^get_brand_wcpay_request:(ok|cancel)$/.exec(answer?.err_msg ?? "")?.[1];
  return said === "ok" || said === "cancel" ? said : "fail";
}

function withBridge(use: (bridge: Bridge) => void): () => void {
  const ready = () => {
    const bridge = (window as InWechat).WeixinJSBridge;
    if (bridge !== undefined) use(bridge);
  };
  if ((window as InWechat).WeixinJSBridge !== undefined) ready();
  else document.addEventListener("WeixinJSBridgeReady", ready);
  return () => document.removeEventListener("WeixinJSBridgeReady", ready);
}

type PayHandOverProps = {
  readonly handOver: HandOver;
  /** The person came back from WeChat's page inside WeChat. */
  readonly onBack: (end: BridgeEnd) => void;
};

export function PayHandOver({ handOver, onBack }: PayHandOverProps) {
  const words = useWords(familyPayWords);
  useEffect(() => {
    if (handOver.to === "bridge")
      return withBridge((bridge) =>
        bridge.invoke("getBrandWCPayRequest", handOver.call, (answer) => onBack(bridgeEnd(answer))),
      );
    window.location.assign(handOver.address);
    return undefined;
    // Once for each answer of the server, however often the page is drawn again meanwhile.
  }, [handOver]);
  if (handOver.to === "bridge") return null;
  return (
    <a href={handOver.address} className={buttonClass({ kind: "primary", wide: true })}>
      {words.go}
    </a>
  );
}
