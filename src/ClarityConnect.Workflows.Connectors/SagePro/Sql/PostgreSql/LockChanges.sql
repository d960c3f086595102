insert into {cc_change_head} (kind, last_no) values (@kind, 0)
on conflict (kind) do update set last_no = {cc_change_head}.last_no
