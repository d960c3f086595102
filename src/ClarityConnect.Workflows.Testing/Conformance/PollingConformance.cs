using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Conformance.Lines;
using ClarityConnect.Workflows.Testing.Conformance.Runs;

namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>What every polling trigger has to keep to, so that what happens in the other system starts one run: not none, and not two.</summary>
public static class PollingConformance
{
    private const int Longest = 200;

    private static readonly Dictionary<string, Func<PollingTriggerUnderTest, CancellationToken, Task>> Checks = new(StringComparer.Ordinal)
    {
        ["What happens comes once"] = ComesOnceAsync,
        ["What comes again has the same id"] = SameIdsAsync,
        ["A poll that fails loses nothing"] = FailedPollsAsync,
        ["Cancelled soon, and as a cancellation"] = (subject, token) => CallFacts.CancellationAsync(new PollProbe(subject), token),
        ["Failures have their kind, and say where"] = (subject, token) => CallFacts.KindsAsync(new PollProbe(subject), token),
        ["No secret is shown"] = (subject, token) => CallFacts.SecretsAsync(new PollProbe(subject), token),
    };

    /// <summary>The names of the facts, for a theory over them.</summary>
    public static IReadOnlyList<string> Facts { get; } = [.. Checks.Keys];

    /// <summary>Checks a fact.</summary>
    /// <param name="subject">The trigger, its inputs and its twin.</param>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">The fact does not hold, or cannot be checked with what is given.</exception>
    /// <exception cref="ArgumentException">There is no such fact.</exception>
    public static Task CheckAsync(PollingTriggerUnderTest subject, string fact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Checks.TryGetValue(fact, out var check)
            ? check(subject, cancellationToken)
            : throw new ArgumentException($"There is no fact '{fact}'. There are: {string.Join("; ", Facts)}.", nameof(fact));
    }

    private static async Task ComesOnceAsync(PollingTriggerUnderTest subject, CancellationToken cancellationToken)
    {
        var probe = new PollProbe(subject);
        await using var stage = await ConformanceStage.OpenAsync(subject, cancellationToken);
        var known = await BeginAsync(probe, stage, cancellationToken);
        for (var poll = 1; poll <= 4; poll++)
        {
            // One thing; two more at the very moment at which it was asked for; none; one.
            var count = poll switch { 2 => 2, 3 => 0, _ => 1 };
            for (var i = 0; i < count; i++)
                await HappenAsync(subject, stage, cancellationToken);
            if (poll > 1)
                subject.Time.Advance(TimeSpan.FromMinutes(1));
            (var ids, probe.Cursor) = await probe.PollAsync(stage.Fields, cancellationToken);
            var fresh = ids.Distinct().Count(known.Add);
            if (fresh != count)
                throw probe.Wrong($"when {count} new things happened before poll {poll}", $"it brings {fresh} new ones. Let the cursor stand where the next poll misses nothing, and give an event the id that the system has for it.");
        }
    }

    private static async Task SameIdsAsync(PollingTriggerUnderTest subject, CancellationToken cancellationToken)
    {
        var probe = new PollProbe(subject);
        await using var stage = await ConformanceStage.OpenAsync(subject, cancellationToken);
        await BeginAsync(probe, stage, cancellationToken);
        await HappenAsync(subject, stage, cancellationToken);
        await HappenAsync(subject, stage, cancellationToken);
        subject.Time.Advance(TimeSpan.FromMinutes(1));
        var (first, _) = await probe.PollAsync(stage.Fields, cancellationToken);
        var (again, _) = await probe.PollAsync(stage.Fields, cancellationToken);
        if (first.FirstOrDefault(id => id.Length is 0 or > Longest) is { } unfit)
            throw probe.Wrong("polled", $"an event has the id '{unfit}'. An id has one to {Longest} characters.");
        if (first.Count != first.Distinct().Count())
            throw probe.Wrong("polled", "two events have one id, so that one of them starts nothing. Give each the id that the system has for it.");
        if (!first.SequenceEqual(again))
            throw probe.Wrong("polled twice from one cursor", $"it brings '{string.Join(", ", first)}' and then '{string.Join(", ", again)}'. An event has the same id however often it comes, on every node.");
    }

    private static async Task FailedPollsAsync(PollingTriggerUnderTest subject, CancellationToken cancellationToken)
    {
        var probe = new PollProbe(subject);
        await using var stage = await ConformanceStage.OpenAsync(subject, cancellationToken);
        var known = await BeginAsync(probe, stage, cancellationToken);
        await HappenAsync(subject, stage, cancellationToken);
        subject.Time.Advance(TimeSpan.FromMinutes(1));
        var calls = await probe.LearnAsync(stage, cancellationToken);
        for (var call = 1; call <= calls.Count; call++)
        {
            foreach (var fault in new[] { LineFault.LostBefore, LineFault.Unavailable, LineFault.Truncated, LineFault.Garbage })
            {
                var begin = probe.Cursor;
                var found = new HashSet<string>();
                stage.Line.Plan(fault, call, isLasting: true);
                try
                {
                    (var ids, probe.Cursor) = await probe.PollAsync(stage.Fields, cancellationToken);
                    found.UnionWith(ids);
                }
                catch (Exception failure) when (failure is not ConformanceException && !cancellationToken.IsCancellationRequested)
                {
                    // As it should be: the cursor stays where it was.
                }

                stage.Line.Plan(LineFault.None);
                (var rest, _) = await probe.PollAsync(stage.Fields, cancellationToken);
                found.UnionWith(rest);
                probe.Cursor = begin;
                if (!found.Except(known).Any())
                    throw probe.Wrong($"after a poll in which call {call} ({calls[call - 1]}) failed ({fault})", $"what had happened never comes. Let the failure out, so that the cursor stays; it is polled again ({nameof(ActivityException)}).");
            }
        }
    }

    /// <summary>Polls until nothing new comes.</summary>
    private static async Task<HashSet<string>> BeginAsync(PollProbe probe, ConformanceStage stage, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            (var ids, probe.Cursor) = await probe.PollAsync(stage.Fields, cancellationToken);
            known.UnionWith(ids);
        }

        return known;
    }

    private static Task HappenAsync(PollingTriggerUnderTest subject, ConformanceStage stage, CancellationToken cancellationToken) =>
        stage.Twin.HappenAsync?.Invoke(cancellationToken) ?? throw new ConformanceException($"{subject.Type.Name}: its twin has no HappenAsync, so nothing new can happen. Give it one.");
}
