using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;

namespace Acme.Hello.Tests;

public sealed class Items_are_added_once
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Between sending a request and storing its answer, lines break and servers stop. This is what has to be tested most.
    [Theory]
    [InlineData(nameof(TwinFault.None))]
    [InlineData(nameof(TwinFault.Busy))]
    [InlineData(nameof(TwinFault.LostBefore))]
    [InlineData(nameof(TwinFault.LostAfter))]
    [InlineData(nameof(TwinFault.ErrorAfter))]
    public async Task Whatever_happens_on_the_way_the_item_is_added_once(string fault)
    {
        await using var stage = await ServiceStage.OpenAsync(Token);
        stage.Service.Plan(Enum.Parse<TwinFault>(fault));

        var result = await AddAsync(stage);

        Assert.Null(result.Failure);
        Assert.Equal(new Item("I-1", "todo", "Call Ada back"), result.Output<Item>("Result"));
        Assert.Equal([new TwinItem("I-1", "todo", "Call Ada back")], stage.Service.Items);
    }

    [Fact]
    public async Task Two_runs_add_two_items()
    {
        await using var stage = await ServiceStage.OpenAsync(Token);

        await AddAsync(stage);
        await AddAsync(stage);

        Assert.Equal(2, stage.Service.Items.Count);
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_again_and_is_not_shown()
    {
        await using var stage = await ServiceStage.OpenAsync(Token);
        await stage.Harness.ConnectAsync("wrong", "acme.hello", new { address = stage.Service.Address, apiKey = "not-the-key", allowPrivateAddresses = true }, Token);

        var result = await AddAsync(stage, connection: "wrong");

        Assert.Equal(FailureKind.Unauthorized, result.FailureKind);
        Assert.Equal("The service answered 401. Check the API key of the connection.", result.Failure);
    }

    private static Task<ActivityResult> AddAsync(ServiceStage stage, string connection = "service") =>
        stage.Harness.RunActivityAsync("Acme.Hello.AddItem", new { connection, list = "todo", title = "Call Ada back" }, Token);
}
