using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Acme.Loyalty.Tests;

/// <summary>The real engine with the plugin in it, and a connection "acme" to the program's twin.</summary>
internal sealed class LoyaltyStage : IAsyncDisposable
{
    private LoyaltyStage(LoyaltyTwin program, WorkflowHarness harness) => (Program, Harness) = (program, harness);

    public LoyaltyTwin Program { get; }

    public WorkflowHarness Harness { get; }

    // <stage>
    public static async Task<LoyaltyStage> OpenAsync(CancellationToken cancellationToken)
    {
        var program = await LoyaltyTwin.StartAsync();
        program.Join("M-1001", "Ada Hill", "ada@shop.example", points: 20);
        var harness = await WorkflowHarness.StartAsync(
            [typeof(GivePoints), typeof(LookUpMember), typeof(MemberJoined)],
            [typeof(LoyaltyConnection)],
            services => services.Configure<RetryOptions>(retry => (retry.MaxAttempts, retry.FirstDelay) = (3, TimeSpan.FromMilliseconds(5))),
            cancellationToken);
        await harness.ConnectAsync(
            "acme",
            "acme.loyalty",
            new { address = program.Address, apiKey = LoyaltyTwin.ApiKey, signingSecret = LoyaltyTwin.SigningSecret, allowPrivateAddresses = true },
            cancellationToken);
        return new LoyaltyStage(program, harness);
    }
    // </stage>

    public async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        await Program.DisposeAsync();
    }
}
