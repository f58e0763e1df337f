/** Words of the list of care workers' phones, where one is taken out of use. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const REASONS: Readonly<Record<string, CodedText>> = {
  lost: { "zh-CN": "丢了或被偷", en: "Lost or stolen" },
  left: { "zh-CN": "护理员离职", en: "The care worker has left" },
  replaced: { "zh-CN": "换了新手机", en: "Replaced by a new phone" },
  doubt: { "zh-CN": "怀疑被别人使用", en: "Somebody else may be using it" },
};

/** "丢了或被偷" of "lost". */
export function phoneRevokeReasonWord(reason: string, locale: Locale): string {
  return wordOf(REASONS, reason, locale);
}

const zh = {
  title: "护理员手机",
  lead: "护理员第一次上传时，手机自动登记，用自己的密钥给每条记录签名。停用后，这部手机再传来的记录都会留存，但不算数，并在那次服务里请街道处理；停用前已收到的不变。",
  find: "姓名或编号",
  worker: "护理员",
  number: "编号",
  provider: "服务机构",
  enrolled: "登记时间",
  last_seen: "最近上传",
  state: "状态",
  in_use: "在用",
  revoked: (by: string) => `已停用（${by}）`,
  revoked_at: "停用时间",
  reason: "为什么停用",
  revoke: "停用",
  revoke_of: (name: string) => `停用 ${name} 的手机`,
  done: "手机已停用，这位护理员的登录也已退出。换手机后重新登录即可。",
  none: "还没有登记过的手机。",
  phones_of: "看手机、停用手机",
};

const en: typeof zh = {
  title: "Care workers' phones",
  lead: "A phone registers itself with a care worker's first upload and signs every record with its own key. What a blocked phone sends from then on is kept but does not count, and the street is asked at that visit; what came before stays as it is.",
  find: "Name or number",
  worker: "Care worker",
  number: "Number",
  provider: "Provider",
  enrolled: "Registered",
  last_seen: "Last upload",
  state: "State",
  in_use: "In use",
  revoked: (by) => `Blocked (${by})`,
  revoked_at: "Blocked at",
  reason: "Why",
  revoke: "Block",
  revoke_of: (name) => `Block the phone of ${name}`,
  done: "The phone is blocked and the care worker is signed out. On another phone it is enough to sign in again.",
  none: "No phone has been registered yet.",
  phones_of: "See and block phones",
};

export const workerPhonesWords = { "zh-CN": zh, en };
