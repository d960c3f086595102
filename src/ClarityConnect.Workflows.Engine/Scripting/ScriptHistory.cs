namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>What is known about scripts from earlier runs: quick, slow or new. Remembers the latest few thousand.</summary>
internal sealed class ScriptHistory(TimeProvider time)
{
    private const int Capacity = 4096;
    private static readonly TimeSpan SlowFor = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset?> _slowUntil = new(StringComparer.Ordinal); // null: quick

    internal bool IsQuick(ScriptJob job) => job.CheckOnly || All(job, static (entry, _) => entry is null, defaultValue: false);

    internal bool IsSlow(ScriptJob job) => !job.CheckOnly && !All(job, static (entry, now) => entry is null || entry <= now, defaultValue: true);

    internal void Quick(ScriptJob job) => Remember(job.Scripts, null);

    /// <summary>It overran: it goes to the slow lane at once for a while, unless it turns out quick there.</summary>
    internal void Slow(Script script) => Remember([script], time.GetUtcNow() + SlowFor);

    private bool All(ScriptJob job, Func<DateTimeOffset?, DateTimeOffset, bool> test, bool defaultValue)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            foreach (var script in job.Scripts)
                if (!(_slowUntil.TryGetValue(script.Id, out var entry) ? test(entry, now) : defaultValue)) return false;
        }
        return true;
    }

    private void Remember(IReadOnlyList<Script> scripts, DateTimeOffset? slowUntil)
    {
        lock (_lock)
        {
            // Starting afresh costs each script one probe, and happens once in thousands of scripts.
            if (_slowUntil.Count >= Capacity) _slowUntil.Clear();
            foreach (var script in scripts) _slowUntil[script.Id] = slowUntil;
        }
    }
}
