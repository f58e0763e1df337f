/** Compares a day's bills with orders and books, looks again at open differences, posts what visits have earned, and sends back what was paid in vain. */
import * as z from "zod";
import { isPlainDate } from "#app/domain/time/plain-date.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { earnOrders } from "#app/usecases/payments/earn-orders.server.ts";
import { reconcileDays } from "#app/usecases/payments/reconcile-day.server.ts";
import { returnOverdue } from "#app/usecases/payments/return-payments.server.ts";

const inputSchema = z.object({ on: z.string().refine(isPlainDate) });

export const reconcilePaymentsJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    const { on } = inputSchema.parse(job.input);
    if (job.payments === null) return { lines: 0, agreed: 0, differences: 0 };
    job.report("compare", 0, 0);
    // First, because no late bill keeps anybody's money here.
    const returned = await returnOverdue(job.context);
    return { returned, ...(await reconcileDays(job.context, job.payments, on)), ...(await earnOrders(job.context)) };
  },
};
