-- Notes records that were in no group.
insert into cross_references (system, kind, id, group_id, linked_at, instance_id, definition_id, activity_name)
select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
