using System.ComponentModel.DataAnnotations;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>How failures that may pass are tried again: durable work items with growing pauses; no worker sleeps.</summary>
public sealed class RetryOptions
{
    /// <summary>How many attempts are made before the work is given up.</summary>
    /// <value>Default 10.</value>
    [Range(1, 1000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    /// <value>Default one second.</value>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, unless the vendor asks for a longer one.</summary>
    /// <value>Default 15 minutes.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The part of the pause that is random, so that many instances do not come back at once.</summary>
    /// <value>Default 0.2: between 80 % and 120 %.</value>
    [Range(0, 1)]
    public double Jitter { get; set; } = 0.2;

    /// <summary>How long a vendor may hold a connection back without accepting a call before that is an alert.</summary>
    /// <value>Default five minutes.</value>
    public TimeSpan RateLimitAlert { get; set; } = TimeSpan.FromMinutes(5);

    internal TimeSpan Delay(int attempt, TimeSpan? retryAfter, Random random)
    {
        var factor = Math.Pow(2, Math.Min(attempt - 1, 30)) * (1 + Jitter * (2 * random.NextDouble() - 1));
        var delay = FirstDelay.Ticks * factor >= MaxDelay.Ticks ? MaxDelay : TimeSpan.FromTicks((long)(FirstDelay.Ticks * factor));
        return retryAfter is { } asked && asked > delay ? asked : delay;
    }
}
