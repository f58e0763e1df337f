ALTER TABLE "import_batch" DROP CONSTRAINT "import_state_known";--> statement-breakpoint
ALTER TABLE "import_batch" ALTER COLUMN "row_count" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "import_batch" ALTER COLUMN "inserted" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "import_batch" ALTER COLUMN "updated" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "import_batch" ALTER COLUMN "unchanged" SET DEFAULT 0;--> statement-breakpoint
ALTER TABLE "import_batch" ALTER COLUMN "problems" SET DEFAULT '[]'::jsonb;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "file_bytes" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "street_id" integer;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "error_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "warning_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "problem_counts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "file_refusal" jsonb;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "applied_by" text;--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_batch_by_time" ON "import_batch" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_content_ends_with_its_use" CHECK ("import_batch"."content_cipher" is null or "import_batch"."state" not in ('applied', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "import_batch" ADD CONSTRAINT "import_state_known" CHECK ("import_batch"."state" in ('received', 'checked', 'refused', 'applied', 'withdrawn'));