-- The unclaimed bookmarks that messages match, locked so that no other correlator gets them.
declare @matches table (message_id nvarchar(200) collate Latin1_General_100_BIN2, bookmark_id nvarchar(200) collate Latin1_General_100_BIN2);

insert into @matches (message_id, bookmark_id)
select m.id, met.id
from inbox as m
cross apply (
  select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
  where m.instance_id is null and m.correlation_id is null
    and b.name = m.name and b.[key] = m.[key] and b.claimed_by is null
  union all
  select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
  where m.instance_id is null
    and b.name = m.name and b.[key] = m.[key] and b.correlation_id = m.correlation_id and b.claimed_by is null
  union all
  select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
  where m.instance_id is null and m.correlation_id is not null
    and b.name = m.name and b.[key] = m.[key] and b.correlation_id is null and b.claimed_by is null
  union all
  select b.id from bookmarks as b with (readpast, rowlock, readcommittedlock)
  where b.instance_id = m.instance_id
    and b.name = m.name and b.[key] = m.[key] and b.claimed_by is null
    and (m.correlation_id is null or b.correlation_id is null or b.correlation_id = m.correlation_id)
) as met
where m.id in (select id collate Latin1_General_100_BIN2 from openjson(@rows) with (id nvarchar(200)));

select
  matches.message_id, b.id, b.instance_id, b.execution_number, b.activity_id, b.name, b.[key], b.correlation_id, b.due_at, b.created_at
from @matches as matches
join bookmarks as b with (updlock, readpast, rowlock, readcommittedlock) on b.id = matches.bookmark_id
where b.claimed_by is null
order by b.id;
