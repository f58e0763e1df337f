/** The states of a visit in words. Apart from the other states, because the kiosk's pages load these alone. */
import type { Locale } from "./locale.ts";
import { stateWords, wordIn } from "./state-words.ts";

/** Delivery state of a visit. A missed visit whose side is known uses missed_worker or missed_elder; a worker who was taken off one reads taken_off. */
export const DELIVERY_STATES_IN_WORDS = stateWords({
  planned: ["已排", "Planned", "neutral", "calendar-days", "正在安排", "Being arranged"],
  offered: ["待接", "Offered", "info", "clock", "正在安排", "Being arranged"],
  accepted: ["已接", "Accepted", "info", "user-check", "约好了", "Booked"],
  en_route: ["在路上", "On the way", "info", "map-pin", "在来的路上", "On the way"],
  in_progress: ["服务中", "In progress", "info", "clock", "正在服务", "In progress"],
  done: ["已完成", "Done", "success", "circle-check", "做完了", "Done"],
  missed: ["未到", "Missed", "danger", "octagon-alert", "没来成，正在补", "Missed, being made up"],
  missed_worker: ["未到", "Missed by worker", "danger", "octagon-alert", "没来成，正在补", "Missed, being made up"],
  missed_elder: ["未做成", "Not possible", "warning", "triangle-alert", "那天没做成", "Did not take place"],
  cancelled: ["已取消", "Cancelled", "neutral", "x", "取消了", "Cancelled"],
  taken_off: ["换人去", "Somebody else goes", "neutral", "user-check"],
  debt: ["欠次", "Owed", "debt", "calendar-days", "还欠您 1 次，正在安排", "1 visit owed, being arranged"],
});

/** "没来成，正在补": what an elder reads; falls back to the staff word only for codes without one. */
export function elderStateWord(code: string, locale: Locale): string {
  const state = wordIn(DELIVERY_STATES_IN_WORDS, code);
  return (state.elder ?? state.staff)[locale];
}
