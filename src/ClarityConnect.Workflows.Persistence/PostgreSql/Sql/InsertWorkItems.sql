-- Queues work.
insert into work_items (id, instance_id, kind, due_at, bookmark_id, inbox_message_id, execution_number, data)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
