ALTER TABLE "job" DROP CONSTRAINT "job_state_known";--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_state_known" CHECK ("job"."state" in ('queued', 'running', 'done', 'dead', 'cancelled'));--> statement-breakpoint
do $comments$
begin
  comment on column "job"."finished_at" is 'when it ended: done, dead or cancelled';
  comment on column "planning_run"."stats" is 'figures of the run; of a plan also its cost by part, the bound that no plan goes below and the milliseconds of each stage';
end
$comments$;
