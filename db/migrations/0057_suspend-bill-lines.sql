ALTER TABLE "payment_difference" ADD COLUMN "suspense_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_difference" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payment_difference" ADD COLUMN "released_to" text;--> statement-breakpoint
ALTER TABLE "payment_difference" ADD CONSTRAINT "payment_difference_released_at_its_end" CHECK (("payment_difference"."released_to" is not null) = ("payment_difference"."suspended_at" is not null and "payment_difference"."resolved_at" is not null));--> statement-breakpoint
do $comments$
begin
  comment on column "payment_difference"."suspense_fen" is '挂账金额 / by how much the bill moved the account unmatched, in fen; negative when it left';
  comment on column "payment_difference"."suspended_at" is 'when it was posted to suspense; null for what moved nothing, and for a day that is not over';
  comment on column "payment_difference"."released_to" is 'the account to which it went from suspense when the difference ended';
end
$comments$;
