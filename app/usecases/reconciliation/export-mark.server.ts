/** The line at the foot of every form that leaves the house: 演示数据 where it is, who exported, and when by the clock on the district's walls. */
import { localTimeOf } from "#app/domain/time/instant.ts";
import { clockText } from "#app/domain/time/time-window.ts";
import type { Context } from "#db/transaction.ts";
import { SIMULATED_MARK } from "./open-close.server.ts";

/** 演示数据 of a server that shows a demonstration, and of what a demonstration's own steps export; null otherwise. */
export function serverMark({ isDemonstration, actor }: Pick<Context, "isDemonstration" | "actor">): string | null {
  return isDemonstration === true || actor.startsWith("demo:") ? SIMULATED_MARK : null;
}

/** "演示数据 · 已关账 · 导出 user:clerk 2026-11-26 17:40". @param marks what else the foot says, such as the state of the month */
export function exportMark(
  context: Pick<Context, "isDemonstration" | "actor" | "now">,
  marks: readonly (string | null)[] = [],
): string {
  const said = marks.filter((one) => one !== null && one !== "");
  const own = serverMark(context);
  const isSaid = own === null || said.some((one) => one?.startsWith(own));
  const { date, minute } = localTimeOf(context.now);
  return [...(isSaid ? [] : [own]), ...said, `导出 ${context.actor} ${date} ${clockText(minute)}`].join(" · ");
}
