namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>Something that happens at a company.</summary>
/// <param name="At">When.</param>
/// <param name="What">What it is, in one sentence.</param>
/// <param name="PlayAsync">Makes it happen.</param>
internal sealed record Scene(DateTimeOffset At, string What, Func<CancellationToken, Task> PlayAsync);
