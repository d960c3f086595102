using Shouldly;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

/// <summary>Waits, within bounds, for what another process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task IsTrueAsync(Func<bool> condition, CancellationToken ct) => IsTrueAsync(() => Task.FromResult(condition()), ct);

    public static async Task IsTrueAsync(Func<Task<bool>> condition, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }
}
