using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;

namespace Acme.Hello.Tests;

public sealed class People_are_greeted
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_is_greeted_by_name()
    {
        await using var harness = await WorkflowHarness.StartAsync([typeof(SayHello)], cancellationToken: Token);

        var result = await harness.RunActivityAsync("Acme.Hello.SayHello", new { person = "Ada" }, Token);

        Assert.Null(result.Failure);
        Assert.Equal("Hello, Ada!", result.Output<string>("Result"));
    }

    [Fact]
    public async Task Nobody_is_not_greeted()
    {
        await using var harness = await WorkflowHarness.StartAsync([typeof(SayHello)], cancellationToken: Token);

        var result = await harness.RunActivityAsync("Acme.Hello.SayHello", new { }, Token);

        Assert.Equal(FailureKind.InvalidData, result.FailureKind);
        Assert.Contains("'Person'", result.Failure);
    }
}
