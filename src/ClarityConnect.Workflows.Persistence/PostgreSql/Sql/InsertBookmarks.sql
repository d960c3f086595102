-- Stores new bookmarks.
insert into bookmarks (id, instance_id, execution_number, activity_id, name, key, correlation_id, due_at, created_at)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
