/** Every kind of long work and who does it. The compiler asks for a definition of each kind. */
import type { JobKind } from "#app/domain/jobs/job.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { allocateMonthJob } from "./jobs/allocate-month.ts";
import { applyImportJob } from "./jobs/apply-import.ts";
import { checkImportJob } from "./jobs/check-import.ts";
import { closeMonthJob } from "./jobs/close-month.ts";
import { escalateAppealsJob } from "./jobs/escalate-appeals.ts";
import { importCallsJob } from "./jobs/import-calls.ts";
import { judgeRecordedJob } from "./jobs/judge-recorded.ts";
import { judgeMonthJob } from "./jobs/judge-month.ts";
import { lapseEvidenceJob } from "./jobs/lapse-evidence.ts";
import { offerFreedSlotsJob } from "./jobs/offer-freed-slots.ts";
import { passOnOffersJob } from "./jobs/pass-on-offers.ts";
import { planMonthJob } from "./jobs/plan-month.ts";
import { pollPaymentsJob } from "./jobs/poll-payments.ts";
import { reconcilePaymentsJob } from "./jobs/reconcile-payments.ts";
import { remindActivitiesJob } from "./jobs/remind-activities.ts";
import { runDayJob } from "./jobs/run-day.ts";
import { sendMessagesJob } from "./jobs/send-messages.ts";
import { verifyMonthJob } from "./jobs/verify-month.ts";

export const JOB_DEFINITIONS: Readonly<Record<JobKind, JobDefinition>> = {
  "judge-month": judgeMonthJob,
  "allocate-month": allocateMonthJob,
  "plan-month": planMonthJob,
  "verify-month": verifyMonthJob,
  "judge-recorded": judgeRecordedJob,
  "lapse-evidence": lapseEvidenceJob,
  "escalate-appeals": escalateAppealsJob,
  "check-import": checkImportJob,
  "apply-import": applyImportJob,
  "import-calls": importCallsJob,
  "run-day": runDayJob,
  "offer-freed-slots": offerFreedSlotsJob,
  "pass-on-offers": passOnOffersJob,
  "remind-activities": remindActivitiesJob,
  "close-month": closeMonthJob,
  "poll-payments": pollPaymentsJob,
  "reconcile-payments": reconcilePaymentsJob,
  "send-messages": sendMessagesJob,
};
