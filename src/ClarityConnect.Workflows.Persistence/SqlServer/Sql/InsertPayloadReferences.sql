-- Notes which instances need which large values.
insert into payload_references (hash, instance_id)
select reference.hash, reference.instance_id
from openjson(@rows) with (hash nvarchar(64), instance_id nvarchar(200)) as reference
where not exists (
  select 1
  from payload_references
  where payload_references.hash = reference.hash collate Latin1_General_100_BIN2
    and payload_references.instance_id = reference.instance_id collate Latin1_General_100_BIN2
);
