-- Notes which instances need which large values.
insert into payload_references (hash, instance_id)
select * from unnest($1, $2)
on conflict (hash, instance_id) do nothing
