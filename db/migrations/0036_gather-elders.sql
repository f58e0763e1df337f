CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"title_en" text,
	"street_id" integer NOT NULL,
	"facility_id" uuid,
	"place" text NOT NULL,
	"place_en" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"capacity" integer NOT NULL,
	"joined_count" integer DEFAULT 0 NOT NULL,
	"bring" text,
	"bring_en" text,
	"fee_fen" bigint NOT NULL,
	"audience" text NOT NULL,
	"state" text NOT NULL,
	"cancelled_for" text,
	"reminder_text" text NOT NULL,
	"moved_up_text" text NOT NULL,
	"sample" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "activity_state_known" CHECK ("activity"."state" in ('open', 'cancelled')),
	CONSTRAINT "activity_audience_known" CHECK ("activity"."audience" in ('everyone', 'elders', 'families')),
	CONSTRAINT "activity_ends_after_start" CHECK ("activity"."ends_at" > "activity"."starts_at"),
	CONSTRAINT "activity_capacity_positive" CHECK ("activity"."capacity" >= 1),
	CONSTRAINT "activity_never_over_capacity" CHECK ("activity"."joined_count" between 0 and "activity"."capacity"),
	CONSTRAINT "activity_fee_not_negative" CHECK ("activity"."fee_fen" >= 0),
	CONSTRAINT "activity_cancelled_says_why" CHECK (("activity"."state" = 'cancelled') = ("activity"."cancelled_for" is not null))
);
--> statement-breakpoint
CREATE TABLE "activity_sign_up" (
	"id" uuid PRIMARY KEY NOT NULL,
	"activity_id" uuid NOT NULL,
	"elder_id" uuid NOT NULL,
	"state" text NOT NULL,
	"place" integer NOT NULL,
	"signed_up_by" text NOT NULL,
	"signed_up_at" timestamp with time zone NOT NULL,
	"moved_up_at" timestamp with time zone,
	"left_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"checked_in_by" text,
	"checked_in_at" timestamp with time zone,
	CONSTRAINT "activity_sign_up_once" UNIQUE("activity_id","elder_id"),
	CONSTRAINT "activity_sign_up_place" UNIQUE("activity_id","place"),
	CONSTRAINT "activity_sign_up_state_known" CHECK ("activity_sign_up"."state" in ('joined', 'waiting', 'left')),
	CONSTRAINT "activity_sign_up_left_whole" CHECK (("activity_sign_up"."state" = 'left') = ("activity_sign_up"."left_at" is not null)),
	CONSTRAINT "activity_sign_up_checked_in_whole" CHECK (num_nulls("activity_sign_up"."checked_in_by", "activity_sign_up"."checked_in_at") in (0, 2)),
	CONSTRAINT "activity_sign_up_only_who_joined_is_there" CHECK ("activity_sign_up"."checked_in_at" is null or "activity_sign_up"."state" = 'joined')
);
--> statement-breakpoint
CREATE TABLE "public_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"title_en" text,
	"body" text NOT NULL,
	"plain" text,
	"plain_en" text,
	"street_id" integer,
	"audience" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"task" text,
	"state" text NOT NULL,
	"sample" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"published_by" text,
	"published_at" timestamp with time zone,
	"withdrawn_by" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_for" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "public_notice_state_known" CHECK ("public_notice"."state" in ('draft', 'published', 'withdrawn')),
	CONSTRAINT "public_notice_audience_known" CHECK ("public_notice"."audience" in ('everyone', 'elders', 'families')),
	CONSTRAINT "public_notice_task_known" CHECK ("public_notice"."task" in ('apply', 'ask')),
	CONSTRAINT "public_notice_valid_in_order" CHECK ("public_notice"."valid_to" is null or "public_notice"."valid_to" >= "public_notice"."valid_from"),
	CONSTRAINT "public_notice_plain_is_short" CHECK (char_length("public_notice"."plain") <= 200),
	CONSTRAINT "public_notice_published_is_plain" CHECK ("public_notice"."state" <> 'published' or "public_notice"."plain" is not null),
	CONSTRAINT "public_notice_published_whole" CHECK (num_nulls("public_notice"."published_by", "public_notice"."published_at") in (0, 2)),
	CONSTRAINT "public_notice_withdrawn_whole" CHECK (num_nulls("public_notice"."withdrawn_by", "public_notice"."withdrawn_at", "public_notice"."withdrawn_for") = case "public_notice"."state" when 'withdrawn' then 0 else 3 end)
);
--> statement-breakpoint
ALTER TABLE "help_request" ADD COLUMN "contact_cipher" text;--> statement-breakpoint
ALTER TABLE "help_request" ADD COLUMN "contact_body_cipher" text;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_facility_id_facility_id_fk" FOREIGN KEY ("facility_id") REFERENCES "facility"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_sign_up" ADD CONSTRAINT "activity_sign_up_activity_id_activity_id_fk" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_sign_up" ADD CONSTRAINT "activity_sign_up_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_notice" ADD CONSTRAINT "public_notice_street_id_street_id_fk" FOREIGN KEY ("street_id") REFERENCES "street"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_by_start" ON "activity" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "activity_by_street" ON "activity" USING btree ("street_id","starts_at");--> statement-breakpoint
CREATE INDEX "activity_sign_up_to_remind" ON "activity_sign_up" USING btree ("activity_id") WHERE "activity_sign_up"."state" = 'joined' and "activity_sign_up"."reminded_at" is null;--> statement-breakpoint
CREATE INDEX "activity_sign_up_by_elder" ON "activity_sign_up" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "public_notice_shown" ON "public_notice" USING btree ("state","valid_from");
--> statement-breakpoint
CREATE TRIGGER "activity_is_never_deleted" BEFORE DELETE ON "activity" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "activity_sign_up_is_never_deleted" BEFORE DELETE ON "activity_sign_up" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "public_notice_is_never_deleted" BEFORE DELETE ON "public_notice" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on column "help_request"."contact_cipher" is '紧急联系人电话 / number of the elder''s first contact, encrypted for the message';
  comment on column "help_request"."contact_body_cipher" is 'words of the message to that contact, encrypted';
  comment on table "activity" is '活动 / Activities of the streets'' centres';
  comment on column "activity"."id" is 'UUIDv7 made by the application';
  comment on column "activity"."title" is '名称';
  comment on column "activity"."title_en" is 'name in English';
  comment on column "activity"."street_id" is '街道 / whose activity it is';
  comment on column "activity"."facility_id" is '设施 / where, if it is a facility on file';
  comment on column "activity"."place" is '地点 / where, in words';
  comment on column "activity"."place_en" is 'where, in English';
  comment on column "activity"."starts_at" is '开始时间';
  comment on column "activity"."ends_at" is '结束时间';
  comment on column "activity"."capacity" is '名额 / places';
  comment on column "activity"."joined_count" is '已报名 / places taken; never more than there are';
  comment on column "activity"."bring" is '要带什么';
  comment on column "activity"."bring_en" is 'what to bring, in English';
  comment on column "activity"."fee_fen" is '费用（分）/ what it costs; 0 is nothing';
  comment on column "activity"."audience" is '对象 / everyone, elders or families';
  comment on column "activity"."state" is '状态 / open or cancelled';
  comment on column "activity"."cancelled_for" is '取消原因';
  comment on column "activity"."reminder_text" is 'words of the reminder, as they are sent';
  comment on column "activity"."moved_up_text" is 'words for who waited and now has a place';
  comment on column "activity"."sample" is '示例 / made for a demonstration';
  comment on column "activity"."created_by" is 'audit name of who created it';
  comment on column "activity"."created_at" is 'when';
  comment on column "activity"."changed_by" is 'audit name of who changed it last';
  comment on column "activity"."changed_at" is 'when';
  comment on column "activity"."version" is 'counts the changes';
  comment on table "activity_sign_up" is '活动报名 / Who takes part in an activity, or waits for a place';
  comment on column "activity_sign_up"."id" is 'UUIDv7 made by the application';
  comment on column "activity_sign_up"."activity_id" is '活动';
  comment on column "activity_sign_up"."elder_id" is '老人 / the person';
  comment on column "activity_sign_up"."state" is '状态 / joined, waiting or left';
  comment on column "activity_sign_up"."place" is '排队次序 / order of asking, from 1';
  comment on column "activity_sign_up"."signed_up_by" is 'audit name of who signed up';
  comment on column "activity_sign_up"."signed_up_at" is 'when';
  comment on column "activity_sign_up"."moved_up_at" is 'when a place became free for who waited';
  comment on column "activity_sign_up"."left_at" is 'when the person called off';
  comment on column "activity_sign_up"."reminded_at" is 'when the reminder was written';
  comment on column "activity_sign_up"."checked_in_by" is 'audit name of who noted that the person is there';
  comment on column "activity_sign_up"."checked_in_at" is '签到时间';
  comment on table "public_notice" is '通知 / Notices of offices for elders and families';
  comment on column "public_notice"."id" is 'UUIDv7 made by the application';
  comment on column "public_notice"."title" is '标题';
  comment on column "public_notice"."title_en" is 'title in English';
  comment on column "public_notice"."body" is '正文 / the whole text';
  comment on column "public_notice"."plain" is '大白话版 / plain version for elders, at most 200 characters';
  comment on column "public_notice"."plain_en" is 'plain version in English';
  comment on column "public_notice"."street_id" is '街道 / whose notice; null is the district';
  comment on column "public_notice"."audience" is '对象 / everyone, elders or families';
  comment on column "public_notice"."valid_from" is '生效日期 / shown from this day';
  comment on column "public_notice"."valid_to" is '截止日期 / shown until the end of this day; null is without end';
  comment on column "public_notice"."task" is '可办事项 / apply or ask: what can be started from it';
  comment on column "public_notice"."state" is '状态 / draft, published or withdrawn';
  comment on column "public_notice"."sample" is '示例 / made for a demonstration';
  comment on column "public_notice"."created_by" is 'audit name of who wrote it';
  comment on column "public_notice"."created_at" is 'when';
  comment on column "public_notice"."published_by" is 'audit name of who published it';
  comment on column "public_notice"."published_at" is 'when';
  comment on column "public_notice"."withdrawn_by" is 'audit name of who withdrew it';
  comment on column "public_notice"."withdrawn_at" is 'when';
  comment on column "public_notice"."withdrawn_for" is '撤下原因';
  comment on column "public_notice"."version" is 'counts the changes';
end
$comments$;
