insert into {cc_change} (kind, item_key, hash, change_no, changed) values (@kind, @key, @hash, @number, @now)
on conflict (kind, item_key) do update set hash = @hash, change_no = @number, changed = @now
