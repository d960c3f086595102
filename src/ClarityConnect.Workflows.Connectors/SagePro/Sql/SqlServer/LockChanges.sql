update {cc_change_head} with (updlock, holdlock) set last_no = last_no where kind = @kind;
if @@rowcount = 0
insert into {cc_change_head} (kind, last_no) values (@kind, 0);
