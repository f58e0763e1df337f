CREATE TABLE "planning_result" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"plan" jsonb NOT NULL,
	"remedies" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "planning_run" ADD COLUMN "state" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "planning_run" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "planning_run" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visit_series" ADD COLUMN "planned_sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "planning_result" ADD CONSTRAINT "planning_result_run_id_planning_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "planning_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_published_plan_a_month" ON "planning_run" USING btree ("month") WHERE "planning_run"."kind" = 'plan' and "planning_run"."state" = 'published';--> statement-breakpoint
ALTER TABLE "planning_run" ADD CONSTRAINT "planning_run_state_known" CHECK ("planning_run"."state" in ('draft', 'published', 'replaced'));
--> statement-breakpoint
do $comments$
begin
  comment on table "planning_result" is '排班结果 / What a run planned, whole: a draft is published from it, and runs are compared by it';
  comment on column "planning_result"."run_id" is 'the run';
  comment on column "planning_result"."plan" is 'series, visits, debts and reasons as the planner gave them';
  comment on column "planning_result"."remedies" is 'what would place each owed visit, by elder';
  comment on column "planning_run"."state" is 'draft, published or replaced by a later one; an allocation is always published';
  comment on column "planning_run"."published_by" is 'who published the plan';
  comment on column "planning_run"."published_at" is 'when the plan was published';
  comment on column "visit_series"."planned_sequence" is 'sequence with which the plan made the series; a higher one tells that somebody changed it since';
end
$comments$;
