CREATE TABLE "payment_bill" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"bill_on" date NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"content" "bytea",
	"digest" text NOT NULL,
	"line_count" integer NOT NULL,
	CONSTRAINT "payment_bill_once" UNIQUE("bill_on","kind"),
	CONSTRAINT "payment_bill_kind_known" CHECK ("payment_bill"."kind" in ('trade', 'fund'))
);
--> statement-breakpoint
CREATE TABLE "payment_bill_line" (
	"bill_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"number" text NOT NULL,
	"channel_no" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"fee_fen" bigint NOT NULL,
	CONSTRAINT "payment_bill_line_bill_id_line_pk" PRIMARY KEY("bill_id","line")
);
--> statement-breakpoint
CREATE TABLE "payment_difference" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bill_on" date NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"here_fen" bigint NOT NULL,
	"there_fen" bigint NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"resolution" text,
	CONSTRAINT "payment_difference_once" UNIQUE("bill_on","kind","subject"),
	CONSTRAINT "payment_difference_resolved_by_somebody" CHECK (num_nulls("payment_difference"."resolved_at", "payment_difference"."resolved_by", "payment_difference"."resolution") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "payment_notice" (
	"gateway" text NOT NULL,
	"notice_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"headers" jsonb NOT NULL,
	"raw_body" "bytea" NOT NULL,
	"order_no" text,
	"outcome" text NOT NULL,
	CONSTRAINT "payment_notice_gateway_notice_id_pk" PRIMARY KEY("gateway","notice_id")
);
--> statement-breakpoint
CREATE TABLE "payment_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_no" text NOT NULL,
	"elder_id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"description" text NOT NULL,
	"price_fen" bigint NOT NULL,
	"subsidy_fen" bigint NOT NULL,
	"other_fund_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"state" text NOT NULL,
	"method" text NOT NULL,
	"code_url" text,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"transaction_id" text,
	"refunded_fen" bigint DEFAULT 0 NOT NULL,
	"refunding_fen" bigint DEFAULT 0 NOT NULL,
	"polls" smallint DEFAULT 0 NOT NULL,
	"next_poll_at" timestamp with time zone,
	"earned_at" timestamp with time zone,
	CONSTRAINT "payment_order_orderNo_unique" UNIQUE("order_no"),
	CONSTRAINT "payment_order_transactionId_unique" UNIQUE("transaction_id"),
	CONSTRAINT "payment_order_state_known" CHECK ("payment_order"."state" in ('created', 'prepaying', 'paying', 'paid', 'closed', 'expired', 'refunding', 'partly_refunded', 'refunded')),
	CONSTRAINT "payment_order_method_known" CHECK ("payment_order"."method" in ('native', 'jsapi', 'h5')),
	CONSTRAINT "payment_order_amount_positive" CHECK ("payment_order"."amount_fen" > 0),
	CONSTRAINT "payment_order_parts_are_whole" CHECK ("payment_order"."subsidy_fen" + "payment_order"."other_fund_fen" + "payment_order"."amount_fen" = "payment_order"."price_fen" and least("payment_order"."subsidy_fen", "payment_order"."other_fund_fen") >= 0),
	CONSTRAINT "payment_order_refunds_within_paid" CHECK (least("payment_order"."refunded_fen", "payment_order"."refunding_fen") >= 0 and "payment_order"."refunded_fen" + "payment_order"."refunding_fen" <= "payment_order"."amount_fen"),
	CONSTRAINT "payment_order_paid_has_transaction" CHECK (("payment_order"."state" in ('paid', 'refunding', 'partly_refunded', 'refunded')) = ("payment_order"."paid_at" is not null and "payment_order"."transaction_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "payment_refund" (
	"id" uuid PRIMARY KEY NOT NULL,
	"refund_no" text NOT NULL,
	"order_id" uuid NOT NULL,
	"amount_fen" bigint NOT NULL,
	"reason" text NOT NULL,
	"charged_to" text NOT NULL,
	"state" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"refund_id" text,
	"refunded_at" timestamp with time zone,
	"polls" smallint DEFAULT 0 NOT NULL,
	"next_poll_at" timestamp with time zone,
	CONSTRAINT "payment_refund_refundNo_unique" UNIQUE("refund_no"),
	CONSTRAINT "payment_refund_refundId_unique" UNIQUE("refund_id"),
	CONSTRAINT "payment_refund_positive" CHECK ("payment_refund"."amount_fen" > 0),
	CONSTRAINT "payment_refund_state_known" CHECK ("payment_refund"."state" in ('asked', 'declined', 'approved', 'sent', 'refunded', 'failed')),
	CONSTRAINT "payment_refund_charged_known" CHECK ("payment_refund"."charged_to" in ('provider', 'nobody')),
	CONSTRAINT "payment_refund_second_person" CHECK ("payment_refund"."decided_by" is distinct from "payment_refund"."asked_by"),
	CONSTRAINT "payment_refund_decided_by_somebody" CHECK (("payment_refund"."state" = 'asked') = ("payment_refund"."decided_by" is null))
);
--> statement-breakpoint
ALTER TABLE "payment_bill_line" ADD CONSTRAINT "payment_bill_line_bill_id_payment_bill_id_fk" FOREIGN KEY ("bill_id") REFERENCES "payment_bill"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_elder_id_elder_id_fk" FOREIGN KEY ("elder_id") REFERENCES "elder"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_refund" ADD CONSTRAINT "payment_refund_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_bill_line_by_number" ON "payment_bill_line" USING btree ("number");--> statement-breakpoint
CREATE INDEX "payment_difference_open" ON "payment_difference" USING btree ("bill_on") WHERE "payment_difference"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "payment_notice_by_order" ON "payment_notice" USING btree ("order_no");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_order_live_once" ON "payment_order" USING btree ("visit_id") WHERE "payment_order"."state" not in ('closed', 'expired', 'refunded');--> statement-breakpoint
CREATE INDEX "payment_order_by_elder" ON "payment_order" USING btree ("elder_id");--> statement-breakpoint
CREATE INDEX "payment_order_by_poll" ON "payment_order" USING btree ("next_poll_at");--> statement-breakpoint
CREATE INDEX "payment_order_by_paid" ON "payment_order" USING btree ("paid_at");--> statement-breakpoint
CREATE INDEX "payment_refund_by_order" ON "payment_refund" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "payment_refund_by_poll" ON "payment_refund" USING btree ("next_poll_at");--> statement-breakpoint
-- What an order is for and what it costs stays as it was shown before paying; what was paid stays paid.
CREATE FUNCTION "keep_payment_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(new) - '{state,method,code_url,expires_at,paid_at,transaction_id,refunded_fen,refunding_fen,polls,next_poll_at,earned_at}'::text[]
      <> to_jsonb(old) - '{state,method,code_url,expires_at,paid_at,transaction_id,refunded_fen,refunding_fen,polls,next_poll_at,earned_at}'::text[]
    OR (old.paid_at IS NOT NULL AND (new.paid_at IS DISTINCT FROM old.paid_at OR new.transaction_id IS DISTINCT FROM old.transaction_id))
    OR (old.earned_at IS NOT NULL AND new.earned_at IS DISTINCT FROM old.earned_at)
    OR new.refunded_fen < old.refunded_fen THEN
    RAISE EXCEPTION 'payment_order_is_kept: % keeps its amounts and its payment', old.order_no USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "payment_order_is_kept" BEFORE UPDATE ON "payment_order" FOR EACH ROW EXECUTE FUNCTION "keep_payment_order"();
--> statement-breakpoint
CREATE TRIGGER "payment_order_is_never_deleted" BEFORE DELETE ON "payment_order" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE FUNCTION "keep_payment_refund"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(new) - '{state,decided_by,decided_at,sent_at,refund_id,refunded_at,polls,next_poll_at}'::text[]
      <> to_jsonb(old) - '{state,decided_by,decided_at,sent_at,refund_id,refunded_at,polls,next_poll_at}'::text[]
    OR (old.decided_by IS NOT NULL AND new.decided_by IS DISTINCT FROM old.decided_by)
    OR (old.state IN ('refunded', 'declined') AND new.state <> old.state) THEN
    RAISE EXCEPTION 'payment_refund_is_kept: % keeps its amount and its decision', old.refund_no USING errcode = 'integrity_constraint_violation';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "payment_refund_is_kept" BEFORE UPDATE ON "payment_refund" FOR EACH ROW EXECUTE FUNCTION "keep_payment_refund"();
--> statement-breakpoint
CREATE TRIGGER "payment_refund_is_never_deleted" BEFORE DELETE ON "payment_refund" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
CREATE TRIGGER "payment_notice_append_only" BEFORE UPDATE OR DELETE ON "payment_notice" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "payment_bill_append_only" BEFORE UPDATE OR DELETE ON "payment_bill" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "payment_bill_line_append_only" BEFORE UPDATE OR DELETE ON "payment_bill_line" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "payment_difference_is_never_deleted" BEFORE DELETE ON "payment_difference" FOR EACH ROW EXECUTE FUNCTION "refuse_delete"();
--> statement-breakpoint
do $comments$
begin
  comment on table "payment_order" is '自费付款单 / What an elder or the family pays for one visit beyond what public funds cover';
  comment on column "payment_order"."id" is 'UUIDv7; the order number is made from it';
  comment on column "payment_order"."order_no" is '商户订单号 / our number at the channel; the same whenever the order is sent';
  comment on column "payment_order"."elder_id" is '老人 / for whom';
  comment on column "payment_order"."visit_id" is '服务 / for which visit';
  comment on column "payment_order"."description" is 'what the payer reads at WeChat; names no person';
  comment on column "payment_order"."price_fen" is '单价 / contract price of the visit';
  comment on column "payment_order"."subsidy_fen" is '政府付 / of the fund that pays first';
  comment on column "payment_order"."other_fund_fen" is '其他资金 / of the other public funds';
  comment on column "payment_order"."amount_fen" is '个人付 / what is paid through this order; never rises';
  comment on column "payment_order"."state" is '状态 / created, prepaying, paying, paid, closed, expired, refunding, partly_refunded, refunded';
  comment on column "payment_order"."method" is 'native (QR), jsapi (inside WeChat), h5 (another browser)';
  comment on column "payment_order"."code_url" is 'what the QR code holds; null before the channel answered';
  comment on column "payment_order"."made_by" is 'audit name of who made it';
  comment on column "payment_order"."made_at" is '下单时间';
  comment on column "payment_order"."expires_at" is '支付截止 / the channel takes no payment after it';
  comment on column "payment_order"."paid_at" is '支付时间 / as the channel says; kept once it is there';
  comment on column "payment_order"."transaction_id" is '微信支付订单号 / kept once it is there';
  comment on column "payment_order"."refunded_fen" is '已退 / sent back, as the channel says';
  comment on column "payment_order"."refunding_fen" is '退款中 / approved and not yet sent back';
  comment on column "payment_order"."polls" is 'how often the channel was asked for it';
  comment on column "payment_order"."next_poll_at" is 'when it is asked for next; null when nothing is open';
  comment on column "payment_order"."earned_at" is '确认收入 / when the visit counted and the money was owed to the provider';
  comment on table "payment_refund" is '退款 / Money that goes back: asked by one person, approved by another, sent with a number that never changes';
  comment on column "payment_refund"."id" is 'UUIDv7';
  comment on column "payment_refund"."refund_no" is '商户退款单号 / our number; the same on every repeat';
  comment on column "payment_refund"."order_id" is '付款单 / of which order';
  comment on column "payment_refund"."amount_fen" is '退款金额';
  comment on column "payment_refund"."reason" is '原因 / a code';
  comment on column "payment_refund"."charged_to" is '由谁承担 / provider where the audit refused the visit, never the elder';
  comment on column "payment_refund"."state" is '状态 / asked, declined, approved, sent, refunded, failed';
  comment on column "payment_refund"."asked_by" is '申请人';
  comment on column "payment_refund"."asked_at" is '申请时间';
  comment on column "payment_refund"."decided_by" is '审批人 / never who asked';
  comment on column "payment_refund"."decided_at" is '审批时间';
  comment on column "payment_refund"."sent_at" is 'when the channel accepted it; accepted is not refunded';
  comment on column "payment_refund"."refund_id" is '微信支付退款单号';
  comment on column "payment_refund"."refunded_at" is '到账时间 / as the channel says';
  comment on column "payment_refund"."polls" is 'how often the channel was asked for it';
  comment on column "payment_refund"."next_poll_at" is 'when it is asked for next';
  comment on table "payment_notice" is '支付通知 / Each notification that was believed, once, as it arrived';
  comment on column "payment_notice"."gateway" is 'which channel';
  comment on column "payment_notice"."notice_id" is '通知编号 / the same on every repeat';
  comment on column "payment_notice"."received_at" is '收到时间';
  comment on column "payment_notice"."headers" is 'serial, timestamp, nonce, signature';
  comment on column "payment_notice"."raw_body" is 'the bytes that were signed; sealed by the channel';
  comment on column "payment_notice"."order_no" is '商户订单号';
  comment on column "payment_notice"."outcome" is 'what it did: credited, known, refunded, or why it was not credited';
  comment on table "payment_bill" is '微信账单 / Bills of a day as the channel wrote them';
  comment on column "payment_bill"."id" is 'UUIDv7';
  comment on column "payment_bill"."kind" is 'trade (交易账单) or fund (资金账单)';
  comment on column "payment_bill"."bill_on" is '账单日期';
  comment on column "payment_bill"."fetched_at" is '下载时间';
  comment on column "payment_bill"."content" is 'the file; null when the channel had none for the day';
  comment on column "payment_bill"."digest" is 'SHA-256 of the file';
  comment on column "payment_bill"."line_count" is '行数';
  comment on table "payment_bill_line" is '账单行 / Lines of the bills';
  comment on column "payment_bill_line"."bill_id" is 'of which bill';
  comment on column "payment_bill_line"."line" is 'counted from 1';
  comment on column "payment_bill_line"."kind" is 'payment, refund, fee, withdrawal, other';
  comment on column "payment_bill_line"."at" is '时间';
  comment on column "payment_bill_line"."number" is 'order number, refund number, or number of the flow';
  comment on column "payment_bill_line"."channel_no" is '微信支付单号';
  comment on column "payment_bill_line"."amount_fen" is 'what was paid or sent back; of a fund bill, how the account changed';
  comment on column "payment_bill_line"."fee_fen" is '手续费 / negative when given back';
  comment on table "payment_difference" is '对账差异 / What does not agree, until somebody has explained it';
  comment on column "payment_difference"."id" is 'UUIDv7';
  comment on column "payment_difference"."bill_on" is '账单日期';
  comment on column "payment_difference"."kind" is '差异类型 / a code';
  comment on column "payment_difference"."subject" is 'order number, refund number, or number of the flow';
  comment on column "payment_difference"."here_fen" is '我方金额';
  comment on column "payment_difference"."there_fen" is '账单金额';
  comment on column "payment_difference"."opened_at" is '发现时间';
  comment on column "payment_difference"."resolved_at" is '处理时间; null while it is open';
  comment on column "payment_difference"."resolved_by" is '处理人 / or the run in which it agreed';
  comment on column "payment_difference"."resolution" is '说明';
end
$comments$;
