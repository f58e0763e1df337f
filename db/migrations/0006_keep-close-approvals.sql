CREATE TABLE "close_approval" (
	"run_id" uuid NOT NULL,
	"approver" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "close_approval_run_id_approver_pk" PRIMARY KEY("run_id","approver")
);
--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "submitted_by" text;--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "claim" ADD COLUMN "returned_reason" text;--> statement-breakpoint
ALTER TABLE "settlement_line" ADD COLUMN "outcome_code" text;--> statement-breakpoint
ALTER TABLE "settlement_run" ADD COLUMN "simulated" text;--> statement-breakpoint
ALTER TABLE "settlement_run" ADD COLUMN "override_reason" text;--> statement-breakpoint
ALTER TABLE "close_approval" ADD CONSTRAINT "close_approval_run_id_settlement_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "settlement_run"("id") ON DELETE no action ON UPDATE no action;