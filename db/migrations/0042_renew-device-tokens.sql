ALTER TABLE "device" ADD COLUMN "token_version" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
COMMENT ON COLUMN "device"."token_version" IS '令牌版本 / counts the renewals of token and secret, from 1; it goes into both';
