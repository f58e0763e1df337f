CREATE TABLE "elder_charge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"elder_id" uuid NOT NULL,
	"fund" text NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	CONSTRAINT "elder_charge_once" UNIQUE("elder_id","fund","start_at"),
	CONSTRAINT "elder_charge_hours_ordered" CHECK ("elder_charge"."start_at" < "elder_charge"."end_at")
);
--> statement-breakpoint
ALTER TABLE "elder_charge" ADD CONSTRAINT "elder_charge_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
do $comments$
begin
  comment on table "elder_charge" is '其他资金列支 / Hours of service that another fund has paid for, as its list tells them; the same hour is paid once';
  comment on column "elder_charge"."id" is 'UUIDv7 made by the application';
  comment on column "elder_charge"."elder_id" is '老人 / the elder';
  comment on column "elder_charge"."fund" is '资金 / the fund by the name that its list gives it';
  comment on column "elder_charge"."start_at" is '开始 / beginning of the hour that was paid for';
  comment on column "elder_charge"."end_at" is '结束 / its end, not included';
end
$comments$;
