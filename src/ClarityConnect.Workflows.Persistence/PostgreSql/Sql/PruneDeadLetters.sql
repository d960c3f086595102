-- Removes dead letters that were resolved.
delete from dead_letters
where id in (select id from dead_letters where resolved_at < $1 order by resolved_at limit $2)
