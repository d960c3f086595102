namespace ClarityConnect.Workflows.IntegrationTests.Upgrades;

/// <summary>A random drawing without loops or decisions, so that everything that is reached runs exactly once, and random changes to it.</summary>
internal sealed class RandomDrawing
{
    private readonly Random random;
    private readonly List<(string From, string To)> ways;
    private int added;

    public RandomDrawing(int seed)
    {
        random = new Random(seed);
        var count = random.Next(3, 9);
        var names = new List<string> { "a0" };
        ways = [];
        for (var i = 1; i < count; i++)
        {
            var sources = names.OrderBy(_ => random.Next()).Take(random.Next(1, 3)).ToList();
            names.Add(sources.Count > 1 && random.Next(4) == 0 ? $"j{i}.WaitAll" : random.Next(3) == 0 ? $"w{i}" : $"a{i}");
            ways.AddRange(sources.Select(source => (source, names[^1])));
        }
    }

    public string Text => string.Join(' ', ways.Select(way => $"{way.From}>{way.To}"));

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public int Next(int limit) => random.Next(limit);

    /// <summary>Everything that is reached from these activities, themselves included.</summary>
    public HashSet<string> From(IEnumerable<string> ids)
    {
        var found = ids.ToHashSet();
        while (ways.Any(way => found.Contains(IdOf(way.From)) && found.Add(IdOf(way.To))))
        {
        }

        return found;
    }

    public void Change()
    {
        switch (random.Next(5))
        {
            case 0:
                var on = Pick(ways);
                ways.Remove(on);
                ways.AddRange([(on.From, NewName()), ($"a{100 + added}", on.To)]);
                break;
            case 1:
                ways.Add((Pick(ways).From, NewName()));
                break;
            case 2:
                var (first, last) = (Pick(ways).From, Pick(ways).To);
                if (!From([IdOf(last)]).Contains(IdOf(first)) && !ways.Contains((first, last)))
                    ways.Add((first, last));
                break;
            case 3:
                var removed = Pick(ways);
                if (ways.Count(way => way.To == removed.To) > 1)
                    ways.Remove(removed);
                break;
            default:
                TakeOut(Pick(ways).To);
                break;
        }
    }

    private void TakeOut(string name)
    {
        var before = ways.Where(way => way.To == name).Select(way => way.From).ToList();
        var after = ways.Where(way => way.From == name).Select(way => way.To).ToList();
        if (ways.All(way => way.From == name || way.To == name))
            return;
        ways.RemoveAll(way => way.From == name || way.To == name);
        foreach (var way in before.SelectMany(from => after.Select(to => (from, to))).Where(way => !ways.Contains(way)))
            ways.Add(way);
    }

    private string NewName() => $"a{100 + ++added}";

    private static string IdOf(string name) => name.Split('.')[0];
}
