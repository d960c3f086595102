using System.Text.RegularExpressions;
using ClarityConnect.Workflows.IntegrationTests.Connectors;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed partial class Held_back_connections_are_shown : IAsyncLifetime
{
    private ConsoleHost host = null!;
    private VendorTwins twins = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        twins = await VendorTwins.StartAsync(TestContext.Current.CancellationToken, 1, 12);
        await host.SaveConnectionAsync("gateway", "heartland-gateway", twins.GatewayFields());
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await twins.DisposeAsync();
    }

    [Fact]
    public async Task A_pause_is_shown_with_what_to_do_until_a_call_is_accepted()
    {
        using var administrator = await host.SignInAsync("administrator");
        using var viewer = await host.SignInAsync("viewer");
        (await WordsAsync(viewer, "/connections")).ShouldNotContain("held back");
        twins.Host.Faults.Set(new Fault(FaultKind.RateLimited) { System = "portico", Times = 1, RetryAfter = TimeSpan.FromHours(1) });
        await TestAsync(administrator);

        foreach (var page in (string[])["/connections", "/"])
        {
            var words = await WordsAsync(viewer, page);
            words.ShouldMatch("“gateway” is held back by the vendor since .* UTC, until .* UTC");
            words.ShouldContain("ask the vendor for a higher limit");
        }
    }

    [Fact]
    public async Task A_pause_that_is_over_ends_with_the_next_call()
    {
        using var administrator = await host.SignInAsync("administrator");
        twins.Host.Faults.Set(new Fault(FaultKind.RateLimited) { System = "portico", Times = 1, RetryAfter = TimeSpan.Zero });
        await TestAsync(administrator);
        (await WordsAsync(administrator, "/connections")).ShouldContain("That time has passed: the next call shows whether it goes on.");

        await TestAsync(administrator);

        (await WordsAsync(administrator, "/connections")).ShouldNotContain("held back");
        (await WordsAsync(administrator, "/")).ShouldNotContain("held back");
    }

    private static async Task TestAsync(Visitor administrator) =>
        await administrator.SubmitAsync(await administrator.GetAsync("/connections/gateway/test"), "Test");

    private static async Task<string> WordsAsync(Visitor visitor, string path) =>
        Spaces().Replace(Tags().Replace((await visitor.GetAsync(path)).Words, ""), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
