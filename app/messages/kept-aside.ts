/** Words of the list of visits that phones recorded and that nobody could place. */
const zh = {
  title: "放在一边的上门记录",
  lead: "护理员在手机上记了临时上门，但系统认不出是哪位老人，或没有写明原因。请问清楚后归到老人名下，护理员的记录一条也不会少。",
  none: "没有放在一边的上门记录。",
  typed: "护理员写的老人",
  received: "送到",
  events: "记录",
  event_count: (count: number) => `${count} 条`,
  note: "护理员的说明",
  candidates: "可能是",
  nobody: "本机构没有这个姓名或编号的老人。",
  elder_no: "老人编号",
  elder_help: "填本机构服务的老人的编号。",
  reason: "临时上门的原因",
  reason_note: "说明",
  attach: "归到这位老人",
  done: (visitNo: string) => `已归好，服务编号 ${visitNo}。`,
  link: (count: number) => `有 ${count} 次上门放在一边，等您认老人`,
};

const en: typeof zh = {
  title: "Visits kept aside",
  lead: "Care workers recorded unplanned visits, but the elder could not be told or no reason was given. Find out whose door it was and attach the visit; nothing of what was recorded is lost.",
  none: "No visit is kept aside.",
  typed: "Elder as typed",
  received: "Received",
  events: "Recorded",
  event_count: (count) => `${count} ${count === 1 ? "entry" : "entries"}`,
  note: "The care worker's note",
  candidates: "May be",
  nobody: "No elder of the provider has this name or number.",
  elder_no: "Elder's number",
  elder_help: "The number of an elder whom the provider serves.",
  reason: "Why nobody had planned it",
  reason_note: "Note",
  attach: "Attach to this elder",
  done: (visitNo) => `Attached as visit ${visitNo}.`,
  link: (count) => `${count} ${count === 1 ? "visit is" : "visits are"} kept aside until somebody names the elder`,
};

export const keptAsideWords = { "zh-CN": zh, en };
