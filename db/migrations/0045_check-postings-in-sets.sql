ALTER TABLE "posting" DROP CONSTRAINT "posting_debit_account_id_account_id_fk";
--> statement-breakpoint
ALTER TABLE "posting" DROP CONSTRAINT "posting_credit_account_id_account_id_fk";
--> statement-breakpoint
ALTER TABLE "posting" DROP CONSTRAINT "posting_of_journal";
--> statement-breakpoint
ALTER TABLE "posting" DROP CONSTRAINT "posting_after_previous";
--> statement-breakpoint
ALTER TABLE "posting" DROP COLUMN "previous_line";