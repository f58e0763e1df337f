/** Words of deciding many lines in one step. */
/** A list and the earlier ones of the day, amounts written. */
export type DaySums = {
  readonly decision: string;
  readonly earlier: string;
  readonly together: string;
  readonly limit: string;
};

const zh = {
  title: "成批决定",
  lead: "同一条规则、同一个决定，最多 200 条；高风险的不在内，要一条一条审。",
  rule: "规则",
  clean: "没有问题",
  count: "条数",
  sum: "合计",
  left: "不在内",
  left_none: "没有",
  left_high: (count: number) => `高风险 ${count} 条`,
  left_mixed: (count: number) => `还有别的问题 ${count} 条`,
  left_beyond: (count: number) => `超出 200 条的 ${count} 条，下一批再决定`,
  list: "要决定的明细",
  list_note:
    "每条的计划、签到签退和检查都在表里；点单号看全部证据。打开这一页就记下您看过这份清单；单独决定其中一条，要先打开那一条的证据。",
  none: "没有可以成批决定的明细。",
  all: (count: number) => `全部 ${count} 条`,
  visit: "上门单号",
  who: "老人、护理员",
  provider: "服务机构",
  planned: "计划",
  actual: "签到签退",
  says: "应在与实测",
  asked: "申报",
  minutes: (minutes: number) => `${minutes} 分钟`,
  second: (limit: string) => `超过 ${limit}，要第二个人签字才生效。`,
  second_day: ({ decision, earlier, together, limit }: DaySums) =>
    `“${decision}”：您今天对这条规则已独自成批这样决定 ${earlier}，加上这一批 ${together}，超过 ${limit}，要第二个人签字才生效。分成几批也合在一起算。`,
  undo_note: "30 秒内可以整批撤回。",
  decide: (count: number, sum: string) => `决定 ${count} 条，共 ${sum}`,
  open: "成批决定",
  open_rule: (rule: string, count: number) => `${rule} ${count} 条`,
  selected: (count: number) => `已选 ${count} 条`,
  clear: "取消选择",
  step: (count: number) => `成批 ${count} 条`,
  search: "查找",
  search_note: "单号、姓名、护理员、规则",
  none_found: "没有符合的明细。",
  select: (visitNo: string) => `选中 ${visitNo}`,
  help: "按键",
  close: "关闭",
};

const en: typeof zh = {
  title: "Decide in bulk",
  lead: "One rule, one decision, at most 200 lines. High risk is left out and decided one by one.",
  rule: "Rule",
  clean: "Clean",
  count: "Lines",
  sum: "Sum",
  left: "Left out",
  left_none: "None",
  left_high: (count) => `${count} of high risk`,
  left_mixed: (count) => `${count} with another finding too`,
  left_beyond: (count) => `${count} beyond the first 200, for the next step`,
  list: "Lines to decide",
  list_note:
    "Plan, check-in, check-out and checks of each line are in the table; its number opens all evidence. Opening this page records that you saw the list; deciding one of its lines alone needs that line's own evidence opened.",
  none: "No line can be decided in bulk here.",
  all: (count) => (count === 1 ? "One line" : `All ${count} lines`),
  visit: "Visit",
  who: "Elder, worker",
  provider: "Provider",
  planned: "Planned",
  actual: "Check-in, check-out",
  says: "Expected and observed",
  asked: "Asked",
  minutes: (minutes) => `${minutes} min`,
  second: (limit) => `Above ${limit}: a second person has to sign.`,
  second_day: ({ decision, earlier, together, limit }) =>
    `“${decision}”: today you alone decided ${earlier} of this rule in bulk in this way; with this list it is ${together}, above ${limit}. A second person has to sign: lists of one day count together.`,
  undo_note: "The whole step can be taken back for 30 seconds.",
  decide: (count, sum) => `Decide ${count === 1 ? "one line" : `${count} lines`}, ${sum}`,
  open: "Decide in bulk",
  open_rule: (rule, count) => `${rule}: ${count}`,
  selected: (count) => `${count} selected`,
  clear: "Clear",
  step: (count) => `${count} in one step`,
  search: "Search",
  search_note: "number, name, worker, rule",
  none_found: "No line matches.",
  select: (visitNo) => `Select ${visitNo}`,
  help: "Keys",
  close: "Close",
};

export const auditBulkWords = { "zh-CN": zh, en };
