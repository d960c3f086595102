-- Messages that wait and have a matching unclaimed bookmark, of those pairs where one side is younger than the transaction $3: when that was the
-- oldest one under way, all older pairs were looked at. So this costs what is new, however many messages wait and bookmarks there are.
-- A message for one instance looks at that instance's bookmarks; the concatenation keeps it out of the index on a name and key that a million share.
with met as materialized (
  select m.id
  from inbox m
  cross join lateral (
    select 1 from bookmarks b
    where m.instance_id is null and m.correlation_id is null
      and b.name = m.name and b.key = m.key and b.claimed_by is null
    union all
    select 1 from bookmarks b
    where m.instance_id is null
      and b.name = m.name and b.key = m.key and b.correlation_id = m.correlation_id and b.claimed_by is null
    union all
    select 1 from bookmarks b
    where m.instance_id is null and m.correlation_id is not null
      and b.name = m.name and b.key = m.key and b.correlation_id is null and b.claimed_by is null
    union all
    select 1 from bookmarks b
    where b.instance_id = m.instance_id
      and b.name || '' = m.name and b.key || '' = m.key and b.claimed_by is null
      and (m.correlation_id is null or b.correlation_id is null or b.correlation_id = m.correlation_id)
    limit 1
  ) as bookmark
  where m.state = 2 and m.settled_in >= $3
  union
  select m.id
  from bookmarks b
  join inbox m on m.name = b.name and m.key = b.key and m.state = 2
  where b.made_in >= $3 and b.claimed_by is null
    and (m.instance_id is null or m.instance_id = b.instance_id)
    and (m.correlation_id is null or b.correlation_id is null or b.correlation_id = m.correlation_id)
)
select m.id, m.source, m.event_id, m.name, m.key, m.correlation_id, m.instance_id, m.received_at, m.expires_at, m.state
from inbox m
where m.id in (select id from met) and m.state = 2 and m.expires_at > $1
order by m.id
limit $2
for update of m skip locked
