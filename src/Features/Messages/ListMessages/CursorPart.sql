-- The range of places at the cursor: @back before it, or @forth behind it.
select place.total, greatest(0, place.at - side.back) as above, least(place.total, place.at + side.forth) as upto
from place cross join (select @back::bigint as back, @forth::bigint as forth) as side
