-- Removes messages that led to work or expired.
delete from inbox
where id in (
  (select id from inbox where state = 3 and received_at < $1 order by received_at limit $2)
  union all
  (select id from inbox where state = 2 and expires_at < $1 order by expires_at limit $2)
  limit $2
)
