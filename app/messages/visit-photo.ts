/** Words of the photographs of a visit: on the care worker's pages, on the visit's page, and where they are looked at. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const LOOK_REASONS: Readonly<Record<string, CodedText>> = {
  "judge-finding": { "zh-CN": "处理异常，要比对照片", en: "To decide a finding by comparing them" },
  "check-claim": { "zh-CN": "审核或抽查申报", en: "To check or sample a claim" },
  complaint: { "zh-CN": "处理投诉或申诉", en: "To deal with a complaint or an objection" },
};

/** "审核或抽查申报" of "check-claim". */
export function photoLookReasonWord(reason: string, locale: Locale): string {
  return wordOf(LOOK_REASONS, reason, locale);
}

const zh = {
  title: "服务照片",
  proofs: "门牌码和照片",
  proofs_note: "能多留一个证明就多留一个。没有也能签到签退。",
  start: "开始照片",
  end: "结束照片",
  rule: "开始一张、结束一张，拍地点或做好的事，不拍人脸。没有照片也能签到签退。",
  take: "拍一张",
  take_help: "拍完会自动变小，照片里的位置信息会去掉。",
  send: "保存照片",
  add: (end: string) => `拍${end}`,
  nothing: "请先拍一张照片。",
  unread: "这不是照片，或者文件坏了，请重新拍。",
  too_large: "照片太大了（超过 16 MB），请用普通大小再拍。",
  step_lost: "照片没有记下，请再试一次。",
  taken: (count: number) => `已拍 ${count} 张`,
  none: "没有照片",
  panel: "照片",
  arrived: "已收到",
  on_the_way: "手机还没传上来",
  lapsed: "已按保存期删除",
  like: (visitNo: string) => `与 ${visitNo} 的照片相像`,
  look: "看照片",
  look_title: "看这次服务的照片",
  look_rule: "照片里是老人的家。请说明为什么要看；谁在什么时候看过都会记下。照片显示一分钟。",
  look_reason: "为什么要看",
  show: "显示照片",
  shown: (viewer: string, time: string) => `${viewer} 于 ${time} 查看，已记入日志。`,
  hides: (seconds: number) => `${seconds} 秒后返回。`,
  hide_now: "看完了",
  of_visit: (visitNo: string) => `${visitNo} 的照片`,
  taken_at: "拍摄",
  state: "状态",
  back: "返回",
  not_here: "没有可显示的照片。",
  other: "相像的照片",
};

const en: typeof zh = {
  title: "Photographs of the visit",
  proofs: "Door code and photos",
  proofs_note: "Each one proves more. You can check in and out without.",
  start: "Photo at the start",
  end: "Photo at the end",
  rule: "One at the start and one at the end, of the place or the work, not of faces. You can check in and out without.",
  take: "Take a photo",
  take_help: "It is made smaller, and the place in it is removed.",
  send: "Keep the photo",
  add: (end) => `Take: ${end}`,
  nothing: "Take a photo first.",
  unread: "This is no photo, or the file is damaged. Please take it again.",
  too_large: "The photo is too large (over 16 MB). Please take one of usual size.",
  step_lost: "The photo was not kept. Please try once more.",
  taken: (count) => (count === 1 ? "1 photo" : `${count} photos`),
  none: "No photo",
  panel: "Photographs",
  arrived: "Received",
  on_the_way: "Still on the phone",
  lapsed: "Deleted after its time",
  like: (visitNo) => `Looks like one of ${visitNo}`,
  look: "Look at the photos",
  look_title: "Look at the photos of this visit",
  look_rule:
    "They show an elder's home. Say why you need to look; who looked and when is noted. They are shown for a minute.",
  look_reason: "Why",
  show: "Show the photos",
  shown: (viewer, time) => `Seen by ${viewer} at ${time}; noted in the log.`,
  hides: (seconds) => `Goes back in ${seconds} s.`,
  hide_now: "Done looking",
  of_visit: (visitNo) => `Photos of ${visitNo}`,
  taken_at: "Taken",
  state: "State",
  back: "Back",
  not_here: "There is no photo to show.",
  other: "A photo that looks like it",
};

export const visitPhotoWords = { "zh-CN": zh, en };
