-- The due work items of instances that were just claimed, with the payloads of the messages that caused them.
select
  work_items.id, work_items.instance_id, work_items.kind, work_items.due_at, work_items.bookmark_id, work_items.inbox_message_id,
  work_items.execution_number, work_items.data, inbox.payload
from work_items
left join inbox on inbox.id = work_items.inbox_message_id
where work_items.instance_id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)))
  and work_items.due_at <= @now
order by work_items.due_at, work_items.id;
