/** Words of 我的额度 on the kiosk: the month in four numbers, who pays, and why. Nothing that tells a bystander of aid or income. */
const zh = {
  task: "我的额度",
  title: (count: number) => `这个月还能用 ${count} 次`,
  for_whom: (name: string) => `${name} 的额度`,
  done: "做完了",
  booked: "约好了",
  open: "还可约",
  owed: "欠您的",
  times: (count: number) => `${count} 次`,
  money: (paid: string, own: string | null) =>
    own === null ? `每次政府付 ${paid} 元，不用您花钱` : `每次政府付 ${paid} 元，您付 ${own} 元`,
  family_bed: "家庭养老床位：在用",
  consumption_subsidy: "消费补贴：在用",
  why: "为什么是这么多",
  why_not: "为什么不能用",
  ask: "有疑问，请人帮忙",
  print: "打印",
  why_title: "为什么是这么多？",
  why_not_title: "为什么现在不能用？",
  month_rule: (visits: number, minutes: string) => `每个月 ${visits} 次，每次至少 ${minutes}。`,
  assessed: (until: string) => `您的评估到${until}都有效。`,
  taken: (done: number, booked: number) => `做完 ${done} 次，约好 ${booked} 次。`,
  owed_why: (count: number) => `有 ${count} 次没排上，会补给您。`,
  price_why: (price: string, paid: string, own: string | null) =>
    own === null ? `一次 ${price} 元，都由政府付。` : `一次 ${price} 元，政府付 ${paid} 元，您付 ${own} 元。`,
  closed_other: "想知道原因，请问工作人员。",
  source: (name: string) => `依据：${name}`,
  source_assessment: (date: string) => `依据：${date}的评估`,
  source_plan: "依据：这个月的安排",
  source_contract: "依据：区里和机构的合同",
  back: "看额度",
};

const en: typeof zh = {
  task: "Allowance",
  title: (count) => (count === 1 ? "1 visit left this month" : `${count} visits left this month`),
  for_whom: (name) => `Of ${name}`,
  done: "Done",
  booked: "Booked",
  open: "Open",
  owed: "Owed to you",
  times: (count) => `${count}`,
  money: (paid, own) =>
    own === null ? `${paid} yuan a visit, paid for you` : `${paid} yuan paid for you, ${own} by you`,
  family_bed: "Family bed: in use",
  consumption_subsidy: "Care voucher: in use",
  why: "Why so many",
  why_not: "Why not",
  ask: "Ask a person",
  print: "Print",
  why_title: "Why so many?",
  why_not_title: "Why not now?",
  month_rule: (visits, minutes) => `${visits} visits a month, at least ${minutes} each.`,
  assessed: (until) => `Your assessment is good until ${until}.`,
  taken: (done, booked) => `${done} done, ${booked} booked.`,
  owed_why: (count) => `${count} could not be planned and will be made good.`,
  price_why: (price, paid, own) =>
    own === null
      ? `A visit costs ${price} yuan, paid by the government.`
      : `A visit costs ${price} yuan. The government pays ${paid}, you pay ${own}.`,
  closed_other: "Staff will tell you why.",
  source: (name) => `Source: ${name}`,
  source_assessment: (date) => `Source: assessment of ${date}`,
  source_plan: "Source: this month's plan",
  source_contract: "Source: the contract with the provider",
  back: "Allowance",
};

export const allowanceWords = { "zh-CN": zh, en };
