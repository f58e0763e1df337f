/**
 * One vocabulary of states: each code has one word for staff, one for elders where elders may see it, a tone and an icon.
 * A tone never stands without its word (old lenses do not tell blue from green).
 */
import { DELIVERY_STATES_IN_WORDS } from "./delivery-words.ts";
import { stateWords, wordIn, type StateWord } from "./state-words.ts";

const approval = stateWords({
  none: ["未核对", "Not checked", "neutral", "circle-dashed"],
  checking: ["核对中", "Checking", "info", "hourglass"],
  in_violation: ["有问题", "Has findings", "warning", "triangle-alert"],
  verified: ["已核实", "Verified", "success", "badge-check"],
  rejected: ["不予认定", "Not accepted", "danger", "circle-x"],
  locked: ["已入结算", "In settlement", "neutral", "lock"],
});

const level = stateWords({
  block: ["不能付", "Blocks payment", "danger", "ban"],
  fix: ["要改正", "To correct", "warning", "pencil"],
  acknowledge: ["要确认", "To confirm", "info", "eye"],
  info: ["提示", "Note", "neutral", "info"],
});

const finding = stateWords({
  open: ["未处理", "Open", "warning", "circle-dashed"],
  cleared: ["已消除", "Cleared", "success", "circle-check"],
  acknowledged: ["已确认", "Acknowledged", "success", "user-check"],
  fixed: ["已改正", "Corrected", "success", "pencil"],
  upheld: ["维持", "Upheld", "danger", "circle-x"],
  withdrawn: ["已撤回", "Withdrawn", "neutral", "undo-2"],
});

const mode = stateWords({
  off: ["停用", "Off", "neutral", "ban"],
  warn_only: ["只提醒", "Warn only", "info", "info"],
  enforce: ["已生效", "In force", "success", "shield-check"],
});

const offer = stateWords({
  pending: ["待发出", "To be sent", "neutral", "hourglass"],
  sent: ["待回复", "Awaiting reply", "info", "clock"],
  viewed: ["已看", "Seen", "info", "eye"],
  accepted: ["已接", "Accepted", "success", "circle-check"],
  rejected: ["不接", "Declined", "warning", "x"],
  expired: ["过期", "Expired", "neutral", "hourglass"],
  superseded: ["已由别家接", "Taken by another", "neutral", "user-check"],
  withdrawn: ["已撤回", "Withdrawn", "neutral", "undo-2"],
});

const claim_line = stateWords({
  entered: ["已录入", "Entered", "neutral", "circle-dashed"],
  checked: ["已核对", "Checked", "info", "circle-check"],
  accepted: ["通过", "Passed", "success", "circle-check"],
  approved: ["通过", "Approved", "success", "circle-check"],
  cut_back: ["核减", "Cut back", "warning", "pencil"],
  pended: ["暂缓", "Held", "warning", "hourglass"],
  selected_for_review: ["抽中复核", "Selected for review", "info", "eye"],
  reviewed: ["已复核", "Reviewed", "info", "circle-check"],
  rejected: ["拒付", "Rejected", "danger", "circle-x"],
  appealed: ["申诉中", "Under appeal", "info", "refresh-cw"],
  paid: ["已付", "Paid", "success", "badge-check"],
  recouped: ["已追回", "Recovered", "neutral", "undo-2"],
});

const claim = stateWords({
  open: ["待提交", "Open", "neutral", "circle-dashed"],
  submitted: ["已提交", "Submitted", "info", "send"],
  street_approved: ["街道已通过", "Approved by the street", "success", "circle-check"],
  settled: ["已结算", "Settled", "success", "lock"],
  locked: ["已锁定", "Locked", "info", "lock"],
  in_approval: ["审核中", "In approval", "info", "hourglass"],
  in_authorisation: ["待批准", "In authorisation", "info", "hourglass"],
  finance_release: ["待拨付", "With finance", "info", "send"],
  accepted: ["已通过", "Accepted", "success", "circle-check"],
  approved: ["已通过", "Approved", "success", "circle-check"],
  rejected: ["退回", "Returned", "warning", "undo-2"],
  paid: ["已付", "Paid", "success", "badge-check"],
  closed: ["已办结", "Closed", "neutral", "lock"],
  aborted: ["已作废", "Voided", "neutral", "ban"],
});

const period = stateWords({
  open: ["未关账", "Open", "info", "circle-dashed"],
  closing: ["关账中", "Closing", "info", "hourglass"],
  closed: ["已关账", "Closed", "success", "lock"],
});

