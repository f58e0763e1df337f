/** Words of the signed plan of services on an elder's file. */
const zh = {
  title: "服务计划",
  lead: "老人签过字的服务计划。计划不改，有变化就登记新的一版。登记过计划的老人，计划外的日期不能结算，计划外的服务要说明。",
  none: "还没有登记过服务计划。",
  on_file: "登记过的计划",
  version: (version: number) => `第 ${version} 版`,
  days: "期间",
  open_end: "不限",
  signed: "签字日期",
  services: "服务项目",
  file_title: "登记新的一版",
  from: "从哪天起",
  to: "到哪天止",
  to_help: "含当天；不填就是没有截止日期。",
  file: "登记计划",
  done: "计划已登记。",
};

const en: typeof zh = {
  title: "Care plan",
  lead: "The plan of services that the elder has signed. A plan is not changed; a change is a new version. Once a plan is on file, dates outside it are not paid and services outside it need a reason.",
  none: "No plan is on file yet.",
  on_file: "Plans on file",
  version: (version) => `Version ${version}`,
  days: "Days",
  open_end: "open",
  signed: "Signed on",
  services: "Services",
  file_title: "File a new version",
  from: "First day",
  to: "Last day",
  to_help: "Included; leave it empty for an open end.",
  file: "File the plan",
  done: "The plan is on file.",
};

export const carePlanWords = { "zh-CN": zh, en };
