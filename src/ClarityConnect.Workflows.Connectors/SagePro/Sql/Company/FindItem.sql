select {items.number} from {items} where ltrim(rtrim({items.number})) = @number
