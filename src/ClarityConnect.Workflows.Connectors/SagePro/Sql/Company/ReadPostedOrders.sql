-- Every order that was posted from here or is on its way.
select b.ext_ref, b.pro_ref, b.custno, (select max(l.ref) from {cc_line} l where l.ext_ref = b.ext_ref)
from {cc_batch} b
where b.kind = 'SO' and b.status not in ('rejected', 'cancelled')
order by b.created, b.ext_ref
