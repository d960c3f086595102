using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>The world outside of the engine: what was paid by which key, and at which moments the worker dies.</summary>
public sealed class Outside
{
    private readonly HashSet<int> deaths = [];
    private int moment;

    /// <summary>The payments by idempotency key.</summary>
    public Dictionary<string, string> Payments { get; } = [];

    /// <summary>How often each key was asked for beyond the first time, where nobody looks before.</summary>
    public int Repeats { get; set; }

    /// <summary>The keys whose step was begun.</summary>
    public HashSet<string> Begun { get; } = [];

    /// <summary>How often a step was told of an earlier attempt that there was not, or not of one that there was.</summary>
    public int Misinformed { get; set; }

    /// <summary>How often a worker died so far.</summary>
    public int Died { get; private set; }

    public void Begin(IEnumerable<int> moments)
    {
        deaths.Clear();
        deaths.UnionWith(moments);
        Payments.Clear();
        Begun.Clear();
        (Repeats, Misinformed) = (0, 0);
        moment = 0;
    }

    /// <summary>Loses the lease of an instance, as if its server had died here, if this is such a moment. What was not committed is lost.</summary>
    public async ValueTask MayDieAsync(ActivityExecutionContext context)
    {
        if (!deaths.Remove(++moment))
            return;
        Died++;
        await context.GetService<IExecutionStore>().RescueAsync(DateTimeOffset.MaxValue, context.CancellationToken);
    }
}
