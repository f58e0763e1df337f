/** Words of the roster of elders and of one elder's file (一人一档). */
const zh = {
  number: "编号",
  name: "姓名",
  search: "姓名或编号",
  all: "全部",
  street: "街道",
  grade: "能力等级",
  assistance: "救助身份",
  verdict: "资格",
  not_judged_short: "未核定",
  provider: "服务机构",
  visits_allowed: "本月次数",
};

const en: typeof zh = {
  number: "Number",
  name: "Name",
  search: "Name or number",
  all: "All",
  street: "Street",
  grade: "Ability grade",
  assistance: "Assistance status",
  verdict: "Eligibility",
  not_judged_short: "Not judged",
  provider: "Provider",
  visits_allowed: "Visits this month",
};

export const elderFileWords = { "zh-CN": zh, en };
