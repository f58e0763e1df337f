CREATE TABLE "slot_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	"planned_start" timestamp with time zone NOT NULL,
	"planned_end" timestamp with time zone NOT NULL,
	"held_until" timestamp with time zone NOT NULL,
	CONSTRAINT "slot_hold_times_ordered" CHECK ("slot_hold"."planned_start" < "slot_hold"."planned_end")
);
--> statement-breakpoint
ALTER TABLE "sign_in_code" DROP CONSTRAINT "sign_in_code_elder_id_elder_id_fk";
--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD COLUMN "token_hash" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD COLUMN "phone_index" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD COLUMN "device" text NOT NULL;--> statement-breakpoint
ALTER TABLE "slot_hold" ADD CONSTRAINT "slot_hold_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_hold" ADD CONSTRAINT "slot_hold_worker_id_care_worker_id_fk" FOREIGN KEY ("worker_id") REFERENCES "care_worker"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slot_hold_by_elder" ON "slot_hold" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "kiosk_session_by_elder" ON "kiosk_session" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "sign_in_code_by_phone" ON "sign_in_code" USING btree ("phone_index","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_code_by_device" ON "sign_in_code" USING btree ("device","created_at");--> statement-breakpoint
ALTER TABLE "sign_in_code" DROP COLUMN "elder_id";--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD CONSTRAINT "sign_in_code_tokenHash_unique" UNIQUE("token_hash");--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD CONSTRAINT "sign_in_code_tries_not_negative" CHECK ("sign_in_code"."tries_left" >= 0);