using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>The outside world of these tests: what was written to it under which key, and how it misbehaves.</summary>
public sealed class Ledger
{
    private readonly Dictionary<string, string> effects = [];
    private readonly Queue<FailureKind> failures = new();

    /// <summary>If set, only writes of this value fail.</summary>
    public string? OnlyValue { get; set; }

    public int Calls { get; private set; }

    public List<string> Keys { get; } = [];

    public IReadOnlyDictionary<string, string> Effects => effects;

    /// <summary>The next calls fail in these ways; an unknown outcome fails after the effect.</summary>
    public void FailWith(params FailureKind[] kinds)
    {
        foreach (var kind in kinds)
            failures.Enqueue(kind);
    }

    public bool Holds(string key) => effects.ContainsKey(key);

    public void Write(string key, string value)
    {
        Calls++;
        Keys.Add(key);
        var failure = (OnlyValue is null || OnlyValue == value) && failures.TryDequeue(out var kind) ? kind : (FailureKind?)null;
        if (failure is null or FailureKind.OutcomeUnknown)
            effects.TryAdd(key, value);
        if (failure is { } thrown)
            throw new ActivityException(thrown, $"The ledger says {thrown}.") { VendorCode = "L-1", VendorMessage = "No." };
    }
}
