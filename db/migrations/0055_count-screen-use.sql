CREATE TABLE "kiosk_screen_use" (
	"device_id" uuid NOT NULL,
	"used_on" date NOT NULL,
	"screen" text NOT NULL,
	"locale" text NOT NULL,
	"text_step" smallint NOT NULL,
	"shown" integer NOT NULL,
	"seconds" integer NOT NULL,
	"went_away" integer NOT NULL,
	"timed_out" integer NOT NULL,
	"helped" integer NOT NULL,
	CONSTRAINT "kiosk_screen_use_once" PRIMARY KEY("device_id","used_on","screen","locale","text_step"),
	CONSTRAINT "kiosk_screen_use_step_known" CHECK ("kiosk_screen_use"."text_step" in (1, 2, 3)),
	CONSTRAINT "kiosk_screen_use_ended_once" CHECK ("kiosk_screen_use"."went_away" + "kiosk_screen_use"."timed_out" + "kiosk_screen_use"."helped" <= "kiosk_screen_use"."shown")
);
--> statement-breakpoint
ALTER TABLE "kiosk_screen_use" ADD CONSTRAINT "kiosk_screen_use_device_id_kiosk_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "kiosk_device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kiosk_screen_use_by_day" ON "kiosk_screen_use" USING btree ("used_on");--> statement-breakpoint
do $comments$
begin
  comment on table "kiosk_screen_use" is '画面使用次数 / How a kiosk''s screens were used on a day; nobody is named';
  comment on column "kiosk_screen_use"."device_id" is 'which kiosk';
  comment on column "kiosk_screen_use"."used_on" is 'which day';
  comment on column "kiosk_screen_use"."screen" is '画面 / by its address and step';
  comment on column "kiosk_screen_use"."locale" is 'the language it was shown in';
  comment on column "kiosk_screen_use"."text_step" is '字号 / 1, 2 or 3';
  comment on column "kiosk_screen_use"."shown" is 'how often';
  comment on column "kiosk_screen_use"."seconds" is 'how long in all';
  comment on column "kiosk_screen_use"."went_away" is 'how often somebody went home or out';
  comment on column "kiosk_screen_use"."timed_out" is 'how often nobody answered the warning';
  comment on column "kiosk_screen_use"."helped" is 'how often the red button was touched';
end
$comments$;
