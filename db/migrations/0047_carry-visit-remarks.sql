-- Nothing ever wrote into these two (decision 026).
DROP TABLE "kiosk_pin";--> statement-breakpoint
DROP TABLE "kiosk_wish";--> statement-breakpoint
DELETE FROM "kiosk_session" WHERE "identified_by" = 'phone_pin';--> statement-breakpoint
DELETE FROM "kiosk_try" WHERE "kind" = 'pin';--> statement-breakpoint
ALTER TABLE "kiosk_session" DROP CONSTRAINT "kiosk_session_means_known";--> statement-breakpoint
ALTER TABLE "kiosk_try" DROP CONSTRAINT "kiosk_try_kind_known";--> statement-breakpoint
ALTER TABLE "visit" ADD COLUMN "remarks" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "kiosk_session" ADD CONSTRAINT "kiosk_session_means_known" CHECK ("kiosk_session"."identified_by" in ('id_card', 'social_card', 'qr', 'phone_code', 'staff'));--> statement-breakpoint
ALTER TABLE "kiosk_try" ADD CONSTRAINT "kiosk_try_kind_known" CHECK ("kiosk_try"."kind" in ('card', 'qr', 'assist', 'pairing'));--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_remarks_known" CHECK ("visit"."remarks" <@ array['ring_first', 'speak_loudly', 'has_dog', 'wheelchair']);
--> statement-breakpoint
comment on column "visit"."remarks" is '老人的提醒 / what the elder asked the care worker to mind, chosen from a few';
