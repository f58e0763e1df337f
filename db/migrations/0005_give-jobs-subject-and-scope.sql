ALTER TABLE "job" ADD COLUMN "subject" text NOT NULL;--> statement-breakpoint
ALTER TABLE "job" ADD COLUMN "scope" jsonb NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_job_per_subject" ON "job" USING btree ("kind","subject") WHERE "job"."state" in ('queued', 'running');