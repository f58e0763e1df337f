/** What the elder asks the care worker to mind: as chosen at a kiosk or on the family's phone, and as the provider and the care worker read it. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const REMARKS: Readonly<Record<string, CodedText>> = {
  ring_first: { "zh-CN": "先打电话", en: "Ring first" },
  speak_loudly: { "zh-CN": "请大声些", en: "Speak up" },
  has_dog: { "zh-CN": "家里有狗", en: "I have a dog" },
  wheelchair: { "zh-CN": "我坐轮椅", en: "Wheelchair" },
};

export const remarkWord = (code: string, locale: Locale): string => wordOf(REMARKS, code, locale);
