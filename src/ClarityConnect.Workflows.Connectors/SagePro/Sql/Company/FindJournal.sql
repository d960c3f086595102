select {journals.number} from {journals} where ltrim(rtrim({journals.number})) = @number
