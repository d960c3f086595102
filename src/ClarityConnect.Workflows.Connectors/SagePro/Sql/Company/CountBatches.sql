select status, count(*) from {cc_batch} group by status
