import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "job.read" }, async ({ params, context, services }) => {
  const jobId = params["jobId"] ?? "";
  return Response.json(await showJob(context, jobId, services.progress.get(jobId)));
});
