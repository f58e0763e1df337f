/** The simulator's own page for whoever shows a demonstration: which faults happen, how often, by which seed. It is no page of the product. */
import { NOTICE_FAULTS, REQUEST_FAULTS, type FaultSetting, type NoticeFault, type RequestFault } from "./fault-plan.ts";

const WORDS: Readonly<Record<NoticeFault | RequestFault, string>> = {
  lost: "通知丢失 Notification lost",
  late: "通知迟到 Notification late",
  repeated: "通知重复 Notification repeated",
  reordered: "通知乱序 Notifications out of order",
  forged: "伪造的通知 A forged notification before it",
  "error-before": "出错，没有生效 Error 500 before the effect",
  "error-after": "生效后出错 Error 500 after the effect",
  "cut-off-after": "生效后断线 Connection cut after the effect",
  "silent-after": "生效后超时 Time-out after the effect",
  "unsigned-answer": "回答没有签名 Answer without a signature",
};

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

export function faultPage({ seed, share, kinds }: FaultSetting): string {
  const boxes = [...NOTICE_FAULTS, ...REQUEST_FAULTS].map((kind) => {
    const checked = kinds.includes(kind) ? " checked" : "";
    return `<p><label><input type="checkbox" name="kind" value="${kind}"${checked}> ${WORDS[kind]}</label></p>`;
  });
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>微信支付模拟器 WeChat Pay simulator</title><body style="font:16px/1.5 sans-serif;max-width:40em;margin:2em auto;padding:0 1em">
<h1>微信支付模拟器 WeChat Pay simulator</h1><form method="post" action="/simulator/faults">
<p><label>种子 Seed <input name="seed" value="${escaped(seed)}"></label></p>
<p><label>每一百次出错几次 Faults in a hundred <input name="share" type="number" min="0" max="100" value="${share}"></label></p>
${boxes.join("\n")}<p><button>生效 Apply</button></p></form></body></html>`;
}
