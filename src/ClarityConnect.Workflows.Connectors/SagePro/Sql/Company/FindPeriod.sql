select {periods.name}, {periods.closed} from {periods} where {periods.first} <= @day and {periods.last} >= @day