const verdict = stateWords({
  eligible: ["符合", "Eligible", "success", "circle-check"],
  not_eligible: ["不符合", "Not eligible", "danger", "circle-x"],
  paused: ["暂停", "Paused", "warning", "hourglass"],
  waiting: ["等待", "Waiting", "info", "clock"],
  needs_data: ["缺材料", "Needs data", "warning", "circle-alert"],
});

const job = stateWords({
  queued: ["排队中", "Queued", "neutral", "clock"],
  running: ["进行中", "Running", "info", "hourglass"],
  done: ["已完成", "Done", "success", "circle-check"],
  failed: ["没完成", "Failed", "danger", "octagon-alert"],
  cancelled: ["已停止", "Stopped", "neutral", "x"],
});

/** Summary of the proofs of one visit. */
const proofs = stateWords({
  complete: ["证据齐", "Both proofs", "success", "shield-check"],
  person_missing: ["缺本人证据", "Person proof missing", "warning", "user-x"],
  place_missing: ["缺地点证据", "Place proof missing", "warning", "map-pin"],
  times_only: ["只有时间", "Times only", "danger", "clock"],
});

const strength = stateWords({
  strong: ["强", "Strong", "success", "shield-check"],
  medium: ["中", "Medium", "info", "shield-check"],
  weak: ["弱", "Weak", "warning", "triangle-alert"],
});

const match = stateWords({
  matched: ["一致", "Matched", "success", "circle-check"],
  short: ["时长不足", "Too short", "danger", "clock"],
  over_plan: ["超计划", "Over plan", "warning", "triangle-alert"],
  over_quota: ["超次数", "Over quota", "danger", "ban"],
  no_evidence: ["无凭证", "No evidence", "danger", "circle-x"],
  no_plan: ["无计划", "No plan", "warning", "triangle-alert"],
  duplicate: ["重复", "Duplicate", "danger", "ban"],
  ineligible: ["不符合资格", "Ineligible", "danger", "user-x"],
  other_fund: ["其他资金已付", "Paid by other fund", "danger", "ban"],
  needs_review: ["待核", "Needs review", "info", "eye"],
});

/** States of a family bed; to be confirmed by the district, like the steps themselves. */
const bed = stateWords({
  none: ["未申请", "No bed yet", "neutral", "circle-dashed"],
  applied: ["已申请", "Applied", "info", "send", "申请已收到", "Application received"],
  returned: ["材料退回", "Papers returned", "warning", "undo-2", "还差材料", "Papers are missing"],
  street_reviewed: ["街道已初审", "Street reviewed", "info", "eye", "街道看过了", "Seen by the street"],
  assessed: ["已评估", "Assessed", "info", "user-check", "评估做好了", "Assessed"],
  waiting: ["轮候中", "Waiting list", "debt", "hourglass", "正在排队", "Waiting"],
  district_approved: ["区已审核", "District approved", "info", "badge-check", "批准了", "Approved"],
  in_publicity: ["公示中", "In publicity", "info", "eye", "正在公示", "Being published"],
  publicised: ["公示完成", "Published", "info", "calendar-check", "公示好了", "Published"],
  surveyed: ["已入户评估", "Surveyed", "info", "map-pin", "上门看过了", "Seen at home"],
  planned: ["方案已定", "Planned", "info", "calendar-days", "方案定了", "Planned"],
  contracted: ["已签约", "Contracted", "info", "pencil", "签好了", "Signed"],
  building: ["改造中", "Under works", "info", "refresh-cw", "正在改造", "Being built"],
  in_acceptance: ["验收中", "In acceptance", "info", "eye", "正在验收", "Being accepted"],
  accepted: ["验收合格", "Accepted", "success", "badge-check", "改好了", "Ready"],
  active: ["服务中", "In service", "success", "circle-check", "正在服务", "In service"],
  suspended: ["暂停", "Suspended", "warning", "clock", "先停着", "Paused"],
  exit_pending: ["待退出", "Exit pending", "warning", "hourglass", "正在办退出", "Being ended"],
  exited: ["已退出", "Exited", "neutral", "x", "已经退出", "Ended"],
  closed: ["已办结", "Closed", "neutral", "lock", "已经办完", "Closed"],
  rejected: ["不予通过", "Rejected", "danger", "circle-x", "没有批准", "Not approved"],
  withdrawn: ["已撤回", "Withdrawn", "neutral", "ban", "已经撤回", "Withdrawn"],
});

export const STATES = {
  delivery: DELIVERY_STATES_IN_WORDS,
  approval,
  level,
  finding,
  mode,
  offer,
  claim_line,
  claim,
  period,
  verdict,
  job,
  proofs,
  strength,
  match,
  bed,
} as const;

export type StateKind = keyof typeof STATES;

export function stateWord(kind: StateKind, code: string): StateWord {
  return wordIn(STATES[kind], code);
}
