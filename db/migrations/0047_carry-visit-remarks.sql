ALTER TABLE "kiosk_pin" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "kiosk_wish" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "kiosk_pin" CASCADE;--> statement-breakpoint
DROP TABLE "kiosk_wish" CASCADE;--> statement-breakpoint
ALTER TABLE "kiosk_session" DROP CONSTRAINT "kiosk_session_means_known";--> statement-breakpoint
ALTER TABLE "kiosk_try" DROP CONSTRAINT "kiosk_try_kind_known";--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "remarks" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD CONSTRAINT "kiosk_session_means_known" CHECK ("kiosk_session"."identified_by" in ('id_card', 'social_card', 'qr', 'phone_code', 'staff'));--> statement-breakpoint
ALTER TABLE "kiosk_try" ADD CONSTRAINT "kiosk_try_kind_known" CHECK ("kiosk_try"."kind" in ('card', 'qr', 'assist', 'pairing'));--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_remarks_known" CHECK ("visit"."remarks" <@ array['ring_first', 'speak_loudly', 'has_dog', 'wheelchair']);