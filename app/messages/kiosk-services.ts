/** The 33 subtypes as elders say them: two to four characters, the same on cards, in the voice and on slips. 示例，随服务目录调整。 */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const word = (zh: string, en: string): CodedText => ({ "zh-CN": zh, en });

const SERVICES: Readonly<Record<string, CodedText>> = {
  LC01: word("做饭", "Meals"),
  LC02: word("洗澡", "Bath"),
  LC03: word("床上擦澡", "Bed bath"),
  LC04: word("打扫卫生", "Cleaning"),
  LC05: word("洗衣换被", "Laundry"),
  LC06: word("理发", "Haircut"),
  LC07: word("洗头", "Hair wash"),
  LC08: word("洗脸刷牙", "Face, teeth"),
  LC09: word("剪指甲", "Nails"),
  LC10: word("穿衣起居", "Dressing"),
  LC11: word("如厕照护", "Toilet care"),
  LC12: word("扶着走走", "A walk"),
  LC13: word("代买代办", "Errands"),
  LC14: word("陪看病", "To the doctor"),
  RN01: word("量血压", "Blood pressure"),
  RN02: word("健康指导", "Health advice"),
  RN03: word("提醒吃药", "Medicine"),
  RN04: word("活动手脚", "Exercise"),
  RN05: word("练走路", "Walking"),
  RN06: word("练说话", "Speech"),
  RN07: word("翻身拍背", "Turning"),
  RN08: word("管路护理", "Tube care"),
  RN09: word("教用辅具", "Aids"),
  ER01: word("一键呼叫", "Call button"),
  ER02: word("上门查看", "Alarm check"),
  ER03: word("送医院", "To hospital"),
  ER04: word("安全检查", "Safety check"),
  ER05: word("设备检修", "Devices"),
  SC01: word("陪聊天", "Company"),
  SC02: word("读报陪同", "Reading"),
  SC03: word("谈谈心", "Counselling"),
  SC04: word("上门看望", "A call"),
  SC05: word("政策咨询", "Advice"),
};

/** The kinds of the catalogue as elders say them. */
const CATEGORIES: Readonly<Record<string, CodedText>> = {
  LC: word("生活照料", "Daily life"),
  RN: word("康复护理", "Health"),
  SC: word("精神慰藉", "Company"),
  ER: word("居家安全", "Safety"),
};

export function elderCategory(code: string, locale: Locale): string {
  return wordOf(CATEGORIES, code, locale);
}

/** "量血压 理发 剪指甲": what is done on a visit. */
export function elderServices(codes: readonly string[], locale: Locale): string {
  return codes.map((code) => wordOf(SERVICES, code, locale)).join(locale === "en" ? ", " : " ");
}
