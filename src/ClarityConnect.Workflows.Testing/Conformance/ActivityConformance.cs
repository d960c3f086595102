using ClarityConnect.Workflows.Testing.Conformance.Runs;

namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>
/// What every activity that calls another system has to keep to. Each fact is checked at every call that the activity makes, over a line on which that call goes wrong.
/// Needs no test framework: a fact that does not hold throws.
/// </summary>
public static class ActivityConformance
{
    private static readonly Dictionary<string, Func<ActivityUnderTest, CancellationToken, Task>> Checks = new(StringComparer.Ordinal)
    {
        ["One effect, wherever an answer is lost"] = EffectFacts.LostAnswersAsync,
        ["One effect, when the server crashes before it is stored"] = EffectFacts.CrashesAsync,
        ["Cancelled soon, and as a cancellation"] = (subject, token) => CallFacts.CancellationAsync(new ActivityProbe(subject), token),
        ["Failures have their kind, and say where"] = (subject, token) => CallFacts.KindsAsync(new ActivityProbe(subject), token),
        ["No secret is shown"] = async (subject, token) =>
        {
            await CallFacts.SecretsAsync(new ActivityProbe(subject), token);
            await EffectFacts.SecretsInRunsAsync(subject, token);
        },
    };

    /// <summary>The names of the facts, for a theory over them.</summary>
    public static IReadOnlyList<string> Facts { get; } = [.. Checks.Keys];

    /// <summary>Checks a fact. Takes a few seconds at most.</summary>
    /// <param name="subject">The activity, its inputs and its twin.</param>
    /// <param name="fact">One of <see cref="Facts"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">The fact does not hold, or cannot be checked with what is given.</exception>
    /// <exception cref="ArgumentException">There is no such fact.</exception>
    public static Task CheckAsync(ActivityUnderTest subject, string fact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Checks.TryGetValue(fact, out var check)
            ? check(subject, cancellationToken)
            : throw new ArgumentException($"There is no fact '{fact}'. There are: {string.Join("; ", Facts)}.", nameof(fact));
    }
}
