/** Words for what would place an owed visit: each change that was tried in the finished plan, and what it brings. */
type Weekdays = { readonly weekdays: string; readonly together: boolean };

const zh = {
  as_it_is: "条件不变也还有空",
  holiday_moved: "放假那次改到别的日子",
  window_earlier: (minutes: number) => `老人方便的时段提早 ${minutes} 分钟开始`,
  window_later: (minutes: number) => `老人方便的时段推迟 ${minutes} 分钟结束`,
  weekdays: ({ weekdays, together }: Weekdays) => `老人在${weekdays}${together ? "都" : "任一天的"}同样时段也方便`,
  accept_worker: (name: string) => `老人接受护理员${name}`,
  any_sex: "老人接受不同性别的护理员",
  more_workers: (count: number, held: string, at: Weekdays & { readonly hours: string }) =>
    `机构多 ${count} 名有“${held}”资质的护理员，${at.weekdays}${at.together ? "都" : "任一天"} ${at.hours} 有空`,
  other_provider: (name: string) => `换到还有名额的“${name}”`,
  contract: "机构的合同续到月底",
  shorter_gap: (days: number) => `两次服务允许只隔 ${days} 天`,
  places_all: (owed: number) => `欠的 ${owed} 次都能排上`,
  places_some: (count: number, owed: number) => `欠的 ${owed} 次能排上 ${count} 次`,
  moves_all: (count: number) => `本月 ${count} 次都能排上`,
  beginning: (first: string, workers: string) => (workers === "" ? `首次 ${first}` : `首次 ${first}，${workers}`),
  beside: (first: string, workers: string) => `首次 ${first}，和${workers}一起上门`,
  sentence: (change: string, result: string, beginning: string) => `${change}，${result}（${beginning}）。`,
  nothing_helps: (tried: string) => `逐项试过（${tried}），单改哪一项都排不上。`,
  as_above: "同上",
  more: (count: number) => `另有 ${count} 种办法`,
  tried: {
    as_it_is: "找空时间",
    holiday_moved: "移开放假日",
    window: "时段放宽 1 小时",
    weekdays: "换星期",
    accept_worker: "接受谢绝过的护理员",
    any_sex: "不限性别",
    more_workers: "机构增加人手",
    other_provider: "换机构",
    contract: "续合同",
    shorter_gap: "缩短间隔",
  } as Readonly<Record<string, string>>,
};

const en: typeof zh = {
  as_it_is: "There is free time as things are",
  holiday_moved: "If the visit on the holiday moves to another day",
  window_earlier: (minutes) => `If the elder's hours open ${minutes} minutes earlier`,
  window_later: (minutes) => `If the elder's hours close ${minutes} minutes later`,
  weekdays: ({ weekdays, together }) =>
    `If the elder can be visited in the same hours on ${together ? "all of" : "any of"} ${weekdays}`,
  accept_worker: (name) => `If the elder accepts care worker ${name}`,
  any_sex: "If the elder accepts a care worker of either sex",
  more_workers: (count, held, at) =>
    `If the provider has ${count} more care worker${count === 1 ? "" : "s"} (${held}), free ${at.hours} on ${at.together ? "all of" : "any of"} ${at.weekdays}`,
  other_provider: (name) => `If the elder changes to ${name}, which has room`,
  contract: "If the provider's contract runs to the end of the month",
  shorter_gap: (days) => `If visits may lie ${days} day${days === 1 ? "" : "s"} apart`,
  places_all: (owed) => (owed === 1 ? "the visit owed can be placed" : `all ${owed} visits owed can be placed`),
  places_some: (count, owed) => `${count} of the ${owed} visits owed can be placed`,
  moves_all: (count) => `all ${count} visits of the month can be placed`,
  beginning: (first, workers) => (workers === "" ? `first on ${first}` : `first on ${first}, ${workers}`),
  beside: (first, workers) => `first on ${first}, together with ${workers}`,
  sentence: (change, result, beginning) => `${change}, ${result} (${beginning}).`,
  nothing_helps: (tried) => `Tried one by one (${tried}): no single change is enough.`,
  as_above: "As above",
  more: (count) => `${count} more way${count === 1 ? "" : "s"}`,
  tried: {
    as_it_is: "free time",
    holiday_moved: "off the holiday",
    window: "an hour wider",
    weekdays: "another weekday",
    accept_worker: "a care worker once refused",
    any_sex: "either sex",
    more_workers: "more hands",
    other_provider: "another provider",
    contract: "a longer contract",
    shorter_gap: "a shorter gap",
  },
};

export const remedyWords = { "zh-CN": zh, en } as const;
