/** Words of one visit's evidence: distances, the two times of an event, and what ends a finding. */
const zh = {
  place_in: "签到位置",
  place_out: "签退位置",
  away: (metres: number) => `距家 ${metres} 米`,
  accuracy: (metres: number) => `定位精度 ±${metres} 米`,
  allowed: (metres: number) => `连同精度允许 ${metres} 米`,
  not_measured: "有定位，但坐标系不明，无法量距离",
  no_position: (cause: string) => `没有定位：${cause}`,
  services_done: "已做",
  planned_money: "计划金额",
  strength: "证据强度",
  not_judged: "还没有核实",
  weak_proof: "单独不足为证",
  phone_time: "手机时间",
  received: "收到",
  received_after: (minutes: number) => (minutes === 0 ? "当即收到" : `${minutes} 分钟后收到`),
  clears: "怎样解除",
  cleared_by: {
    fact: "只有更正事实才能解除，不能用说明代替",
    provider: "由服务机构补正或说明，街道、区也可以处理",
    operator: "由运营人员补正或说明，街道、区也可以处理",
    street: "由街道说明，区也可以处理",
    district: "只能由区处理",
  },
};

const en: typeof zh = {
  place_in: "Check-in place",
  place_out: "Check-out place",
  away: (metres) => `${metres} m from home`,
  accuracy: (metres) => `accuracy ±${metres} m`,
  allowed: (metres) => `${metres} m allowed with accuracy`,
  not_measured: "A position without a known datum; the distance cannot be measured",
  no_position: (cause) => `No position: ${cause}`,
  services_done: "Done",
  planned_money: "Planned amount",
  strength: "Strength of proof",
  not_judged: "Not verified yet",
  weak_proof: "not enough alone",
  phone_time: "Device",
  received: "Received",
  received_after: (minutes) => (minutes === 0 ? "received at once" : `received ${minutes} min later`),
  clears: "What clears it",
  cleared_by: {
    fact: "Only a corrected fact clears it; an explanation cannot",
    provider: "The provider corrects or explains it; street or district may too",
    operator: "The operator corrects or explains it; street or district may too",
    street: "The street explains it; the district may too",
    district: "Only the district may close it",
  },
};

export const visitEvidenceWords = { "zh-CN": zh, en };
