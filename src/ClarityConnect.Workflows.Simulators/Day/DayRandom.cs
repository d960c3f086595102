namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>
/// SplitMix64. The framework's seeded generator may change between runtimes; a generated day may not, because people write
/// its figures into tests and documents.
/// </summary>
internal sealed class DayRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 to <paramref name="exclusive"/> - 1.</summary>
    public int Next(int exclusive) => (int)(NextBits() % (ulong)exclusive);

    public int Next(int from, int exclusive) => from + Next(exclusive - from);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
    }

    private ulong NextBits()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
